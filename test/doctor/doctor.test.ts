import { chmod } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#clock.ts'
import { newKey } from '#db/key-ring.ts'
import { CHECKS } from '#domain/check.ts'
import { look, runDoctor, wrongIn } from '../support/doctor.ts'
import { slackEnvironment } from '../support/main-process.ts'
import { query } from '../support/query.ts'
import { startWorkspace } from '../support/simulator.ts'
import { openPoll, setUp } from '../support/story.ts'
import { openTerminal, projectCopy } from '../support/terminal.ts'
import { posts, startWorld, until, type World } from '../support/world.ts'

const NAME = 'Canary circle'

let world: World
let copy: Awaited<ReturnType<typeof projectCopy>>
beforeAll(async () => {
  world = await startWorld({ startAt: new Date().toISOString() })
  // Slack’s clock goes on, as it is compared with this machine’s.
  world.clock.now = systemClock.now
  await setUp(world, { name: { value: NAME } })
  await openPoll(world)
  await until(() => posts(world).length > 1, 'the poll')
})
afterAll(() => world.stop())
beforeEach(async () => {
  copy = await projectCopy()
})
afterEach(() => copy.remove())

const settings = (): Record<string, string> => ({
  ...slackEnvironment(world.simulator),
  DATABASE_URL: world.database.url,
})
const change = (sql: string) => query(world.database.url, sql)

test('beside a bot that runs well every check is ok, and neither a token nor a name is printed', async () => {
  const found = await runDoctor(copy, settings())
  expect(wrongIn(found)).toEqual({})
  expect(found.code).toBe(0)
  expect(Object.keys(found.said)).toEqual([...CHECKS])
  expect(Object.values(found.said).filter((each) => each.startsWith('notChecked'))).toEqual([])
  expect(found.said).toMatchObject({
    bot: 'ok: One runs.',
    channels: 'ok: The bot can post in all of them: 1.',
    botToken: 'ok: Slack knows it.',
  })

  const terminal = openTerminal(['doctor'], { folder: copy.folder })
  await terminal.sees('ok: Node.')
  await terminal.sees('ok: Channels of the groups. The bot can post in all of them: 1.')
  await terminal.sees('Nothing is wrong with what was looked at. Nothing was changed.')
  expect(await terminal.ended).toBe(0)
  const { botToken, appToken } = world.simulator
  const secrets = [botToken, appToken, settings().ENCRYPTION_KEYS, new URL(world.database.url).password]
  for (const secret of [...secrets, NAME, 'circle', 'Simulated'])
    expect(found.printed + terminal.seen()).not.toContain(secret ?? '')
})

test('settings that do not go together are named, and what depends on them is not checked', async () => {
  const { SLACK_APP_TOKEN: _, ...others } = settings()
  const found = await runDoctor(copy, { ...others, SLACK_BOT_TOKEN: 'xoxp-1', HEALTH_PORT: 'x' })
  expect(found.code).toBe(1)
  expect(Object.keys(wrongIn(found))).toEqual(['settings'])
  expect(found.said.settings).toMatch(/does not begin with xoxb-.*HEALTH_PORT is not a port/)
  expect(found.said.channels).toBe('notChecked: See first to “Settings”.')
  expect(found.said.migrations).toContain('ok: All')
})

test('tokens that Slack refuses are named, each with the page from which it is copied', async () => {
  const wrong = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' }
  const found = await runDoctor(copy, { ...settings(), ...wrong })
  expect(wrongIn(found)).toEqual({
    botToken: expect.stringContaining('Slack does not accept SLACK_BOT_TOKEN (invalid_auth)'),
    appToken: expect.stringContaining('Slack does not accept SLACK_APP_TOKEN (invalid_auth)'),
  })
  expect(found.said.channels).toBe('notChecked: See first to “Bot token”.')
})

test('scopes that are missing are named, and groups of another workspace than the token’s', async () => {
  const other = await startWorkspace({ teamId: 'T0OTHER', scopes: ['chat:write', 'commands', 'groups:read'] })
  const found = await runDoctor(copy, { ...settings(), ...slackEnvironment(other) })
  await other.stop()
  expect(Object.keys(wrongIn(found))).toEqual(['scopes', 'workspace'])
  expect(found.said.scopes).toContain('Missing: files:write, reactions:read, reactions:write and users:read.')
  expect(found.said.workspace).toContain('groups of another workspace than the token’s: 1.')
})

test('Slack out of reach and a database out of reach are told apart', async () => {
  const gone = await startWorkspace()
  await gone.stop()
  const slack = await runDoctor(copy, { ...settings(), SLACK_API_URL: gone.apiUrl })
  expect(Object.keys(wrongIn(slack))).toEqual(['botToken'])
  const { host } = new URL(gone.apiUrl)
  expect(slack.said.botToken).toContain(`Slack could not be reached at ${host} (ECONNREFUSED)`)
  expect(slack.said.appToken).toBe('notChecked: See first to “Bot token”.')

  const url = new URL(world.database.url)
  url.port = '9'
  const database = await runDoctor(copy, { ...settings(), DATABASE_URL: url.href })
  expect(Object.keys(wrongIn(database))).toEqual(['database'])
  expect(database.said.database).toContain('(ECONNREFUSED): no server answers there')
  expect(database.said.channels).toBe('notChecked: See first to “Database”.')
})

