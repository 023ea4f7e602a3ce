import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { query } from '../support/query.ts'

// Closed to every other user, as root's home and most temporary folders are.
let closedFolder: string
let directory: string
const children: ChildProcess[] = []
beforeEach(async () => {
  closedFolder = await mkdtemp(join(tmpdir(), 'embedded-'))
  directory = join(closedFolder, 'database')
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(closedFolder, { recursive: true })
})

test('data is kept between starts', async () => {
  const first = await startEmbeddedPostgres({ directory })
  await query(first.url, "CREATE TABLE notes AS SELECT 'kept' AS word")
  await first.stop()
  const second = await startEmbeddedPostgres({ directory })
  expect(await query(second.url, 'SELECT word FROM notes')).toEqual([{ word: 'kept' }])
  await second.stop()
})

test('a server left behind by a killed process is ended, and its folder starts again', async () => {
  const child = await startInProcess('durable')
  await query(child.url, "CREATE TABLE notes AS SELECT 'kept' AS word")
  await kill(child.process)
  expect(await query(child.url, 'SELECT word FROM notes')).toEqual([{ word: 'kept' }])

  const server = await startEmbeddedPostgres({ directory })
  expect(await query(server.url, 'SELECT word FROM notes')).toEqual([{ word: 'kept' }])
  expect(await answers(child.url)).toBe(false)
  await server.stop()
})

test('a folder whose process and server were both killed starts again', async () => {
  const child = await startInProcess('durable')
  await query(child.url, "CREATE TABLE notes AS SELECT 'kept' AS word")
  await kill(child.process)
  process.kill(await serverProcess(), 'SIGKILL')
  const server = await startEmbeddedPostgres({ directory })
  expect(await query(server.url, 'SELECT word FROM notes')).toEqual([{ word: 'kept' }])
  await server.stop()
})

test('a folder starts again when the number of its killed server belongs to another program by now', async () => {
  const bystander = await startEmbeddedPostgres({ directory: join(closedFolder, 'other'), durable: false })
  const pidOfBystander = await serverProcess(join(closedFolder, 'other'))
  const child = await startInProcess('durable')
  await kill(child.process)
  const pidFile = await readFile(join(directory, 'data/postmaster.pid'), 'utf8')
  process.kill(await serverProcess(), 'SIGKILL')
  await writeFile(join(directory, 'data/postmaster.pid'), pidFile.replace(/^\d+/, String(pidOfBystander)))

  const server = await startEmbeddedPostgres({ directory })
  await server.stop()
  expect(await query(bystander.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await bystander.stop()
})

test('a server that is killed under its process is started again on the same port, and still belongs to it', async () => {
  let timesEnded = 0
  const server = await startEmbeddedPostgres({ directory, onEnded: () => (timesEnded += 1) })
  await query(server.url, "CREATE TABLE notes AS SELECT 'kept' AS word")
  for (const round of [1, 2]) {
    process.kill(await serverProcess(), 'SIGKILL')
    while (timesEnded < round) await delay(10)
    while (!(await isOwned(server.url))) await delay(10)
  }
  expect(await query(server.url, 'SELECT word FROM notes')).toEqual([{ word: 'kept' }])
  await expect(startEmbeddedPostgres({ directory })).rejects.toThrow('seems to be running already')
  const pid = await serverProcess()
  await server.stop()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('a throw-away server ends when its process is killed', async () => {
  const child = await startInProcess('throw-away')
  await kill(child.process)
  while (await answers(child.url)) await delay(10)
})

test('a server ends when its process ends without stopping it', async () => {
  const child = await startInProcess('durable')
  child.process.kill('SIGTERM')
  while (await answers(child.url)) await delay(10)
})

/** Whether the server answers and its process owns it. */
async function isOwned(url: string): Promise<boolean> {
  const owner = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'owner'`
  return (await query(url, owner).catch(() => [])).length === 1
}

async function startInProcess(durable: 'durable' | 'throw-away') {
  const script = fileURLToPath(new URL('../support/embedded-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, directory, durable], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { process: child, url: String(line).trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function serverProcess(folder = directory): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'data/postmaster.pid'), 'utf8'), 10)
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  return new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
  }).finally(() => socket.destroy())
}
