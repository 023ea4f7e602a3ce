/** What the app's answer to a submitted modal does to the person's stack of modals. */
import type { View } from '@slack/types'
import type { Outcome } from './contract.ts'
import { Refusal } from './refusal.ts'
import { checkedView } from './rule/surface.ts'
import { closeModal, dropStack, pushModal, updateView } from './view.ts'
import type { StoredView, Workspace } from './workspace.ts'

const FAILED = 'We had some trouble connecting. Try again?'

/** Obeys `response_action`; an empty answer closes the view. An answer that Slack cannot obey is a failure for the person. */
export function submissionOutcome(
  workspace: Workspace,
  stored: StoredView,
  answer: Record<string, unknown>,
): Outcome {
  try {
    obey(workspace, stored, answer)
    return { ok: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, failed: `${FAILED} (${error.code} ${JSON.stringify(error.details)})` }
  }
}

function obey(workspace: Workspace, stored: StoredView, answer: Record<string, unknown>): void {
  // While the app was thinking it may have closed the view itself by opening another.
  if (!workspace.views.has(stored.id)) return
  switch (answer.response_action) {
    case undefined:
      closeModal(workspace, stored)
      break
    case 'clear':
      dropStack(workspace, stored.userId)
      break
    case 'errors':
      showErrors(workspace, stored, answer.errors)
      break
    case 'update':
      updateView(workspace, stored, newView(answer))
      break
    case 'push':
      pushModal(workspace, stored.userId, newView(answer))
      break
    default:
      throw new Refusal('invalid_response_action', { response_action: answer.response_action })
  }
}

function newView(answer: Record<string, unknown>): View {
  const given = answer.view
  return checkedView(typeof given === 'string' ? JSON.parse(given) : given, 'modal')
}

function showErrors(workspace: Workspace, stored: StoredView, given: unknown): void {
  const errors = typeof given === 'object' && given !== null ? Object.entries(given) : []
  const inputs = stored.view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id)
  const unknown = errors.filter(([blockId]) => !inputs.includes(blockId)).map(([blockId]) => blockId)
  if (errors.length === 0 || unknown.length > 0) throw new Refusal('errors_without_input_block', { unknown })
  stored.errors = Object.fromEntries(errors.map(([blockId, text]) => [blockId, String(text)]))
  workspace.changed()
}
