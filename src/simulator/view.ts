/** Modals and Home tabs: opening, pushing, updating, closing, and how they appear in answers and payloads. */
import { randomBytes } from 'node:crypto'
import type { View } from '@slack/types'
import { stateValues } from './form-value.ts'
import { Refusal } from './refusal.ts'
import { newId, type StoredView, type Workspace } from './workspace.ts'

const STACK_LIMIT = 3

/** Shows a modal as the only one of this person. */
export function openModal(workspace: Workspace, userId: string, view: View): StoredView {
  const stored = newView(workspace, userId, view, undefined)
  dropStack(workspace, userId)
  workspace.stacks.set(userId, [stored.id])
  workspace.changed()
  return stored
}

/** Shows a modal above those that this person has open; refuses a fourth, and the first. */
export function pushModal(workspace: Workspace, userId: string, view: View): StoredView {
  const stack = workspace.stacks.get(userId) ?? []
  const top = topModal(workspace, userId)
  if (top === undefined) throw new Refusal('not_found')
  if (stack.length >= STACK_LIMIT) throw new Refusal('push_limit_reached')
  const stored = newView(workspace, userId, view, top)
  workspace.stacks.set(userId, [...stack, stored.id])
  workspace.changed()
  return stored
}

/** Replaces what a view shows. What the person has filled in stays where block id, action id and type stay. */
export function updateView(workspace: Workspace, stored: StoredView, view: View): void {
  const named = withBlockIds(view)
  refuseTakenExternalId(workspace, named, stored.id)
  stored.view = named
  stored.values = stateValues(named.blocks, stored.values)
  stored.errors = {}
  stored.hash = newHash(workspace)
  workspace.changed()
}

/** Shows the Home tab of one person; refuses with `hash_conflict` when it changed since `hash` was given out. */
export function publishHome(
  workspace: Workspace,
  userId: string,
  view: View,
  hash: string | undefined,
): StoredView {
  const known = workspace.homes.get(userId)
  if (known !== undefined && hash !== undefined && known.hash !== hash) throw new Refusal('hash_conflict')
  if (known !== undefined) {
    updateView(workspace, known, view)
    return known
  }
  const stored = newView(workspace, userId, view, undefined)
  workspace.homes.set(userId, stored)
  workspace.changed()
  return stored
}

/** The modal on top of this person's stack. */
export function topModal(workspace: Workspace, userId: string): StoredView | undefined {
  const id = workspace.stacks.get(userId)?.at(-1)
  return id === undefined ? undefined : workspace.views.get(id)
}

/** Takes one modal away; when it was on top, the one below appears. */
export function closeModal(workspace: Workspace, stored: StoredView): void {
  const stack = workspace.stacks.get(stored.userId) ?? []
  workspace.views.delete(stored.id)
  workspace.stacks.set(
    stored.userId,
    stack.filter((id) => id !== stored.id),
  )
  workspace.changed()
}

/** Takes all modals of this person away. */
export function dropStack(workspace: Workspace, userId: string): void {
  for (const id of workspace.stacks.get(userId) ?? []) workspace.views.delete(id)
  workspace.stacks.set(userId, [])
  workspace.changed()
}

/** The view as Slack sends it in answers and payloads. */
export function viewPayload(workspace: Workspace, stored: StoredView): Record<string, unknown> {
  const { identity } = workspace
  const view = structuredClone(stored.view) as View & Record<string, unknown>
  return {
    id: stored.id,
    team_id: identity.teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: structuredClone(stored.values) },
    hash: stored.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: stored.previousId,
    root_view_id: stored.rootId,
    app_id: identity.appId,
    external_id: view.external_id ?? '',
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  }
}

/** The same blocks with an id on every one, as Slack gives them. */
export function withBlockIds<Held extends { blocks: readonly unknown[] }>(holder: Held): Held {
  const copy = structuredClone(holder)
  for (const block of copy.blocks as { block_id?: string }[])
    block.block_id ??= randomBytes(4).toString('base64url')
  return copy
}

function newView(
  workspace: Workspace,
  userId: string,
  view: View,
  below: StoredView | undefined,
): StoredView {
  const id = newId(workspace, 'V')
  const named = withBlockIds(view)
  refuseTakenExternalId(workspace, named, id)
  const stored: StoredView = {
    id,
    userId,
    view: named,
    values: stateValues(named.blocks),
    errors: {},
    hash: newHash(workspace),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
  }
  workspace.views.set(id, stored)
  return stored
}

function refuseTakenExternalId(workspace: Workspace, view: View, ownId: string): void {
  if (view.external_id === undefined || view.external_id === '') return
  for (const other of workspace.views.values()) {
    if (other.id !== ownId && other.view.external_id === view.external_id) {
      throw new Refusal('duplicate_external_id')
    }
  }
}

function newHash(workspace: Workspace): string {
  return `${Math.floor(workspace.now().getTime() / 1000)}.${randomBytes(4).toString('hex')}`
}
