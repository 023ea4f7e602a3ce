/** Trigger ids and response URLs: what a person's action lets the app do for a short while. */
import { randomBytes } from 'node:crypto'
import { Refusal } from './refusal.ts'
import type { Workspace } from './workspace.ts'

const TRIGGER_MS = 3_000
const RESPONSE_URL_MS = 30 * 60_000
const RESPONSE_URL_USES = 5

/**
 * A trigger id for something this person just did. It lives three seconds of real time, not of the workspace's clock,
 * because it measures how fast the app is.
 */
export function newTrigger(workspace: Workspace, userId: string): string {
  const now = Date.now()
  const id = `${now}.${workspace.identity.teamId.length}.${randomBytes(16).toString('hex')}`
  workspace.triggers.set(id, { userId, expiresAtMs: now + TRIGGER_MS, isUsed: false })
  return id
}

/** The person behind a trigger id that can still be used; otherwise the refusal Slack gives. */
export function triggeringUser(workspace: Workspace, id: unknown): string {
  const trigger = typeof id === 'string' ? workspace.triggers.get(id) : undefined
  if (trigger === undefined) throw new Refusal('invalid_trigger_id')
  if (trigger.isUsed) throw new Refusal('exchanged_trigger_id')
  if (Date.now() > trigger.expiresAtMs) throw new Refusal('expired_trigger_id')
  return trigger.userId
}

/** Marks a trigger id as used. */
export function spendTrigger(workspace: Workspace, id: unknown): void {
  const trigger = workspace.triggers.get(String(id))
  if (trigger !== undefined) trigger.isUsed = true
}

/** A response URL: five uses within thirty minutes of the workspace's clock. `originalTs` is the message that was pressed. */
export function newResponseUrl(
  workspace: Workspace,
  place: { channelId: string; userId: string; originalTs: string | undefined },
): string {
  const id = randomBytes(12).toString('hex')
  const expiresAtMs = workspace.now().getTime() + RESPONSE_URL_MS
  workspace.responseUrls.set(id, { ...place, usesLeft: RESPONSE_URL_USES, expiresAtMs })
  return `${workspace.url}/response/${id}`
}
