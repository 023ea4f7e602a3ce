import type { ModalView } from '@slack/types'
import { noticeWords } from '#text/form.ts'
import { oneMoment } from '#text/help.ts'
import { type Message, paragraph, plainText } from './parts.ts'

/** Shown while a form is being prepared. */
export function loadingView(): ModalView {
  return noticeView(oneMoment())
}

/** One sentence in a window of its own, with nothing to press but Close. */
export function noticeView(text: string): ModalView {
  return messageView(paragraph(text))
}

/** The same for a whole message. */
export function messageView({ blocks }: Pick<Message, 'blocks'>): ModalView {
  const { title, close } = noticeWords()
  return {
    type: 'modal',
    title: plainText(title, 24),
    close: plainText(close, 24),
    blocks,
  }
}
