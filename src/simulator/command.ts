/** Slash commands, and answers that the app gives directly or through a response URL. */
import type { AppLink } from './app-link.ts'
import type { Outcome } from './contract.ts'
import { addMessage, removeMessage } from './message.ts'
import { content } from './method/chat.ts'
import { Refusal } from './refusal.ts'
import { newResponseUrl, newTrigger } from './trigger.ts'
import { withBlockIds } from './view.ts'
import {
  actingPerson,
  channelOf,
  messagesOf,
  payloadChannelName,
  type ResponseUrl,
  type Workspace,
} from './workspace.ts'

const LONGEST = 40_000

/** Sends a slash command. Refuses a person who is not in the channel, which is a mistake of the caller. */
export async function command(
  workspace: Workspace,
  link: AppLink,
  given: { userId: string; channelId: string; command: string; text: string },
): Promise<Outcome> {
  const channel = channelOf(workspace, given.channelId)
  const person = actingPerson(workspace, given.userId)
  if (!channel.memberIds.includes(person.id)) throw new Error(`${person.id} is not in ${channel.id}`)
  if (!workspace.commands.includes(given.command)) {
    return { ok: false, failed: `${given.command} is not a valid command.` }
  }
  const { identity } = workspace
  const place = { channelId: channel.id, userId: person.id, originalTs: undefined }
  const responseUrl = newResponseUrl(workspace, place)
  const payload = {
    token: identity.verificationToken,
    team_id: identity.teamId,
    team_domain: identity.teamDomain,
    channel_id: channel.id,
    channel_name: payloadChannelName(channel),
    user_id: person.id,
    user_name: person.name,
    command: given.command,
    text: given.text,
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: newTrigger(workspace, person.id),
  }
  const delivery = await link.send({ kind: 'slash_commands', payload })
  if (delivery.kind === 'timeout') {
    return { ok: false, failed: `${given.command} failed because the app did not respond.` }
  }
  if (delivery.kind !== 'acknowledged') {
    return { ok: false, failed: `${given.command} failed with the error "dispatch_failed"` }
  }
  return directAnswer(workspace, place, given.command, delivery.body)
}

/** What came to a response URL: the answer and its HTTP status. */
export function answerResponseUrl(
  workspace: Workspace,
  id: string,
  body: Record<string, unknown>,
): { status: number; answer: Record<string, unknown> } {
  const url = workspace.responseUrls.get(id)
  try {
    if (url === undefined || workspace.now().getTime() > url.expiresAtMs) throw new Refusal('expired_url')
    if (url.usesLeft === 0) throw new Refusal('used_url')
    url.usesLeft -= 1
    respond(workspace, url, body)
    return { status: 200, answer: { ok: true } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const status = error.code.endsWith('_url') ? 404 : 400
    return { status, answer: { ok: false, error: error.code, ...error.details } }
  }
}

function directAnswer(
  workspace: Workspace,
  place: Omit<ResponseUrl, 'usesLeft' | 'expiresAtMs'>,
  name: string,
  body: Record<string, unknown>,
): Outcome {
  if (body.text === undefined && body.blocks === undefined) return { ok: true }
  try {
    addAnswer(workspace, place, body)
    return { ok: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      ok: false,
      failed: `${name} failed with the error "${error.code}" ${JSON.stringify(error.details)}`,
    }
  }
}

function respond(workspace: Workspace, url: ResponseUrl, body: Record<string, unknown>): void {
  const original = messagesOf(workspace, url.channelId).find((message) => message.ts === url.originalTs)
  if (body.delete_original === true) {
    if (original !== undefined) removeMessage(workspace, original)
    return
  }
  if (body.replace_original !== true || original === undefined) {
    const { ts } = addAnswer(workspace, url, body)
    url.originalTs ??= ts
    return
  }
  const { text, blocks } = content(body, LONGEST)
  Object.assign(original, withBlockIds({ blocks: blocks ?? [] }), { text, edits: original.edits + 1 })
  workspace.changed()
}

function addAnswer(
  workspace: Workspace,
  { channelId, userId }: { channelId: string; userId: string },
  body: Record<string, unknown>,
) {
  const words = content(body, LONGEST)
  return addMessage(workspace, {
    channelId,
    userId: workspace.identity.botUserId,
    ...words,
    onlyFor: body.response_type === 'in_channel' ? undefined : userId,
  })
}
