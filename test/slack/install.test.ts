import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSlackApp, type SlackApp } from '#slack/app.ts'
import { SCOPES } from '#slack/scope.ts'
import { consented, openInstallPage, visit } from '../support/install-browser.ts'
import { query } from '../support/query.ts'
import { APP, startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts'
import { freePort, startWorld, type, whispered } from '../support/world.ts'

let both: TwoWorkspaces
let lines: string[]
beforeAll(async () => {
  lines = []
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) })
  both = await startTwoWorkspaces({ log })
})
afterAll(() => both.stop())
beforeEach(async () => {
  await both.one.database.db.workspace.deleteMany()
})

const simulator = () => both.one.simulator
const userId = () => both.one.people[0]?.id ?? ''
const workspaces = () => both.one.database.db.workspace.findMany()
/** How often a code was taken to Slack. */
const exchanges = () =>
  simulator()
    .calls()
    .filter(({ method }) => method === 'oauth.v2.access').length

/** What somebody is shown, and that nothing was installed. */
async function expectNothing(response: Response, status: number, words: string): Promise<void> {
  expect(response.status).toBe(status)
  const page = await response.text()
  expect(page).toContain(words)
  expect(page).toContain('href="/slack/install"')
  expect(await workspaces()).toEqual([])
}

describe('the first page', () => {
  test('leads to Slack, which is to ask for the scopes of the manifest and for nothing of a person', async () => {
    const { address } = await openInstallPage(both.url)
    const { pathname, searchParams } = new URL(address)
    expect(pathname).toBe('/oauth/v2/authorize')
    expect(searchParams.get('scope')?.split(',')).toEqual(SCOPES)
    expect(searchParams.get('client_id')).toBe(APP.clientId)
    expect(searchParams.get('user_scope') ?? '').toBe('')
  })

  test('gives the browser a state that no script can read and that ends after ten minutes', async () => {
    const page = await visit(`${both.url}/slack/install`)
    const [cookie = ''] = page.headers.getSetCookie()
    for (const part of ['Secure', 'HttpOnly', 'Max-Age=600']) expect(cookie.split('; ')).toContain(part)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('is there only where the bot is made for many workspaces', async () => {
    const world = await startWorld({ transport: 'http', members: 1, others: 0 })
    const { transport } = world.config.slack
    const port = transport.kind === 'http' ? transport.port : 0
    for (const path of ['/slack/install', '/slack/oauth_redirect?code=1&state=1'])
      expect((await visit(`http://127.0.0.1:${port}${path}`)).status).toBe(404)
    await world.stop()
  })
})

describe('nothing is installed', () => {
  test.each(['no cookie', 'the cookie of another browser'])('with %s', async (what) => {
    const { address } = await openInstallPage(both.url)
    const back = simulator().consent({ userId: userId(), address, choice: 'allow' })
    const before = exchanges()
    const cookie = what === 'no cookie' ? undefined : (await openInstallPage(both.url)).cookie
    await expectNothing(await visit(back, cookie), 400, 'Please begin again')
    expect(exchanges()).toBe(before)
  })

  test('with a state that the bot has not made, although address and cookie agree', async () => {
    const before = exchanges()
    // As a JSON Web Token, once without a signature and once signed with something else.
    for (const state of ['eyJhbGciOiJub25lIn0.e30.', 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl']) {
      const back = `${both.url}/slack/oauth_redirect?code=1&state=${state}`
      await expectNothing(await visit(back, `slack-app-oauth-state=${state}`), 400, 'Please begin again')
    }
    expect(exchanges()).toBe(before)
  })

  test('with a state of more than ten minutes ago', async () => {
    const begun = await openInstallPage(both.url)
    const before = exchanges()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 })
    try {
      const back = consented(simulator(), { ...begun, userId: userId() })
      await expectNothing(await back, 400, 'Please begin again')
    } finally {
      vi.useRealTimers()
    }
    expect(exchanges()).toBe(before)
  })

  test('without a code', async () => {
    const { cookie, address } = await openInstallPage(both.url)
    const state = new URL(address).searchParams.get('state')
    const back = `${both.url}/slack/oauth_redirect?state=${state}`
    await expectNothing(await visit(back, cookie), 400, 'Please begin again')
  })

  test('when somebody would rather not', async () => {
    const begun = await openInstallPage(both.url)
    const back = await consented(simulator(), { ...begun, userId: userId(), choice: 'cancel' })
    await expectNothing(back, 200, 'Slack says that you would rather not')
  })

  test('for a whole organisation', async () => {
    const begun = await openInstallPage(both.url)
    const back = await consented(simulator(), { ...begun, userId: userId(), choice: 'allowForOrganisation' })
    await expectNothing(back, 400, 'Please choose one workspace')
  })

  test('and nothing of the address is shown, whatever stands in it', async () => {
    const back = `${both.url}/slack/oauth_redirect?error=<script>&code=<script>&state=<script>`
    expect(await (await visit(back, 'slack-app-oauth-state=<script>')).text()).not.toContain('script')
  })

  test('with a wrong client secret, of which whoever runs the bot reads in the log', async () => {
    const port = await freePort()
    const { slack } = both.one.config
    const heard: string[] = []
    const app = await createSlackApp(
      {
        ...slack,
        installation: { kind: 'many', clientId: APP.clientId, clientSecret: 'another-secret-than-slack-has' },
        transport: { kind: 'http', signingSecret: APP.signingSecret, port },
      },
      both.one.bot.context,
      pino({ level: 'debug' }, { write: (line) => void heard.push(line) }),
    )
    await app.start()
    const { cookie, address } = await openInstallPage(`http://127.0.0.1:${port}`)
    const back = new URL(simulator().consent({ userId: userId(), address, choice: 'allow' }))
    back.port = String(port)
    await expectNothing(await visit(back.href, cookie), 500, 'That did not work')
    expect(heard.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        level: 40,
        code: 'bad_client_secret',
        msg: 'the bot could not be installed',
      }),
    )
    await app.stop()
  })
})

