import { closePollConfirmation } from '#text/status.ts'
import type { PollToClose } from '#usecases/close.ts'
import { actions, labelled, type Message, section } from './parts.ts'

/** The button under the question whether to close the poll; the question goes once it is answered. */
export const CLOSE_AS_ASKED = 'closePollAsAsked'

/** What closing the open poll means, and the button that does it. */
export function closingMessage({ groupId, silent, isOneSilent }: PollToClose): Message {
  const text = closePollConfirmation(silent, isOneSilent)
  const close = labelled('closePoll', groupId, { actionId: CLOSE_AS_ASKED, style: 'primary' })
  return { text, blocks: [section(text), actions(close)] }
}
