/** The `views.*` methods. */
import { Refusal } from '../refusal.ts'
import { checkedView } from '../rule/surface.ts'
import { spendTrigger, triggeringUser } from '../trigger.ts'
import { openModal, publishHome, pushModal, updateView, viewPayload } from '../view.ts'
import type { StoredView, Workspace } from '../workspace.ts'
import { type Args, neededText, optionalText } from './argument.ts'

/** `views.open` */
export function openView(workspace: Workspace, args: Args) {
  return show(workspace, args, openModal)
}

/** `views.push` */
export function pushView(workspace: Workspace, args: Args) {
  return show(workspace, args, pushModal)
}

/** `views.update`: an open modal, or a Home tab, by `view_id` or `external_id`. */
export function updateOpenView(workspace: Workspace, args: Args) {
  const stored = namedView(workspace, args)
  const view = checkedView(args.view, stored.view.type === 'home' ? 'home' : 'modal')
  const hash = optionalText(args, 'hash')
  if (hash !== undefined && hash !== stored.hash) throw new Refusal('hash_conflict')
  updateView(workspace, stored, view)
  return { view: viewPayload(workspace, stored) }
}

/** `views.publish` */
export function publishView(workspace: Workspace, args: Args) {
  const userId = neededText(args, 'user_id')
  const view = checkedView(args.view, 'home')
  if (!workspace.people.has(userId)) throw new Refusal('invalid_arguments')
  const stored = publishHome(workspace, userId, view, optionalText(args, 'hash'))
  return { view: viewPayload(workspace, stored) }
}

function show(workspace: Workspace, args: Args, put: typeof openModal) {
  const userId = triggeringUser(workspace, args.trigger_id)
  const stored = put(workspace, userId, checkedView(args.view, 'modal'))
  spendTrigger(workspace, args.trigger_id)
  return { view: viewPayload(workspace, stored) }
}

function namedView(workspace: Workspace, args: Args): StoredView {
  const id = optionalText(args, 'view_id')
  const externalId = optionalText(args, 'external_id')
  if (id === undefined && externalId === undefined) throw new Refusal('invalid_arguments')
  for (const stored of workspace.views.values()) {
    if (stored.id === id || (id === undefined && stored.view.external_id === externalId)) return stored
  }
  throw new Refusal('not_found')
}
