/** Starts a simulated workspace, people in it, and a real Bolt app that is connected to it. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { Channel, Person, Simulator, SimulatorOptions } from '#simulator/contract.ts'
import { startSimulator } from '#simulator/simulator.ts'

const SCOPES = [
  'commands',
  'chat:write',
  'reactions:read',
  'reactions:write',
  'users:read',
  'groups:read',
  'channels:read',
  'files:write',
  'metadata.message:read',
]
const EVENTS = [
  'app_home_opened',
  'reaction_added',
  'reaction_removed',
  'member_joined_channel',
  'member_left_channel',
  'message_metadata_posted',
  'app_uninstalled',
  'tokens_revoked',
  'channel_archive',
  'group_archive',
]

export type BoltApp = { app: App; stop: () => Promise<void> }

/** A workspace with all scopes and events and the command `/group`, over Socket Mode, unless `options` say otherwise. */
export function startWorkspace(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  return startSimulator({
    scopes: SCOPES,
    commands: ['/group'],
    events: EVENTS,
    transport: { kind: 'socket' },
    ...options,
  })
}

/** Fiona and Gustav, and a private channel with both of them and the bot. */
export function addCircle(simulator: Simulator): { fiona: Person; gustav: Person; circle: Channel } {
  const fiona = simulator.addPerson({ name: 'fiona', realName: 'Fiona', timeZone: 'Europe/London' })
  const gustav = simulator.addPerson({ name: 'gustav', realName: 'Gustav', timeZone: 'Europe/Berlin' })
  const memberIds = [fiona.id, gustav.id, simulator.botUserId]
  return { fiona, gustav, circle: simulator.addChannel({ name: 'circle', kind: 'private', memberIds }) }
}

/** The official client with the bot's token; it neither retries nor writes logs. `timeout` in milliseconds. */
export function botClient(simulator: Simulator, token = simulator.botToken, timeout = 2_000): WebClient {
  return new WebClient(token, {
    slackApiUrl: simulator.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    timeout,
  })
}

/**
 * Starts a Bolt app with these listeners over `kind` and tells the workspace where it is.
 * The clients of the app do not retry.
 */
export async function startBoltApp(
  simulator: Simulator,
  kind: 'socket' | 'http',
  listen: (app: App) => void,
): Promise<BoltApp> {
  const clientOptions = { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } }
  const shared = {
    token: simulator.botToken,
    clientOptions,
    logLevel: LogLevel.ERROR,
    convoStore: false as const,
  }
  if (kind === 'socket') {
    const app = new App({ ...shared, appToken: simulator.appToken, socketMode: true })
    listen(app)
    simulator.setTransport({ kind: 'socket' })
    await app.start()
    return { app, stop: async () => void (await app.stop()) }
  }
  const receiver = new HTTPReceiver({ signingSecret: simulator.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({ ...shared, receiver })
  listen(app)
  const server = (await app.start(0)) as Server
  const { port } = server.address() as AddressInfo
  simulator.setTransport({ kind: 'http', requestUrl: `http://127.0.0.1:${port}/slack/events` })
  return { app, stop: async () => void (await app.stop()) }
}
