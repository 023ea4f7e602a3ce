import type { ModalView } from '@slack/types'
import { noticeView } from './notice.ts'
import { apologiesMessage } from './session.ts'

/** A member's coming sessions in a window of their own, with a button beside each. */
export function apologiesView(coming: Parameters<typeof apologiesMessage>[0]): ModalView {
  return { ...noticeView(''), callback_id: 'apologies', blocks: apologiesMessage(coming).blocks }
}