test('a key that is missing, and one that does not fit, are told apart', async () => {
  const { ENCRYPTION_KEYS: _, ...none } = settings()
  expect((await runDoctor(copy, none)).said.keys).toContain('wrong: There is no key')
  const other = await runDoctor(copy, { ...settings(), ENCRYPTION_KEYS: newKey() })
  expect(Object.keys(wrongIn(other))).toEqual(['keys'])
  expect(other.said.keys).toContain('which is not among the keys given')
})

test('a clock that is wrong is noticed beside the database’s and beside Slack’s', async () => {
  const aheadBySeventySeconds = '--import=data:text/javascript,Date.now=(now=>()=>now()+70000)(Date.now)'
  const found = await runDoctor(copy, settings(), { NODE_OPTIONS: aheadBySeventySeconds })
  expect(wrongIn(found)).toEqual({
    databaseClock: expect.stringMatching(/This machine’s is (69|70|71) s ahead\./),
    slackClock: expect.stringMatching(/This machine’s is (69|70|71) s ahead\./),
  })
})

test('files with secrets that others may read are named, with what to type', async () => {
  await runDoctor(copy, settings())
  await chmod(join(copy.folder, '.env'), 0o644)
  const found = await look(copy)
  expect(wrongIn(found)).toEqual({ rights: "wrong: Others may read `.env`. Type: chmod 600 '.env'" })
})

test('a port that another program has is named, and one that nobody answers at while a bot runs', async () => {
  const server = createServer((_, response) => response.end('{}'))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const HEALTH_PORT = String((server.address() as AddressInfo).port)
  const taken = await runDoctor(copy, { ...settings(), HEALTH_PORT })
  expect(wrongIn(taken).ports).toContain(`HEALTH_PORT (${HEALTH_PORT}) is taken by another program.`)
  const calendar = { CALENDAR_URL: 'https://calendar.example', CALENDAR_PORT: HEALTH_PORT }
  const stopped = await runDoctor(copy, { ...settings(), ...calendar })
  expect(stopped.said.ports).toContain(`CALENDAR_PORT (${HEALTH_PORT})`)
  await new Promise((closed) => server.close(closed))
  const unheard = await runDoctor(copy, { ...settings(), ...calendar })
  expect(wrongIn(unheard).ports).toContain(`nothing answers at CALENDAR_PORT (${HEALTH_PORT})`)
  const silent = await runDoctor(copy, { ...settings(), HEALTH_PORT })
  expect(wrongIn(silent).ports).toContain(`nothing answers at HEALTH_PORT (${HEALTH_PORT})`)
})

test('a channel in which the bot cannot post is named by its id', async () => {
  const { simulator, channelId } = world
  await simulator.shareChannel(channelId, true)
  expect((await runDoctor(copy, settings())).said.channels).toContain(
    `Others can read along in ${channelId}.`,
  )
  await simulator.shareChannel(channelId, false)
  await simulator.leaveChannel(channelId, simulator.botUserId)
  const found = await runDoctor(copy, settings())
  expect(wrongIn(found)).toEqual({ channels: expect.stringContaining(`The bot is not in ${channelId}.`) })
  await simulator.joinChannel(channelId, simulator.botUserId)
})

test('dates that a newer edition of the time-zone data computed are noticed', async () => {
  await change("UPDATE poll_dates SET zone_data = '2099z'")
  const found = await runDoctor(copy, settings())
  await change(`UPDATE poll_dates SET zone_data = '${process.versions.tz}'`)
  expect(wrongIn(found)).toEqual({ zoneData: expect.stringContaining('dates were computed by 2099z') })
})

test('a bot that was stopped, one that fell silent, and what waits for it are told apart', async () => {
  await world.bot.stop()
  const stopped = await runDoctor(copy, settings())
  expect([stopped.code, stopped.said.bot]).toEqual([
    3,
    'notRunning: None runs now, as far as the database shows, so nothing is said in Slack. Type: npm start',
  ])
  expect(stopped.printed).toContain('"isWell": false')
  const terminal = openTerminal(['doctor'], { folder: copy.folder })
  await terminal.sees('but no bot is running, as far as the database shows: type `npm start`.')
  expect(await terminal.ended).toBe(3)

  await change("UPDATE pgboss.instance SET stopped_on = NULL, heartbeat_on = now() - interval '2 hours'")
  await change('DELETE FROM pgboss.job')
  await change(
    `UPDATE deliveries SET status = 'pending', created_at = now() - interval '1 hour', sent_at = NULL
     WHERE id = (SELECT min(id::text)::uuid FROM deliveries)`,
  )
  const silent = await runDoctor(copy, settings())
  expect(silent.code).toBe(1)
  expect(wrongIn(silent)).toEqual({
    bot: expect.stringContaining('nothing was heard of it for 120 min'),
    queue: expect.stringContaining('The oldest message has waited for 60 min.'),
  })
  await world.restart()
})

test('what is asked wrongly is said in a sentence', async () => {
  const terminal = openTerminal(['doctor', '--', '--all'], { folder: copy.folder })
  await terminal.sees('says what is wrong and changes nothing')
  expect(await terminal.ended).toBe(2)
})
