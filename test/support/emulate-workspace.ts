/** The bot in a workspace of the independent emulator `emulate`, with no more than the scopes of the manifest. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { type ConversationsHistoryResponse, WebClient } from '@slack/web-api'
import { createEmulator } from 'emulate'
import { DateTime } from 'luxon'
import pino from 'pino'
import { type Bot, startBot } from '#bot.ts'
import { USUAL_RETENTION } from '#config.ts'
import { createTestDatabase } from './database.ts'
import { type RecordingProxy, startProxy } from './emulate-proxy.ts'
import { testKeys } from './test-keys.ts'
import type { TestClock } from './world.ts'

export type EmulateWorkspace = {
  bot: Bot
  clock: TestClock
  proxy: RecordingProxy
  /** Where the bot listens, and what Slack signs its requests with. */
  requestUrl: string
  signingSecret: string
  teamId: string
  channelId: string
  people: { id: string; name: string; client: WebClient }[]
  /** A fresh trigger of this person, such as Slack sends with a command. */
  trigger(userId: string): Promise<string>
  /** What stands in a channel by `emulate`'s own store, oldest first. */
  history(channelId: string): Promise<StoredMessage[]>
  /** With the bot's own token, past the proxy: to ask what it may do. */
  asBot: WebClient
  stop(): Promise<void>
}

export type StoredMessage = NonNullable<ConversationsHistoryResponse['messages']>[number]

const manifest = JSON.parse(await readFile(new URL('../../manifest.json', import.meta.url), 'utf8'))

/** The bot's scopes, as the manifest asks for them. */
export const BOT_SCOPES: readonly string[] = manifest.oauth_config.scopes.bot

const APP = { app_id: 'A00000001', bot_id: 'B00000001', bot_user_id: 'U00000BOT' }
const BOT_TOKEN = 'xoxb-manifest'
const PEOPLE = ['ruth', 'amara', 'ben', 'chloe']
const SIGNING_SECRET = 'a-secret-that-only-slack-knows'

/** What the test's own people may do; the bot has none of it. */
const PERSON_SCOPES = ['groups:write', 'groups:history', 'im:history', 'reactions:write']

/** Starts `emulate` with strict scopes, four people and the bot in the private channel, and the bot over HTTP. */
export async function startEmulateWorkspace(startAt: string): Promise<EmulateWorkspace> {
  const emulator = await createEmulator({ service: 'slack', port: await freePort(), seed: { slack: seed() } })
  const as = (token: string) =>
    new WebClient(token, { slackApiUrl: `${emulator.url}/api/`, retryConfig: { retries: 0 } })
  const asBot = as(BOT_TOKEN)
  const people = []
  for (const name of PEOPLE) {
    const client = as(`xoxp-${name}`)
    people.push({ id: (await client.auth.test()).user_id ?? '', name, client })
  }
  const [ruth, ...others] = people
  if (!ruth) throw new Error('nobody is here')
  const { channel } = await ruth.client.conversations.create({ name: 'circle', is_private: true })
  const channelId = channel?.id ?? ''
  const invited = [...others.map(({ id }) => id), APP.bot_user_id].join(',')
  await ruth.client.conversations.invite({ channel: channelId, users: invited })
  const database = await createTestDatabase()
  const proxy = await startProxy(emulator.url)
  const clock = clockAt(startAt)
  const port = await freePort()
  const slack = {
    installation: { kind: 'one' as const, botToken: BOT_TOKEN },
    apiUrl: `${proxy.url}/api/`,
    transport: { kind: 'http' as const, signingSecret: SIGNING_SECRET, port },
  }
  const config = {
    slack,
    databaseUrl: database.url,
    keys: null,
    health: null,
    traces: null,
    calendar: null,
    logLevel: 'warn' as const,
    settleSeconds: 150,
    retention: USUAL_RETENTION,
  }
  const bot = await startBot({
    config,
    databaseUrl: database.url,
    keys: testKeys,
    clock,
    log: pino({ level: 'warn' }),
  })
  return {
    bot,
    clock,
    proxy,
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    signingSecret: SIGNING_SECRET,
    teamId: (await asBot.auth.test()).team_id ?? '',
    channelId,
    people,
    asBot,
    async trigger(userId) {
      const answer = await asBot.apiCall('views.generateTriggerId', { user_id: userId })
      return String(Reflect.get(answer, 'trigger_id'))
    },
    async history(id) {
      const { messages = [] } = await ruth.client.conversations.history({ channel: id, limit: 1000 })
      return messages.reverse()
    },
    async stop() {
      await bot.stop()
      await proxy.stop()
      await emulator.close()
      await database.drop()
    },
  }
}

function seed() {
  const app = { client_id: '1.1', client_secret: 'secret', name: 'Support group', bot_name: 'supportgroup' }
  return {
    strict_scopes: true,
    users: PEOPLE.map((name) => ({ name })),
    oauth_apps: [{ ...APP, ...app, redirect_uris: ['http://localhost/'], scopes: BOT_SCOPES }],
    tokens: [
      { ...APP, token: BOT_TOKEN, type: 'bot', user: APP.bot_user_id, scopes: BOT_SCOPES },
      ...PEOPLE.map((name) => ({ token: `xoxp-${name}`, type: 'user', user: name, scopes: PERSON_SCOPES })),
    ],
  }
}

function clockAt(startAt: string): TestClock {
  let now: DateTime = DateTime.fromISO(startAt, { zone: 'utc' })
  return {
    now: () => now,
    set: (at) => {
      now = at.toUTC()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
