import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningServer } from '#db/embedded/running.ts'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { query } from '../support/query.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Starts a server in a place from which, as in another container, neither our processes nor our network are seen. */
const ELSEWHERE = ['--pid', '--ipc', '--net', '--fork', '--kill-child', '--mount-proc']

test.concurrent('from another container a folder whose server runs here is refused, and it goes on', async ({
  skip,
}) => {
  skip(spawnSync('unshare', [...ELSEWHERE, 'true']).status !== 0, 'no other namespaces here')
  const directory = join(folder, 'used')
  const server = await startEmbeddedPostgres({ directory })
  const program = fileURLToPath(new URL('../support/embedded-process.ts', import.meta.url))
  const other = spawn('unshare', [...ELSEWHERE, process.execPath, program, directory, 'durable'])
  let printed = ''
  for (const stream of [other.stdout, other.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const [code] = await once(other, 'close')
  expect(printed).toContain('in use in another container or on another machine')
  expect(code).not.toBe(0)
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(await runningServer(directory)).toBe(server.url)
  await server.stop()
})

test.concurrent('what was marked elsewhere and is renewed no more does not keep a server from starting', async () => {
  const directory = join(folder, 'left')
  const first = await startEmbeddedPostgres({ directory })
  await first.stop()
  const mark = { host: 'elsewhere', processes: 'pid:[1]', network: 'net:[1]', id: '1' }
  await writeFile(join(directory, 'used-by'), JSON.stringify(mark))
  const second = await startEmbeddedPostgres({ directory })
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await second.stop()
})
