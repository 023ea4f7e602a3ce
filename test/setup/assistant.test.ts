import { spawnSync } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsIn } from '#setup/env-file.ts'
import type { Simulator } from '#simulator/contract.ts'
import { SCOPES } from '#slack/scope.ts'
import { startWorkspace } from '../support/simulator.ts'
import { startFront } from '../support/slack-front.ts'
import { KEYS, openTerminal, projectCopy } from '../support/terminal.ts'

let simulator: Simulator
/** What the bot token may do; the workspace looks at it with every call. */
let scopes: string[]
let copy: Awaited<ReturnType<typeof projectCopy>>
beforeEach(async () => {
  scopes = [...SCOPES]
  simulator = await startWorkspace({ botName: 'Tuesday', scopes })
  copy = await projectCopy()
})
afterEach(async () => {
  await simulator.stop()
  await copy.remove()
})

/** Runs the assistant up to the question for the bot token, by Socket Mode. */
async function setUp(apiUrl = simulator.apiUrl) {
  const terminal = openTerminal(['setup'], { folder: copy.folder, environment: { SLACK_API_URL: apiUrl } })
  await terminal.answers('How will Slack reach the bot?')
  await terminal.answers('What will the app be called')
  await terminal.sees('https://api.slack.com/apps?new_app=1&manifest_json=')
  return terminal
}

const settings = async () => settingsIn(await copy.read('.env'))

test('from nothing to a bot that runs: five questions, and what to type in Slack', async () => {
  const terminal = openTerminal(['setup'], {
    folder: copy.folder,
    environment: { SLACK_API_URL: simulator.apiUrl },
  })
  await terminal.answers('How will Slack reach the bot?')
  await terminal.answers('What will the app be called', 'Tuesday')
  await terminal.sees('https://api.slack.com/apps?new_app=1&manifest_json=')
  await terminal.answers('Bot token', simulator.botToken)
  await terminal.sees('it is @tuesday in the workspace Simulated workspace')
  await terminal.answers('App token', simulator.appToken)
  await terminal.sees('Slack knows the app token')
  await terminal.answers('Where will the bot keep its data?')
  await terminal.sees(`The bot will speak to ${simulator.apiUrl} and not to Slack`)
  await terminal.sees('type /invite @tuesday and after that /supportgroup setup')
  expect(await terminal.ended).toBe(0)

  expect(terminal.seen()).not.toMatch(/xoxb-\w|xapp-\w/)
  expect(JSON.parse(await copy.read('slack-app-manifest.json')).display_information.name).toBe('Tuesday')
  expect(await copy.rights('.env')).toBe('600')
  expect(await copy.read('.env')).toContain('# How much is logged')
  const { botToken, appToken, apiUrl } = simulator
  const chosen = Object.entries(await settings()).filter(([, value]) => value !== '')
  expect(Object.fromEntries(chosen)).toEqual({
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  })

  const bot = openTerminal(['start'], { folder: copy.folder })
  await bot.sees('connected to Slack')
  bot.press(KEYS.ctrlC)
  expect(await bot.ended).toBe(0)
}, 60_000)

test('another kind of token is named before Slack is asked, and one that Slack refuses after', async () => {
  const terminal = await setUp()
  await terminal.answers('Bot token', 'xoxp-1-2-3')
  await terminal.sees('the token of a person')
  terminal.press(`${simulator.appToken}${KEYS.enter}`)
  await terminal.sees('an app-level token. Copy the')
  expect(simulator.calls()).toEqual([])
  terminal.press(`xoxb-wrong${KEYS.enter}`)
  await terminal.sees('Slack does not accept SLACK_BOT_TOKEN (invalid_auth)')
  await terminal.answers('What now?')
  await terminal.answers('Bot token', simulator.botToken)
  await terminal.answers('App token', 'xapp-1-wrong')
  await terminal.sees('Slack does not accept SLACK_APP_TOKEN (invalid_auth)')
  expect(terminal.seen()).not.toContain('xoxb-wrong')
  expect(terminal.seen()).not.toContain('xapp-1-wrong')
  terminal.press(KEYS.ctrlC)
  expect(await terminal.ended).toBe(130)
})

test('each scope that is missing is named, with where it is added, and Slack is looked at again', async () => {
  scopes.splice(0, scopes.length, ...SCOPES.filter((scope) => !/^(files|users)/.test(scope)))
  const terminal = await setUp()
  await terminal.answers('Bot token', simulator.botToken)
  await terminal.sees('lacks these scopes: files:write and users:read.')
  await terminal.sees('press Add an OAuth Scope for each')
  scopes.push('files:write', 'users:read')
  await terminal.answers('What now?')
  await terminal.answers('App token', simulator.appToken)
  await terminal.answers('Where will the bot keep its data?')
  expect(await terminal.ended).toBe(0)
})

test('without a network everything can be given all the same, and is written', async () => {
  const gone = await startWorkspace()
  await gone.stop()
  const terminal = await setUp(gone.apiUrl)
  await terminal.answers('Bot token', 'xoxb-1')
  await terminal.sees('Slack could not be reached (ECONNREFUSED)')
  await terminal.answers('What now?', KEYS.down.repeat(2))
  await terminal.answers('App token', 'xapp-1')
  await terminal.sees('Slack could not be reached (ECONNREFUSED)')
  await terminal.answers('What now?', KEYS.down.repeat(2))
  await terminal.answers('Where will the bot keep its data?')
  expect(await terminal.ended).toBe(0)
  expect(await settings()).toMatchObject({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })
})