describe('once it is installed', () => {
  test('the page says what to do next, and of the installation only what the bot needs is kept', async () => {
    const page = await both.install(both.one)
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain('/supportgroup setup')
    expect(text).not.toMatch(/xoxb|T0WILLOW|Simulated|U0/)
    const { botToken, botUserId, teamId } = simulator()
    expect(await workspaces()).toMatchObject([
      { teamId, botToken, botUserId, botId: 'B0SIMULATED', uninstalledAt: null },
    ])
    expect(JSON.stringify(await workspaces())).not.toContain(userId())
    const stored = await query(both.one.database.url, 'SELECT bot_token FROM workspaces')
    expect(stored).toEqual([{ bot_token: expect.stringMatching(/^sealed:/) }])
  })

  test('the same address is good for nothing again, with the cookie or without', async () => {
    const begun = await openInstallPage(both.url)
    const back = simulator().consent({ userId: userId(), ...begun, choice: 'allow' })
    const first = await visit(back, begun.cookie)
    expect(first.headers.getSetCookie()[0]).toMatch(/=deleted;.*1970/)
    const { botToken } = simulator()
    expect((await visit(back)).status).toBe(400)
    expect((await visit(back, begun.cookie)).status).toBe(500)
    expect([simulator().botToken, (await workspaces())[0]?.botToken]).toEqual([botToken, botToken])
  })

  test('a payload of a workspace where it is not installed is acknowledged, and leads to nothing', async () => {
    const { other } = both
    const before = other.simulator.calls().length
    const { id } = other.people[0] ?? { id: '' }
    other.simulator.installApp()
    const typed = { userId: id, channelId: other.channelId, command: '/supportgroup', text: 'help' }
    expect(await other.simulator.command(typed)).toEqual({ ok: true })
    await other.simulator.openHome(id)
    await other.bot.settled()
    expect(other.simulator.calls().length).toBe(before)
    expect(await workspaces()).toEqual([])
  })

  test('anew, the new token takes the place of the old one in every instance at once', async () => {
    const { slack } = both.one.config
    const second: SlackApp = await createSlackApp(slack, both.one.bot.context, pino({ level: 'silent' }))
    const { teamId } = simulator()
    const asks = async () => (await second.workspaces.of(teamId))?.shell.client.auth.test()
    await both.install(both.one)
    const ruth = both.one.people[0] as (typeof both.one.people)[0]
    const old = simulator().botToken
    expect(await asks()).toMatchObject({ ok: true, team_id: teamId })
    await both.install(both.one)
    expect(simulator().botToken).not.toBe(old)
    expect(await asks()).toMatchObject({ ok: true, team_id: teamId })
    await whispered(both.one, ruth, () => type(both.one, ruth, 'help'))
    expect(await workspaces()).toHaveLength(1)
    await both.one.database.db.workspace.deleteMany()
    expect(await second.workspaces.of(teamId)).toBeNull()
  })
})

test('no token, secret, code or state was ever logged', () => {
  const secrets = [APP.clientSecret, APP.signingSecret, 'xoxb-', 'T0WILLOW-', 'eyJ']
  expect(lines.length).toBeGreaterThan(0)
  for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([])
})
