import type { RespondFn } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import * as z from 'zod'
import type { Refusal } from '#domain/refusal.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Shell } from './shell.ts'
import { messageView, noticeView } from './views/notice.ts'
import { type Message, paragraph } from './views/parts.ts'

/** A press on a button: who may be answered how. `respond` is there for buttons in messages only. */
export type Press = {
  respond?: RespondFn
  triggerId: string
  /** The window in which it was pressed. */
  viewId?: string | undefined
}

/** Answers a press so that only this person sees it: in the window of the button, or from the Home tab in one of its own. */
export async function answerPress(shell: Shell, press: Press, message: Message): Promise<void> {
  if (press.respond) {
    await press.respond({ ...asSent(message), response_type: 'ephemeral', replace_original: false })
  } else if (press.viewId) {
    await shell.client.views.update({ view_id: press.viewId, view: messageView(message) })
  } else {
    await shell.client.views.open({ trigger_id: press.triggerId, view: messageView(message) })
  }
}

const waysToAnswer = z.looseObject({
  response_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  trigger_id: z.string().optional().catch(undefined),
})

/**
 * Says something to whoever did something, whatever it was; only they see it. Without a shell only where Slack wants no
 * token for that.
 */
export async function tell(shell: Shell | null, body: unknown, text: string): Promise<void> {
  const { response_url, trigger_id } = waysToAnswer.parse(body)
  if (response_url) {
    const body = JSON.stringify({ text, response_type: 'ephemeral', replace_original: false })
    await fetch(response_url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  } else if (trigger_id) {
    await shell?.client.views.open({ trigger_id, view: noticeView(text) })
  }
}

/** Puts what became of a private question in its place. */
export async function replaceQuestion(shell: Shell, press: Press, message: Message): Promise<void> {
  if (press.respond) await press.respond({ ...asSent(message), replace_original: true })
  else await answerPress(shell, press, message)
}

/** Says no, with the next step. */
export function answerRefusal(shell: Shell, press: Press, refusal: Refusal): Promise<void> {
  return answerPress(shell, press, paragraph(refusalInWords(refusal)))
}

function asSent({ text, blocks }: Message): { text: string; blocks: KnownBlock[] } {
  return { text, blocks }
}
