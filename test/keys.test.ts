import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyRing, newKey } from '#db/key-ring.ts'
import { createTestDatabase } from './support/database.ts'
import { type MainProcess, slackEnvironment, startProgram } from './support/main-process.ts'
import { setUp } from './support/story.ts'
import { TEST_KEY } from './support/test-keys.ts'
import { person, posts, startWorld, type, until, type World, whispered } from './support/world.ts'

const NAME = 'Canary circle'
const PLACE = 'Canary room'

let world: World
let folder: string
let bot: MainProcess | undefined
beforeAll(async () => {
  world = await startWorld({ startAt: new Date().toISOString(), members: 3 })
  await world.bot.stop()
  world.bot = { ...world.bot, settled: async () => {}, stop: async () => true }
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterAll(async () => {
  await stopBot()
  await world.stop()
  await rm(folder, { recursive: true })
})

/** The bot with its embedded server, and keys of its own, in a folder of its own. */
async function startBot(): Promise<void> {
  const { ENCRYPTION_KEYS: _, ...environment } = slackEnvironment(world.simulator)
  bot = startProgram('main-start.js', [], { environment, cwd: folder })
  await bot.says('connected to Slack')
}

async function stopBot(): Promise<void> {
  bot?.child.kill('SIGTERM')
  expect(await bot?.ended).toBeOneOf([0, undefined])
  bot = undefined
}

async function run(args: string[], environment: Record<string, string> = {}) {
  const child = startProgram('keys.ts', args, { environment, cwd: folder })
  return { code: await child.ended, said: child.printed() }
}

const keys = () => readFile(join(folder, '.data', 'keys'), 'utf8')

/** The files of the stopped database, its log of changes too, in which a text can be found. */
async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(join(folder, '.data'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const found = await Promise.all(files.map(async (file) => (await readFile(file)).includes(text)))
  return files.filter((_, index) => found[index])
}

/** Whether the bot knows what the group is called. */
async function isNameKnown(): Promise<boolean> {
  const ruth = person(world, 'Ruth')
  const answer = await whispered(world, ruth, () => type(world, ruth, 'status'))
  return JSON.stringify(answer).includes(NAME)
}

test('what is asked wrongly is said in a sentence, and nothing is made', async () => {
  for (const args of [[], ['turn'], ['rotate', 'now'], ['constructor']])
    expect(await run(args)).toEqual({ code: 1, said: expect.stringContaining('Say what to do') })
  for (const name of ['rotate', 'drop-old'])
    expect(await run([name])).toEqual({ code: 1, said: expect.stringContaining('no database here yet') })
  expect(existsSync(join(folder, '.data'))).toBe(false)
})

test('a new key is printed alone, and can be used', async () => {
  const { code, said } = await run(['new'])
  expect(code).toBe(0)
  expect(keyRing(said)).toHaveLength(1)
})

test('the embedded database is sealed with a key of its own, which can be changed while the bot is stopped', async () => {
  await startBot()
  expect(bot?.printed()).toContain('keep a copy of it')
  await setUp(world, { name: { value: NAME }, place0: { value: PLACE }, minimum: { value: '2' } })
  await until(() => posts(world).length > 0, 'the introduction', 30)
  expect(await isNameKnown()).toBe(true)
  const before = await keys()
  expect(await run(['rotate'])).toEqual({ code: 1, said: expect.stringContaining('A bot is running') })
  expect(await keys()).toBe(before)

  await stopBot()
  for (const typed of [NAME, PLACE]) expect(await filesWith(typed)).toEqual([])
  // The search finds what is there.
  expect(await filesWith(person(world, 'Ruth').id)).not.toEqual([])
  const rotated = await run(['rotate'])
  expect(rotated).toEqual({ code: 0, said: expect.stringMatching(/first key: [1-9]\d*\./) })
  expect(await keys()).toMatch(new RegExp(`^[^\\n]+\\n${before.replaceAll('+', '\\+')}$`))
  expect(await run(['drop-old'])).toEqual({ code: 0, said: expect.stringContaining('dropped: 1.') })
  expect(await keys()).not.toContain(before.trim())

  await startBot()
  expect(bot?.printed()).not.toContain('keep a copy of it')
  expect(await isNameKnown()).toBe(true)
  await stopBot()
}, 120_000)

test('a database of one’s own is sealed with the keys that are given, and a bot without them does not start', async () => {
  const { url, drop } = await createTestDatabase()
  const [key, next] = [newKey(), newKey()]
  const slack = slackEnvironment(world.simulator)
  const external = (text: string) => ({ ...slack, DATABASE_URL: url, ENCRYPTION_KEYS: text })
  const { ENCRYPTION_KEYS: _, ...none } = external('')
  const without = startProgram('main-start.js', [], { environment: none, cwd: folder })
  expect(await without.ended).toBe(1)
  expect(without.printed()).toMatch(/- There is no key .* Make one with `npm run keys -- new`/)

  bot = startProgram('main-start.js', [], { environment: external(key), cwd: folder })
  await bot.says('connected to Slack')
  const ruth = person(world, 'Ruth')
  const other = world.simulator.addChannel({
    name: 'other',
    kind: 'private',
    memberIds: [...world.people.map(({ id }) => id), world.simulator.botUserId],
  })
  await setUp({ ...world, channelId: other.id }, { name: { value: NAME }, minimum: { value: '2' } })
  await until(() => world.simulator.messages(other.id, ruth.id).length > 0, 'the introduction', 30)
  await stopBot()

  const stranger = startProgram('main-start.js', [], { environment: external(TEST_KEY), cwd: folder })
  expect(await stranger.ended).toBe(1)
  expect(stranger.printed()).toContain(`the key ${keyRing(key)[0].id}, which is not among the keys given`)
  expect(await run(['rotate'], external(key))).toEqual({
    code: 0,
    said: expect.stringContaining('sealed with the first key already'),
  })
  expect(await run(['rotate'], external(`${next} ${key}`))).toEqual({
    code: 0,
    said: expect.stringMatching(/first key: [1-9]\d*\./),
  })
  expect(await run(['drop-old'], external(next))).toEqual({
    code: 1,
    said: expect.stringContaining('only you can change'),
  })
  bot = startProgram('main-start.js', [], { environment: external(next), cwd: folder })
  await bot.says('connected to Slack')
  await stopBot()
  await drop()
}, 120_000)
