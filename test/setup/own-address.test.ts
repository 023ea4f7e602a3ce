import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { keyRing } from '#db/key-ring.ts'
import { settingsIn } from '#setup/env-file.ts'
import type { Simulator } from '#simulator/contract.ts'
import { SCOPES } from '#slack/scope.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startWorkspace } from '../support/simulator.ts'
import { KEYS, openTerminal, projectCopy } from '../support/terminal.ts'

let simulator: Simulator
let database: TestDatabase
let copy: Awaited<ReturnType<typeof projectCopy>>
beforeAll(async () => {
  simulator = await startWorkspace({ scopes: SCOPES })
  database = await createTestDatabase()
})
afterAll(async () => {
  await simulator.stop()
  await database.drop()
})
beforeEach(async () => {
  copy = await projectCopy()
})
afterEach(() => copy.remove())

const open = () =>
  openTerminal(['setup'], { folder: copy.folder, environment: { SLACK_API_URL: simulator.apiUrl } })
const settings = async () => settingsIn(await copy.read('.env'))
const manifest = async () => JSON.parse(await copy.read('slack-app-manifest.json'))

test('over HTTP the signing secret is asked for, and what belongs to Socket Mode is emptied', async () => {
  await copy.write('.env', 'SLACK_APP_TOKEN=xapp-1\n')
  const terminal = open()
  await terminal.answers('How will Slack reach the bot?', KEYS.down)
  await terminal.answers('What will the app be called')
  await terminal.answers('At which public address', 'https://bot.example.org/')
  await terminal.answers('Bot token', simulator.botToken)
  await terminal.answers('Signing secret', 'short')
  await terminal.sees('too short to be one')
  terminal.press(`${simulator.signingSecret}${KEYS.enter}`)
  await terminal.answers('Where will the bot keep its data?')
  await terminal.answers('There is a file `.env` already')
  await terminal.sees('see under Event Subscriptions that Slack calls the address verified')
  expect(await terminal.ended).toBe(0)
  expect(await settings()).toMatchObject({
    SLACK_APP_TOKEN: '',
    SLACK_BOT_TOKEN: simulator.botToken,
    SLACK_SIGNING_SECRET: simulator.signingSecret,
  })
  const { request_url: url } = (await manifest()).settings.interactivity
  expect(url).toBe('https://bot.example.org/slack/events')
})

test('for many workspaces Slack is asked whether the secret goes with the client ID', async () => {
  const terminal = open()
  await terminal.answers('How will Slack reach the bot?', KEYS.down.repeat(2))
  await terminal.answers('What will the app be called')
  await terminal.answers('At which public address', 'https://bot.example.org')
  await terminal.answers('Client ID', simulator.clientId)
  await terminal.answers('Client secret', 'not the secret of it')
  await terminal.sees('does not accept the client ID with this secret (bad_client_secret)')
  await terminal.answers('What now?', KEYS.down)
  await terminal.answers('Client ID', simulator.clientId)
  await terminal.answers('Client secret', simulator.clientSecret)
  await terminal.sees('Slack knows the client ID and its secret.')
  await terminal.answers('Signing secret', simulator.signingSecret)
  await terminal.answers('Where will the bot keep its data?')
  await terminal.sees('https://bot.example.org/slack/install')
  expect(await terminal.ended).toBe(0)
  const { clientId, clientSecret, signingSecret } = simulator
  expect(await settings()).toMatchObject({
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
  })
  const { redirect_urls: urls } = (await manifest()).oauth_config
  expect(urls).toEqual(['https://bot.example.org/slack/oauth_redirect'])
})

test('a database of one’s own is reached before it is taken, and gets a key, which is kept from then on', async () => {
  const wrong = new URL(database.url)
  wrong.pathname = '/nowhere'
  const terminal = await untilDatabase()
  await terminal.answers('Address of the database', 'mysql://host/x')
  await terminal.sees('it begins with postgresql://')
  terminal.press(`${wrong}${KEYS.enter}`)
  await terminal.sees('could not be used (3D000): there is no such database.')
  await terminal.answers('What now?')
  await terminal.answers('Address of the database', database.url)
  await terminal.sees('The database answers.')
  await terminal.sees('A key was made')
  expect(await terminal.ended).toBe(0)
  expect(terminal.seen()).not.toContain(new URL(database.url).password)
  const { DATABASE_URL, ENCRYPTION_KEYS = '' } = await settings()
  expect(DATABASE_URL).toBe(database.url)
  expect(keyRing(ENCRYPTION_KEYS)).toHaveLength(1)

  const again = openTerminal(['setup'], { folder: copy.folder })
  for (const question of [
    'How will Slack',
    'What will the app',
    'Bot token',
    'App token',
    'Where will the bot',
  ])
    await again.answers(question)
  await again.answers('Address of the database')
  await again.sees('Everything is in the file `.env` already.')
  expect(await again.ended).toBe(0)
}, 30_000)

async function untilDatabase() {
  const terminal = open()
  await terminal.answers('How will Slack reach the bot?')
  await terminal.answers('What will the app be called')
  await terminal.answers('Bot token', simulator.botToken)
  await terminal.answers('App token', simulator.appToken)
  await terminal.answers('Where will the bot keep its data?', KEYS.down)
  return terminal
}