test('for a screen reader everything is said and asked line by line, and nothing drawn, and a secret is not seen', async () => {
  const terminal = openTerminal(['setup'], {
    folder: copy.folder,
    environment: { SLACK_API_URL: simulator.apiUrl, ACCESSIBLE: '1' },
  })
  await terminal.sees('How will Slack reach the bot?')
  await terminal.answers('Type its number, then Enter. Enter alone means 1.', '9')
  await terminal.answers('Please type a number from 1 to 3.', '1')
  await terminal.answers('Enter alone means Support group.', 'Tuesday')
  await terminal.answers('Bot token', simulator.appToken)
  await terminal.answers('an app-level token. Copy the', simulator.botToken)
  await terminal.sees('it is @tuesday in the workspace Simulated workspace')
  await terminal.answers('App token', simulator.appToken)
  await terminal.sees('Where will the bot keep its data?')
  await terminal.answers('Enter alone means 1.')
  await terminal.sees('type /invite @tuesday and after that /supportgroup setup')
  expect(await terminal.ended).toBe(0)
  expect(terminal.seen()).not.toMatch(/[┌│◆●○└◇]|xoxb-\w|xapp-\w/)
  expect(await settings()).toMatchObject({ SLACK_BOT_TOKEN: simulator.botToken })
}, 60_000)

test('for a screen reader Ctrl+C ends it, too', async () => {
  const environment = { SLACK_API_URL: simulator.apiUrl, ACCESSIBLE: '1' }
  const terminal = openTerminal(['setup'], { folder: copy.folder, environment })
  await terminal.sees('Type its number')
  terminal.press(KEYS.ctrlC)
  expect(await terminal.ended).toBe(130)
})

const EARLIER = '# ours\nSLACK_BOT_TOKEN=xoxb-earlier-9f9f\nLOG_LEVEL=debug\n'

test('a file that is there keeps what is not asked about, and is changed only after a yes', async () => {
  const earlier = EARLIER.replace('xoxb-earlier-9f9f', simulator.botToken)
  await copy.write('.env', earlier, 0o644)
  const answer = async (last: string) => {
    const terminal = await setUp()
    await terminal.sees(`Enter keeps the one that ends in ${simulator.botToken.slice(-4)}.`)
    terminal.press(KEYS.enter)
    await terminal.answers('App token', simulator.appToken)
    await terminal.answers('Where will the bot keep its data?')
    await terminal.answers('Change SLACK_APP_TOKEN and SLACK_API_URL in it?', last)
    expect(await terminal.ended).toBe(0)
    return terminal
  }
  expect((await answer(KEYS.down)).seen()).toContain('The file `.env` is as it was.')
  expect(await copy.read('.env')).toBe(earlier)
  await answer('')
  expect(await copy.read('.env')).toBe(
    `${earlier}SLACK_APP_TOKEN=${simulator.appToken}\nSLACK_API_URL=${simulator.apiUrl}\n`,
  )
  expect(await copy.rights('.env')).toBe('600')
}, 30_000)

test('stopped half way, nothing is half written, and the next time goes on from what was chosen', async () => {
  await copy.write('.env', EARLIER)
  const first = openTerminal(['setup'], { folder: copy.folder })
  await first.answers('How will Slack reach the bot?', KEYS.down)
  await first.answers('What will the app be called', 'Tuesday')
  await first.answers('At which public address', 'http://bot.example.org')
  await first.sees('Slack sends only to a public address with HTTPS')
  first.press(`${'\x7f'.repeat(30)}https://bot.example.org${KEYS.enter}`)
  await first.sees('Bot token')
  first.press(KEYS.ctrlC)
  await first.sees('Stopped. The file `.env` is as it was.')
  expect(await first.ended).toBe(130)
  expect(await copy.read('.env')).toBe(EARLIER)
  expect((await readdir(copy.folder)).filter((name) => name.startsWith('.env'))).toEqual(['.env'])

  const second = openTerminal(['setup'], { folder: copy.folder })
  await second.sees('● HTTP (')
  second.press(KEYS.enter)
  await second.sees('Tuesday')
  second.press(KEYS.enter)
  await second.sees('https://bot.example.org')
  second.press(KEYS.ctrlC)
  expect(await second.ended).toBe(130)
}, 30_000)

test('a token for another workspace than before is not taken without a word', async () => {
  const other = await startWorkspace({ teamId: 'T0OTHER', scopes })
  const front = await startFront([simulator, other])
  await copy.write('.env', `SLACK_BOT_TOKEN=${other.botToken}\n`)
  const terminal = await setUp(front.apiUrl)
  await terminal.answers('Bot token', simulator.botToken)
  await terminal.sees('Groups from there cannot be served with it')
  terminal.press(KEYS.ctrlC)
  expect(await terminal.ended).toBe(130)
  await front.stop()
  await other.stop()
})

test('a file that cannot be read is said in a sentence', async () => {
  await mkdir(join(copy.folder, '.env'))
  const terminal = openTerminal(['setup'], { folder: copy.folder })
  await terminal.sees('A file could not be read or written (EISDIR)')
  expect(await terminal.ended).toBe(1)
})

test('where there is no terminal it says what to do instead', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../../src/setup.ts')], {
    cwd: copy.folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('copy `.env.example` to `.env`'),
  })
})
