/** What people do with what the app has shown: pressing, filling, submitting, closing. */
import type { AppLink } from './app-link.ts'
import { type Element, type PlacedElement, placedElements } from './block-element.ts'
import type { Channel, Message, Outcome, PressTarget } from './contract.ts'
import { formErrors } from './form-check.ts'
import { chosenOption, chosenValue, holdsValue, stateValues } from './form-value.ts'
import { messagePayload } from './message.ts'
import { appPayload, channelPayload } from './payload.ts'
import { submissionOutcome } from './submission.ts'
import { newResponseUrl, newTrigger } from './trigger.ts'
import { closeModal, dropStack, topModal, viewPayload } from './view.ts'
import {
  actingPerson,
  channelOf,
  messagesOf,
  nextTs,
  type StateValues,
  type StoredView,
  type Workspace,
} from './workspace.ts'

type Press = {
  userId: string
  target: PressTarget
  blockId?: string
  actionId: string
  chosen?: Record<string, unknown>
}

const PRESS_FAILED = 'Oops, something went wrong: this app did not respond.'
const FORM_FAILED = 'We had some trouble connecting. Try again?'

/** Presses or chooses. Refuses what the person cannot see or reach, which is a mistake of the caller. */
export async function press(workspace: Workspace, link: AppLink, given: Press): Promise<Outcome> {
  const surface = surfaceOf(workspace, given)
  const placed = findElement(surface.blocks, given)
  const chosen = choose(placed, surface.values, given.chosen)
  workspace.changed()
  if (placed.input !== undefined && placed.input.dispatch_action !== true) return { ok: true }
  const payload = {
    type: 'block_actions',
    ...appPayload(workspace, given.userId),
    trigger_id: newTrigger(workspace, given.userId),
    ...surface.payload(),
    actions: [action(workspace, placed, chosen)],
  }
  const delivery = await link.send({ kind: 'interactive', payload })
  return delivery.kind === 'acknowledged' ? { ok: true } : { ok: false, failed: PRESS_FAILED }
}

/** Types or chooses in the top modal without telling the app. Refuses fields that it does not have. */
export function fill(
  workspace: Workspace,
  given: { userId: string; viewId: string; values: Record<string, Record<string, unknown>> },
): void {
  const stored = topView(workspace, given)
  for (const [blockId, fields] of Object.entries(given.values)) {
    for (const [actionId, value] of Object.entries(fields)) {
      const placed = findElement(stored.view.blocks, { blockId, actionId })
      setValue(stored.values, placed, chosenValue(placed.element, value as Record<string, unknown>))
    }
    delete stored.errors[blockId]
  }
  workspace.changed()
}

/** Sends the top modal. A form that is not complete gets errors beside its fields and is not sent. */
export async function submit(
  workspace: Workspace,
  link: AppLink,
  given: { userId: string; viewId: string },
): Promise<Outcome> {
  const stored = topView(workspace, given)
  if (stored.view.type !== 'modal' || stored.view.submit === undefined) {
    throw new Error(`View ${stored.id} has no button to submit it`)
  }
  stored.errors = formErrors(stored.view.blocks, stored.values)
  workspace.changed()
  if (Object.keys(stored.errors).length > 0) return { ok: false, failed: 'Some fields need attention.' }
  const payload = {
    type: 'view_submission',
    ...appPayload(workspace, given.userId),
    trigger_id: newTrigger(workspace, given.userId),
    view: viewPayload(workspace, stored),
    response_urls: [],
  }
  const delivery = await link.send({ kind: 'interactive', payload })
  if (delivery.kind !== 'acknowledged') return { ok: false, failed: FORM_FAILED }
  return submissionOutcome(workspace, stored, delivery.body)
}

/** Closes the top modal with its own button, and tells the app if it asked for that. */
export async function closeView(
  workspace: Workspace,
  link: AppLink,
  given: { userId: string; viewId: string },
): Promise<Outcome> {
  const stored = topView(workspace, given)
  const view = viewPayload(workspace, stored)
  const clearsAll = view.clear_on_close === true
  if (clearsAll) dropStack(workspace, given.userId)
  else closeModal(workspace, stored)
  if (view.notify_on_close !== true) return { ok: true }
  const payload = {
    type: 'view_closed',
    ...appPayload(workspace, given.userId),
    view,
    is_cleared: clearsAll,
  }
  // The person sees nothing of a failure here: the modal is gone already.
  await link.send({ kind: 'interactive', payload })
  return { ok: true }
}

