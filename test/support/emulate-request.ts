/** Slack's part that `emulate` does not play: signed requests about what people type, press, submit and tap. */
import { createHmac, randomUUID } from 'node:crypto'
import type { ModalView } from '@slack/types'
import { placedElements } from '#simulator/block-element.ts'
import { stateValues } from '#simulator/form-value.ts'
import { RESPONSE_PATH } from './emulate-proxy.ts'
import type { EmulateWorkspace, StoredMessage } from './emulate-workspace.ts'
import { until } from './world.ts'

/** A form as it stands on a person's screen. */
export type ShownView = ModalView & { id: string }

/** Types `/supportgroup …` in the group's private channel. */
export async function typeCommand(workspace: EmulateWorkspace, userId: string, text: string): Promise<void> {
  const fields = {
    command: '/supportgroup',
    text,
    team_id: workspace.teamId,
    channel_id: workspace.channelId,
    // Slack calls every private channel so.
    channel_name: 'privategroup',
    user_id: userId,
    response_url: `${workspace.proxy.url}${RESPONSE_PATH}`,
    trigger_id: await workspace.trigger(userId),
  }
  await post(workspace, new URLSearchParams(fields).toString(), FORM)
}

/** The form that a command opens, as `emulate` has stored it. */
export async function openedView(
  workspace: EmulateWorkspace,
  userId: string,
  command: string,
): Promise<ShownView> {
  const opened = () => workspace.proxy.calls.filter(({ method }) => method === 'views.open')
  const before = opened().length
  await typeCommand(workspace, userId, command)
  await until(() => opened().length > before, `the form of “${command}”`)
  const { answer } = opened()[before] ?? {}
  if (!answer?.ok) throw new Error(`views.open was refused: ${JSON.stringify(answer)}`)
  return answer.view as ShownView
}

/**
 * Submits a form with its own suggestions, but for these by field, where block and action have the same id.
 * Answers what is shown instead.
 */
export async function submitView(
  workspace: EmulateWorkspace,
  userId: string,
  view: ShownView,
  fields: Record<string, Record<string, unknown>> = {},
): Promise<ShownView> {
  const values = stateValues(view.blocks)
  for (const [name, value] of Object.entries(fields)) {
    values[name] = { [name]: { ...values[name]?.[name], ...value } }
  }
  const payload = {
    type: 'view_submission',
    ...(await person(workspace, userId)),
    view: { ...view, state: { values } },
  }
  const answer = await interact(workspace, payload)
  if (answer.response_action !== 'update') throw new Error(`not accepted: ${JSON.stringify(answer)}`)
  return { ...(answer.view as ModalView), id: view.id }
}

/** Presses the button with this label in a message. */
export async function pressButton(
  workspace: EmulateWorkspace,
  userId: string,
  channelId: string,
  message: StoredMessage,
  label: string,
): Promise<void> {
  const placed = placedElements(message.blocks ?? [])
  const button = placed.find(({ element }) => (element.text as { text?: string })?.text === label)
  if (!button) throw new Error(`no button “${label}” in: ${message.text}`)
  await interact(workspace, {
    type: 'block_actions',
    ...(await person(workspace, userId)),
    channel: { id: channelId, name: 'directmessage' },
    container: { type: 'message', message_ts: message.ts, channel_id: channelId },
    message,
    response_url: `${workspace.proxy.url}${RESPONSE_PATH}`,
    actions: [{ ...button.element, block_id: button.blockId }],
  })
}

/** Tells the bot of a number that somebody tapped. */
export async function sendReaction(
  workspace: EmulateWorkspace,
  userId: string,
  message: StoredMessage,
  reaction: string,
): Promise<void> {
  const event = {
    type: 'reaction_added',
    user: userId,
    reaction,
    item_user: message.user,
    item: { type: 'message', channel: workspace.channelId, ts: message.ts },
    event_ts: (workspace.clock.now().toMillis() / 1000).toFixed(6),
  }
  const body = {
    type: 'event_callback',
    team_id: workspace.teamId,
    event_id: `Ev${randomUUID()}`,
    event,
  }
  await post(workspace, JSON.stringify(body), 'application/json')
}

const FORM = 'application/x-www-form-urlencoded'

async function person(workspace: EmulateWorkspace, userId: string) {
  return {
    team: { id: workspace.teamId },
    user: { id: userId, team_id: workspace.teamId },
    trigger_id: await workspace.trigger(userId),
  }
}

async function interact(workspace: EmulateWorkspace, payload: object): Promise<Record<string, unknown>> {
  const text = await post(
    workspace,
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    FORM,
  )
  return text ? JSON.parse(text) : {}
}

async function post(workspace: EmulateWorkspace, body: string, type: string): Promise<string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const digest = createHmac('sha256', workspace.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const response = await fetch(workspace.requestUrl, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  })
  if (response.status !== 200) throw new Error(`the bot answered ${response.status}`)
  return response.text()
}
