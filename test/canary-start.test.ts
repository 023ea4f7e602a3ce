import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Header, linesOf } from '#db/backup/format.ts'
import type { Simulator } from '#simulator/contract.ts'
import { canariesIn, canary } from './support/canary.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './support/database.ts'
import { startProgram } from './support/main-process.ts'
import { query } from './support/query.ts'
import { type QuotingSlack, startQuotingSlack, type Way } from './support/quoting-slack.ts'
import { startWorkspace } from './support/simulator.ts'
import { TEST_KEY } from './support/test-keys.ts'

let simulator: Simulator
let slack: QuotingSlack
let database: TestDatabase
let empty: TestDatabase
let folder: string
beforeAll(async () => {
  simulator = await startWorkspace()
  slack = await startQuotingSlack(simulator)
  database = await createTestDatabase()
  empty = await createEmptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'canary-'))
})
afterAll(async () => {
  await slack.stop()
  await simulator.stop()
  await database.drop()
  await empty.drop()
  await rm(folder, { recursive: true })
})

/** Runs a program until it gives up; answers what it said, in which nothing may be that nobody may know. */
async function said(file: string, args: string[], environment: Record<string, string>): Promise<string> {
  const program = startProgram(file, args, { environment, cwd: folder })
  expect(await program.ended).toBe(1)
  const { botToken, appToken } = simulator
  const password = new URL(database.url).password
  expect(canariesIn(program.printed(), { botToken, appToken, password })).toEqual([])
  // A stack trace would be the text of an error.
  expect(program.printed()).not.toMatch(/^ {4}at /m)
  return program.printed()
}

const right = () => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: simulator.botToken,
  SLACK_APP_TOKEN: simulator.appToken,
  DATABASE_URL: database.url,
  ENCRYPTION_KEYS: TEST_KEY,
})

/** The address of the database, with something else in one place of it. */
function address(part: 'username' | 'password' | 'pathname' | 'hostname' | 'search', value: string): string {
  const url = new URL(database.url)
  url[part] = value
  return url.href
}

const PLACE = /^ {2}([A-Z_]+): /gm
const variables = [...readFileSync('src/config.ts', 'utf8').matchAll(PLACE)].map(([, name]) => name ?? '')

describe('who starts the bot wrongly is not told what they gave it,', () => {
  test('in whatever variable something stands that it cannot be', async () => {
    expect(variables.length).toBeGreaterThan(10)
    const environment = Object.fromEntries(variables.map((name) => [name, canary('setting')]))
    expect(await said('main-start.js', [], environment)).toContain('DATABASE_URL')
  })

  test.each<[string, () => string]>([
    ['a wrong password', () => address('password', canary('password'))],
    ['a wrong user', () => address('username', canary('user'))],
    ['a database that is not there', () => address('pathname', canary('database'))],
    ['a password that the driver cannot decode', () => address('password', `%zz${canary('password')}`)],
    [
      'a password in which an address ends too early',
      () => `postgresql://bot:1/${canary('password')}@127.0.0.1/x`,
    ],
    ['a certificate that is not there', () => address('search', `?sslrootcert=/${canary('path')}`)],
    ['options that the server does not know', () => address('search', `?options=-c%20${canary('option')}=1`)],
  ])('nor in the address of the database: %s', async (_, url) => {
    expect(await said('main-start.js', [], { ...right(), DATABASE_URL: url() })).toContain(
      'DATABASE_URL could not be used',
    )
    const file = join(folder, 'no.backup')
    expect(await said('backup.ts', [file], { DATABASE_URL: url() })).toContain(
      'DATABASE_URL could not be used',
    )
  })

  test.each(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const)(
    'nor a token that Slack does not know: %s',
    async (name) => {
      const prefix = name === 'SLACK_BOT_TOKEN' ? 'xoxb-' : 'xapp-'
      expect(
        await said('main-start.js', [], { ...right(), [name]: `${prefix}${canary('token')}` }),
      ).toContain(name)
    },
  )

  test('nor a key that is none', async () => {
    const ENCRYPTION_KEYS = canary('key')
    expect(await said('main-start.js', [], { ...right(), ENCRYPTION_KEYS })).toContain(
      'Key number 1 is not one',
    )
    expect(await said('keys.ts', ['rotate'], { ...right(), ENCRYPTION_KEYS })).toContain('Key number 1')
    expect(await said('keys.ts', [canary('command')], right())).toContain('Say what to do')
  })

  test('nor a password in the address of Slack', async () => {
    const url = new URL(slack.apiUrl)
    url.password = canary('password')
    expect(await said('main-start.js', [], { ...right(), SLACK_API_URL: url.href })).toContain(
      'could not be reached',
    )
  })

  test.each<Way>(['refusal', 'missingScope', 'page', 'pageForAnAnswer', 'brokenJson', 'tooFast', 'hangsUp'])(
    'nor what Slack answers: %s',
    async (way) => {
      slack.answer(way)
      expect(await said('main-start.js', [], right())).toContain('Slack')
      slack.answer('asItIs')
    },
  )
})

describe('who puts a backup back is not told what is in it,', () => {
  /** A whole backup, whose checksum is right, with a row that the table does not take. */
  async function wrongRow(): Promise<string> {
    const newest = 'SELECT max(migration_name) AS migration FROM _prisma_migrations'
    const [{ migration }] = (await query(database.url, newest)) as [{ migration: string }]
    const header: Header = {
      format: 1,
      takenAt: '2027-01-04T09:00:00Z',
      migration,
      tables: [{ name: 'workspaces', rows: 1 }],
    }
    async function* lines() {
      yield { table: 'workspaces', json: JSON.stringify({ id: canary('row'), team_id: canary('row') }) }
    }
    const file = join(folder, 'wrong-row.backup')
    const whole: string[] = []
    for await (const line of linesOf(header, lines())) whole.push(line)
    await writeFile(file, gzipSync(whole.join('')))
    return file
  }

  test('where the database does not take a row', async () => {
    const file = await wrongRow()
    expect(gunzipSync(await readFile(file)).toString()).toContain(canary('row'))
    expect(await said('restore.ts', [file], { DATABASE_URL: empty.url })).toContain('(22P02)')
  })

  test('nor where that is the embedded one', async () => {
    expect(await said('restore.ts', [await wrongRow()], {})).toContain('nobody foresaw (22P02)')
  })

  test.each<[string, Buffer]>([
    ['is no backup', Buffer.from(canary('file'))],
    ['is packed, and no backup', gzipSync(`${canary('file')}\n${canary('file')}`)],
    ['begins strangely', gzipSync(JSON.stringify({ format: 1, takenAt: canary('file') }))],
  ])('nor where a file %s', async (_, content) => {
    const file = join(folder, 'strange.backup')
    await writeFile(file, content)
    expect(await said('restore.ts', [file], { DATABASE_URL: empty.url })).toContain('is not a whole backup')
  })

  test('nor which option they have given', async () => {
    expect(await said('restore.ts', ['a', `--${canary('option')}`], {})).toContain('Name a file')
  })
})
