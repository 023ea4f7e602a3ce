import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import { migrationFolder, readMigrations } from '#db/migration-file.ts'
import { createEmptyDatabase } from './support/database.ts'
import { slackEnvironment, startProgram } from './support/main-process.ts'
import { startWorkspace } from './support/simulator.ts'
import { TEST_KEY } from './support/test-keys.ts'
import { until } from './support/world.ts'

const MAIN = fileURLToPath(new URL('../src/main-start.js', import.meta.url))

/** Starts the program itself with this environment alone; answers how it ended and what it printed. */
async function run(
  environment: Record<string, string>,
  ...options: string[]
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [...options, MAIN], {
    env: { PATH: process.env.PATH, ...environment },
  })
  let printed = ''
  child.stderr.on('data', (data) => {
    printed += data
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, printed }
}

const database = () => ({ DATABASE_URL: inject('testServerUrl'), ENCRYPTION_KEYS: TEST_KEY })

test.concurrent('a bad environment ends with every problem in a sentence, and no stack trace', async () => {
  expect(await run({ PORT: 'x' })).toEqual({
    code: 1,
    printed: [
      'The bot cannot start yet:',
      '- PORT is not a port. Give a whole number from 1 to 65535, such as 3000.',
      '- SLACK_BOT_TOKEN is missing. Copy the “Bot User OAuth Token” from your app’s page “OAuth & Permissions”.',
      '- SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing. Set SLACK_APP_TOKEN to connect by Socket Mode, which needs no public address, or SLACK_SIGNING_SECRET to receive requests over HTTP.',
      '`npm run setup` asks for all that is needed, and writes it into the file `.env`.',
      '',
    ].join('\n'),
  })
})

test.concurrent('whoever starts it again loads no compiler for TypeScript, which would take 20 MB', async () => {
  const tell = `console.error('Loaded:', process.moduleLoadList.filter((name) => name.includes('amaro')).join())`
  const toldAtEnd = `data:text/javascript,process.on('exit', () => ${encodeURIComponent(tell)})`
  await run({})
  const { printed } = await run({}, '--import', toldAtEnd)
  expect(printed).toMatch(/^Loaded: $/m)
})

const TOKENS = {
  SLACK_BOT_TOKEN: 'xoxb-wrong',
  SLACK_APP_TOKEN: 'xapp-wrong',
  ENCRYPTION_KEYS: TEST_KEY,
}

test.concurrent('a database that is not there is said so', async () => {
  const { code, printed } = await run({ ...TOKENS, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
  expect(code).toBe(1)
  expect(printed).toMatch(
    /^The bot cannot start yet:\n- The database at DATABASE_URL could not be used \(ECONNREFUSED\): .*\. Check that the server runs and that address, user and password are right\.\n$/,
  )
})

test.concurrent('a wrong password and a database that does not exist are said so, by what Postgres calls them', async () => {
  const wrongPassword = new URL(inject('testServerUrl'))
  wrongPassword.password = 'wrong'
  const missing = new URL(inject('testServerUrl'))
  missing.pathname = '/not_there'
  expect((await run({ ...TOKENS, DATABASE_URL: wrongPassword.href })).printed).toMatch(
    /\(28P01\): .*\. Check/,
  )
  expect((await run({ ...TOKENS, DATABASE_URL: missing.href })).printed).toMatch(/\(3D000\): .*\. Check/)
})

test.concurrent('a database that never answers does not keep the start waiting for long', async () => {
  const deaf = createTcpServer()
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  const { port } = deaf.address() as AddressInfo
  const { code, printed } = await run({
    ...TOKENS,
    DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none`,
  })
  deaf.close()
  expect(code).toBe(1)
  expect(printed).toMatch(
    /^The bot cannot start yet:\n- The database at DATABASE_URL could not be used: .*\n$/,
  )
})

test.concurrent('tokens that Slack does not accept are named, the bot’s first', async () => {
  const simulator = await startWorkspace()
  const SLACK_API_URL = simulator.apiUrl
  const first = await run({ ...TOKENS, ...database(), SLACK_API_URL })
  const second = await run({ ...TOKENS, ...database(), SLACK_API_URL, SLACK_BOT_TOKEN: simulator.botToken })
  await simulator.stop()
  const sentence = (token: string) =>
    `The bot cannot start yet:\n- Slack does not accept ${token} (invalid_auth). Copy it again from your app’s pages; after changes there the app has to be installed again.\n`
  expect(first).toEqual({ code: 1, printed: sentence('SLACK_BOT_TOKEN') })
  expect(second).toEqual({ code: 1, printed: sentence('SLACK_APP_TOKEN') })
})

test.concurrent('a Slack that cannot be reached is said so', async () => {
  const { code, printed } = await run({
    ...TOKENS,
    ...database(),
    SLACK_API_URL: 'http://127.0.0.1:59999/api/',
  })
  expect(code).toBe(1)
  expect(printed).toBe(
    'The bot cannot start yet:\n- Slack could not be reached (ECONNREFUSED). Check the network, and SLACK_API_URL if it is set.\n',
  )
})

test.concurrent('a port that is taken is said so', async () => {
  const simulator = await startWorkspace()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, resolve))
  const { code, printed } = await run({
    ...database(),
    SLACK_API_URL: simulator.apiUrl,
    SLACK_BOT_TOKEN: simulator.botToken,
    SLACK_SIGNING_SECRET: simulator.signingSecret,
    PORT: String((other.address() as AddressInfo).port),
  })
  await simulator.stop()
  await new Promise((resolve) => other.close(resolve))
  expect({ code, printed }).toEqual({
    code: 1,
    printed:
      'The bot cannot start yet:\n- The port is taken by another program. Set PORT to another number, or stop that program.\n',
  })
})

test.concurrent('with nothing but tokens it starts with a database of its own, and ends cleanly when it is told to', async () => {
  const simulator = await startWorkspace()
  const folder = await mkdtemp(join(tmpdir(), 'supportgroup-main-'))
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: {
      PATH,
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: simulator.botToken,
      SLACK_APP_TOKEN: simulator.appToken,
    },
  })
  let printed = ''
  child.stdout.on('data', (data) => {
    printed += data
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await until(
    () => printed.includes('connected to Slack') || child.exitCode !== null,
    'the bot to connect',
    25,
  )
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(printed).toContain('connected to Slack')
  expect(await readdir(folder)).toEqual(['.data'])
  await simulator.stop()
  await rm(folder, { recursive: true })
})

test('three that start at once on an empty database all come to work, and each migration is applied once', async () => {
  const simulator = await startWorkspace()
  const empty = await createEmptyDatabase()
  const environment = { ...slackEnvironment(simulator), DATABASE_URL: empty.url }
  const bots = [1, 2, 3].map(() => startProgram('main-start.js', [], { environment }))
  await Promise.all(bots.map((bot) => bot.says('connected to Slack', 50)))
  const applied = bots.flatMap((bot) =>
    [...bot.printed().matchAll(/"migrations":(\d+)/g)].map(([, n]) => Number(n)),
  )
  expect(applied.reduce((sum, each) => sum + each, 0)).toBe((await readMigrations(migrationFolder)).length)
  for (const bot of bots) bot.child.kill('SIGTERM')
  expect(await Promise.all(bots.map((bot) => bot.ended))).toEqual([0, 0, 0])
  await empty.drop()
  await simulator.stop()
}, 60_000)
