import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmptyDatabase } from './support/database.ts'
import { type MainProcess, slackEnvironment, startProgram } from './support/main-process.ts'
import { setUp } from './support/story.ts'
import { person, posts, privately, startWorld, until, type World } from './support/world.ts'

let world: World
let folder: string
let bot: MainProcess | undefined
beforeAll(async () => {
  world = await startWorld({ startAt: new Date().toISOString(), members: 3 })
  await world.bot.stop()
  world.bot = { ...world.bot, settled: async () => {}, stop: async () => true }
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterAll(async () => {
  bot?.child.kill('SIGTERM')
  await bot?.ended
  await world.stop()
  await rm(folder, { recursive: true })
})

/** The bot with its embedded server in a folder of its own. */
async function startBot(): Promise<MainProcess> {
  bot = startProgram('main-start.js', [], { environment: slackEnvironment(world.simulator), cwd: folder })
  await bot.says('connected to Slack')
  return bot
}

/** Runs one of the two programs to its end, in the same folder. */
async function run(program: 'backup' | 'restore', args: string[], environment: Record<string, string> = {}) {
  const child = startProgram(`${program}.ts`, args, { environment, cwd: folder })
  return { code: await child.ended, said: child.printed() }
}

const ruth = () => privately(world, person(world, 'Ruth')).map(({ text }) => text)
const introductions = () => posts(world).filter(({ text }) => text.startsWith('Hello.')).length

test('what is asked of them wrongly is said in a sentence', async () => {
  expect(await run('backup', [])).toEqual({ code: 1, said: expect.stringContaining('Name a file') })
  expect(await run('backup', ['a', '--fast'])).toEqual({
    code: 1,
    said: expect.stringContaining('Name a file'),
  })
  const nothing = await run('backup', ['a'])
  expect(nothing).toEqual({ code: 1, said: expect.stringContaining('There is nothing to back up') })
  expect(existsSync(join(folder, '.data'))).toBe(false)
  const away = await run('backup', ['a'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
  expect(away).toEqual({ code: 1, said: expect.stringContaining('(ECONNREFUSED)') })
  const wrong = await run('restore', ['a'], { DATABASE_URL: 'mysql://somewhere' })
  expect(wrong).toEqual({ code: 1, said: expect.stringContaining('is not the address of a Postgres') })
  expect(await run('restore', ['a'])).toEqual({ code: 1, said: expect.stringContaining('There is no file') })
})

test('the embedded server is backed up while the bot runs and put back while it is stopped; then the bot goes on', async () => {
  const first = await startBot()
  await setUp(world, { minimum: { value: '2' } })
  await until(() => introductions() === 1, 'the introduction', 30)
  expect(await run('backup', ['yesterday'])).toEqual({ code: 0, said: expect.stringContaining('groups 1') })
  await world.simulator.leaveChannel(world.channelId, person(world, 'Ben').id)
  await until(() => ruth().some((text) => text.includes('has left')), 'the convenor to be told', 30)

  const early = await run('restore', ['yesterday', '--replace'])
  expect(early).toEqual({ code: 1, said: expect.stringContaining('seems to be running already') })
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const careless = await run('restore', ['yesterday'])
  expect(careless).toEqual({ code: 1, said: expect.stringMatching(/would delete .*groups 1.*add --replace/) })
  const put = await run('restore', ['yesterday', '--replace'])
  expect(put).toEqual({ code: 0, said: expect.stringContaining('groups 1') })

  await startBot()
  await until(
    () => ruth().filter((text) => text.startsWith('My memory was put back')).length === 1,
    'the news',
  )
  expect(introductions()).toBe(1)
}, 120_000)

test('a backup of the stopped embedded server can be put into another one', async () => {
  bot?.child.kill('SIGTERM')
  expect(await bot?.ended).toBe(0)
  bot = undefined
  expect(await run('backup', ['later'])).toEqual({ code: 0, said: expect.stringContaining('groups 1') })
  const external = await createEmptyDatabase()
  const environment = { DATABASE_URL: external.url }
  expect(await run('restore', ['later'], environment)).toMatchObject({ code: 0 })
  expect(await external.db.group.count()).toBe(1)
  expect(await run('backup', ['external'], environment)).toMatchObject({ code: 0 })
  await external.drop()
}, 120_000)
