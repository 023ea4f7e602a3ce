/** The same small workspace twice, in our simulator and in the independent emulator `emulate`, to compare their answers. */
import type { WebClient } from '@slack/web-api'
import { createEmulator } from 'emulate'
import { addCircle, botClient, startBoltApp, startWorkspace } from './simulator.ts'

export type Stage = {
  /** A client with this token; the bot's when absent. */
  client: (token?: string) => WebClient
  /** A token with the scope `reactions:read` alone. */
  poorToken: string
  botUserId: string
  fionaId: string
  /** A private channel with Fiona and the bot. */
  circle: string
  /** A private channel without the bot. */
  secret: string
  /** A public channel without the bot. */
  open: string
  /** An archived channel with the bot. */
  archived: string
  /** A message of Fiona in the circle. */
  fionasTs: string
  /** A fresh trigger of Fiona. */
  trigger: () => Promise<string>
  stop: () => Promise<void>
}

const SCOPES = [
  'chat:write',
  'reactions:read',
  'reactions:write',
  'users:read',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'files:write',
]

/** The stage in our simulator. */
export async function simulatorStage(): Promise<Stage> {
  const simulator = await startWorkspace({ scopes: SCOPES })
  const poor = await startWorkspace({ scopes: ['reactions:read'] })
  const { fiona, circle } = addCircle(simulator)
  const add = (name: string, kind: 'private' | 'public', memberIds: string[]) =>
    simulator.addChannel({ name, kind, memberIds }).id
  const archived = add('old', 'private', [fiona.id, simulator.botUserId])
  await simulator.archiveChannel(archived)
  await simulator.say({ userId: fiona.id, channelId: circle.id, text: 'Hello' })
  let trigger = ''
  const running = await startBoltApp(simulator, 'socket', (app) => {
    app.command('/group', async ({ ack, body }) => {
      trigger = body.trigger_id
      await ack()
    })
  })
  return {
    client: (token) => (token === poor.botToken ? botClient(poor) : botClient(simulator, token)),
    poorToken: poor.botToken,
    botUserId: simulator.botUserId,
    fionaId: fiona.id,
    circle: circle.id,
    secret: add('secret', 'private', [fiona.id]),
    open: add('open', 'public', [fiona.id]),
    archived,
    fionasTs: simulator.messages(circle.id, fiona.id)[0]?.ts ?? '',
    async trigger() {
      await simulator.command({ userId: fiona.id, channelId: circle.id, command: '/group', text: '' })
      return trigger
    },
    async stop() {
      await running.stop()
      await Promise.all([simulator.stop(), poor.stop()])
    },
  }
}

/** The stage in `emulate`. */
export async function emulateStage(port: number): Promise<Stage> {
  const botUserId = 'U00000BOT'
  const app = { app_id: 'A00000001', bot_id: 'B00000001', bot_user_id: botUserId }
  const emulator = await createEmulator({ service: 'slack', port, seed: { slack: emulateSeed(app) } })
  const simulatorLike = { apiUrl: `${emulator.url}/api/`, botToken: 'xoxb-contract' } as Parameters<
    typeof botClient
  >[0]
  const client = (token = 'xoxb-contract') => botClient(simulatorLike, token)
  const fiona = client('xoxp-fiona')
  const { user_id: fionaId = '' } = await fiona.auth.test()
  const create = async (name: string, isPrivate: boolean, isBotIn: boolean): Promise<string> => {
    const { channel } = await fiona.conversations.create({ name, is_private: isPrivate })
    const id = channel?.id ?? ''
    if (isBotIn) await fiona.conversations.invite({ channel: id, users: botUserId })
    return id
  }
  const circle = await create('circle', true, true)
  const archived = await create('old', true, true)
  await fiona.conversations.archive({ channel: archived })
  const { ts: fionasTs = '' } = await fiona.chat.postMessage({ channel: circle, text: 'Hello' })
  return {
    client,
    poorToken: 'xoxb-poor',
    botUserId,
    fionaId,
    circle,
    secret: await create('secret', true, false),
    open: await create('open', false, false),
    archived,
    fionasTs,
    async trigger() {
      const answer = await client().apiCall('views.generateTriggerId', { user_id: fionaId })
      return String(Reflect.get(answer, 'trigger_id'))
    },
    stop: () => emulator.close(),
  }
}

function emulateSeed(app: { app_id: string; bot_id: string; bot_user_id: string }) {
  return {
    strict_scopes: true,
    users: [{ name: 'fiona', real_name: 'Fiona' }],
    oauth_apps: [
      {
        ...app,
        client_id: '1.1',
        client_secret: 'secret',
        name: 'Bot',
        bot_name: 'bot',
        redirect_uris: ['http://localhost/'],
        scopes: SCOPES,
      },
    ],
    tokens: [
      { token: 'xoxb-contract', type: 'bot', user: app.bot_user_id, scopes: SCOPES, ...app },
      { token: 'xoxb-poor', type: 'bot', user: app.bot_user_id, scopes: ['reactions:read'], ...app },
      {
        token: 'xoxp-fiona',
        type: 'user',
        user: 'fiona',
        scopes: [...SCOPES, 'channels:manage', 'groups:write', 'channels:write'],
      },
    ],
  }
}
