import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { brokenText } from '#text/help.ts'
import { errorName, placeOf } from './log.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'

/** Letters and figures that are not taken for one another when they are read aloud. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A short number by which somebody can name what went wrong: `7F3K-2M`. */
function reference(): string {
  const letters = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** What Bolt hands over: the error, and the payload that led to it. */
export type Broken = { error: Error; body: unknown }

const waysToAnswer = z.looseObject({
  response_url: z.string().optional(),
  trigger_id: z.string().optional(),
})

/**
 * The one place for what nobody expected in a listener: it is logged without any content under a number,
 * and the person who was waiting is told that number.
 */
export async function answerBroken(shell: Shell, { error, body }: Broken): Promise<void> {
  const number = reference()
  const cause = (error as { original?: unknown }).original ?? error
  shell.log.error({ reference: number, ...errorName(cause), at: placeOf(cause) }, 'a listener failed')
  const { response_url, trigger_id } = waysToAnswer.parse(body)
  const text = brokenText(number)
  if (response_url) {
    const body = JSON.stringify({ text, response_type: 'ephemeral', replace_original: false })
    await fetch(response_url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  } else if (trigger_id) {
    await shell.client.views.open({ trigger_id, view: noticeView(text) })
  }
}
