import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createEmptyDatabase } from './support/database.ts'
import { startWorkspace } from './support/simulator.ts'
import { TEST_KEY } from './support/test-keys.ts'
import { freePort } from './support/world.ts'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const options = scripts.start.split(' ').slice(1)

/** When each file in which something compiled is kept was written. */
async function written(folder: string): Promise<Record<string, number>> {
  const files = await readdir(folder, { recursive: true })
  const times = files
    .toSorted()
    .map(async (file) => [file, (await stat(join(folder, file))).mtimeMs] as const)
  return Object.fromEntries(await Promise.all(times))
}

test('a bot that is asked how it is and that Slack reaches over HTTP finds all in the image that it would compile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'compiled-'))
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`
  const [, command = ''] = readFileSync('Dockerfile', 'utf8').match(/--clear-groups \\\n(.*?)2> /s) ?? []
  await promisify(execFile)('sh', ['-c', `! ${command}`], { env: { PATH, NODE_COMPILE_CACHE: folder } })
  const before = await written(folder)
  expect(Object.keys(before).length).toBeGreaterThan(500)

  const simulator = await startWorkspace()
  const database = await createEmptyDatabase()
  const bot = spawn(process.execPath, options, {
    env: {
      PATH,
      NODE_COMPILE_CACHE: folder,
      DATABASE_URL: database.url,
      ENCRYPTION_KEYS: TEST_KEY,
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: simulator.botToken,
      SLACK_SIGNING_SECRET: 'a secret of the test',
      PORT: String(await freePort()),
      HEALTH_PORT: String(await freePort()),
    },
  })
  for await (const line of createInterface(bot.stdout)) if (line.includes('connected to Slack')) break
  bot.kill('SIGTERM')
  expect(await once(bot, 'exit')).toEqual([0, null])
  expect(await written(folder)).toEqual(before)
  await simulator.stop()
  await database.drop()
  await rm(folder, { recursive: true })
}, 60_000)
