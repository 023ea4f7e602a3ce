/** The Events API: which events the app gets, and how often they are tried when nobody acknowledges them. */
import { randomBytes } from 'node:crypto'
import type { AppLink } from './app-link.ts'
import { retryReason } from './delivery.ts'
import type { SlackEvent, Workspace } from './workspace.ts'

type EventBody = Record<string, unknown>

const DEFAULT_RETRY_SECONDS = [0, 1, 5]
const RETRIES = 24
// How many of the last events `repeat` can send again.
const REMEMBERED = 1_000

/** Event type → the scope without which Slack does not send it; null when none is needed. */
export const EVENT_SCOPES: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_uninstalled: null,
  channel_archive: 'channels:read',
  channel_left: 'channels:read',
  // As with membership, the scope depends on the kind of the channel.
  channel_shared: null,
  channel_unshared: null,
  group_archive: 'groups:read',
  group_left: 'groups:read',
  // Membership events come for public and private channels alike; their scope depends on the kind.
  member_joined_channel: null,
  member_left_channel: null,
  message_metadata_posted: 'metadata.message:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  tokens_revoked: null,
}

type EventFeed = {
  /** Sends an event; resolves after the first attempt, whatever became of it, and never rejects. */
  emit(event: SlackEvent): Promise<void>
  repeat(count: number): Promise<void>
  hold(): void
  release(choice: 'inOrder' | 'backwards' | 'lost'): Promise<void>
  stop(): void
}

/** A feed over this link. `retrySeconds` are the pauses before each further attempt; the last one is repeated. */
export function createEventFeed(
  workspace: Workspace,
  link: AppLink,
  retrySeconds: number[] = DEFAULT_RETRY_SECONDS,
): EventFeed {
  const sent: EventBody[] = []
  let held: EventBody[] | undefined
  let isStopped = false

  async function deliver(payload: EventBody): Promise<void> {
    sent.push(payload)
    if (sent.length > REMEMBERED) sent.shift()
    const first = await link.send({ kind: 'events_api', payload })
    if (first.kind !== 'acknowledged') void retry(payload, retryReason(first))
  }

  async function retry(payload: EventBody, firstReason: string): Promise<void> {
    let reason = firstReason
    let attempt = 1
    let pauses = 0
    while (attempt <= RETRIES) {
      await link.waitAtMost(retrySeconds[pauses] ?? retrySeconds.at(-1) ?? 0)
      if (isStopped) return
      const delivery = await link.send({ kind: 'events_api', payload, retry: { attempt, reason } })
      if (delivery.kind === 'acknowledged') return
      reason = retryReason(delivery)
      // An app that is away does not use up the attempts: its events wait until it is back.
      if (delivery.kind !== 'noConnection') attempt += 1
      pauses += 1
    }
  }

  return {
    async emit(event) {
      if (!isWanted(workspace, event)) return
      const payload = eventBody(workspace, event)
      if (held === undefined) await deliver(payload)
      else held.push(payload)
    },
    async repeat(count) {
      const again = sent.slice(-count)
      const retried = { attempt: 1, reason: 'http_timeout' }
      await Promise.all(again.map((payload) => link.send({ kind: 'events_api', payload, retry: retried })))
    },
    hold() {
      held ??= []
    },
    async release(choice) {
      const kept = held ?? []
      held = undefined
      if (choice === 'lost') return
      for (const payload of choice === 'inOrder' ? kept : kept.reverse()) await deliver(payload)
    },
    stop() {
      isStopped = true
    },
  }
}

function isWanted(workspace: Workspace, event: SlackEvent): boolean {
  const scope = scopeOf(workspace, event)
  return workspace.events.includes(event.type) && (scope === null || workspace.scopes.includes(scope))
}

function scopeOf(workspace: Workspace, event: SlackEvent): string | null {
  if (event.type.startsWith('member_') || /^channel_(un)?shared$/.test(event.type)) {
    const kind = workspace.channels.get(String(event.channel))?.kind
    return kind === 'public' ? 'channels:read' : 'groups:read'
  }
  return EVENT_SCOPES[event.type] ?? null
}

function eventBody(workspace: Workspace, event: SlackEvent): EventBody {
  const { identity } = workspace
  return {
    token: identity.verificationToken,
    team_id: identity.teamId,
    context_team_id: identity.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomBytes(6).toString('hex').toUpperCase()}`,
    event_time: Math.floor(workspace.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.teamId,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: randomBytes(12).toString('base64url'),
  }
}