type PressedSurface = {
  blocks: readonly unknown[]
  values: StateValues
  payload: () => Record<string, unknown>
}

function surfaceOf(workspace: Workspace, { userId, target }: Press): PressedSurface {
  if ('channelId' in target) return messageSurface(workspace, userId, target)
  const stored = 'home' in target ? workspace.homes.get(userId) : topView(workspace, { userId, ...target })
  if (stored === undefined) throw new Error(`${userId} has no Home tab yet`)
  return {
    blocks: stored.view.blocks,
    values: stored.values,
    payload: () => ({
      container: { type: 'view', view_id: stored.id },
      view: viewPayload(workspace, stored),
    }),
  }
}

function messageSurface(
  workspace: Workspace,
  userId: string,
  { channelId, ts }: { channelId: string; ts: string },
): PressedSurface {
  actingPerson(workspace, userId)
  const channel = channelOf(workspace, channelId)
  refuseStranger(channel, userId)
  const message = messagesOf(workspace, channelId).find((candidate) => candidate.ts === ts)
  if (message === undefined || (message.onlyFor ?? userId) !== userId) {
    throw new Error(`${userId} sees no message ${ts} in ${channelId}`)
  }
  const key = `${channelId}:${ts}:${userId}`
  const values = stateValues(message.blocks, workspace.messageValues.get(key))
  workspace.messageValues.set(key, values)
  return {
    blocks: message.blocks,
    values,
    payload: () => messagePress(workspace, channel, message, userId, values),
  }
}

function messagePress(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  userId: string,
  values: StateValues,
): Record<string, unknown> {
  const isEphemeral = message.onlyFor !== undefined
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
    channel: channelPayload(channel),
    // Slack keeps no copy of an ephemeral message, so the app is not given it back.
    ...(isEphemeral ? {} : { message: messagePayload(workspace, message) }),
    state: { values: structuredClone(values) },
    response_url: newResponseUrl(workspace, { channelId: channel.id, userId, originalTs: message.ts }),
  }
}

function refuseStranger(channel: Channel, userId: string): void {
  if (channel.kind !== 'public' && !channel.memberIds.includes(userId)) {
    throw new Error(`${userId} is not in ${channel.id}`)
  }
}

function topView(workspace: Workspace, given: { userId: string; viewId: string }): StoredView {
  actingPerson(workspace, given.userId)
  const top = topModal(workspace, given.userId)
  if (top?.id !== given.viewId) {
    throw new Error(`View ${given.viewId} is not the one that ${given.userId} has on top`)
  }
  return top
}

function findElement(
  blocks: readonly unknown[],
  wanted: { blockId?: string; actionId: string },
): PlacedElement {
  const all = placedElements(blocks)
  const found = all.filter(
    ({ blockId, element }) =>
      element.action_id === wanted.actionId && (wanted.blockId === undefined || wanted.blockId === blockId),
  )
  const [first] = found
  if (first === undefined) {
    const known = all.map(({ blockId, element }) => `${blockId}/${element.action_id}`).join(', ')
    throw new Error(`There is no ${wanted.blockId ?? ''}/${wanted.actionId} here, only: ${known}`)
  }
  if (found.length > 1) throw new Error(`${wanted.actionId} is there ${found.length} times: give its blockId`)
  return first
}

function choose(
  placed: PlacedElement,
  values: StateValues,
  chosen: Record<string, unknown> | undefined,
): Record<string, unknown> {
  const { element } = placed
  if (element.type === 'overflow') return { selected_option: chosenOption(element, chosen?.selected_option) }
  if (!holdsValue(placed)) {
    if (chosen !== undefined) throw new Error(`A ${element.type} is pressed; nothing can be chosen in it`)
    return {}
  }
  if (chosen === undefined) throw new Error(`Say what is chosen in ${element.action_id}`)
  const value = chosenValue(element, chosen)
  setValue(values, placed, value)
  return value
}

function setValue(
  values: StateValues,
  { blockId, element }: PlacedElement,
  value: Record<string, unknown>,
): void {
  values[blockId] ??= {}
  values[blockId][element.action_id] = value
}

function action(workspace: Workspace, { blockId, element }: PlacedElement, chosen: Record<string, unknown>) {
  const { options: _options, option_groups: _groups, focus_on_load: _focus, ...told } = element as Element
  return {
    ...structuredClone(told),
    block_id: blockId,
    ...structuredClone(chosen),
    action_ts: nextTs(workspace),
  }
}
