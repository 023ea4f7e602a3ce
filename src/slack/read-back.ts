import { type Delivery, sentPollPages } from '#db/delivery.ts'
import { copiesOf, type Place } from '#db/delivery-copy.ts'
import { findPoll } from '#db/poll.ts'
import type { Jobs } from '#db/queue.ts'
import { compareTs } from '#domain/answer.ts'
import { recordReadBack } from '#usecases/answer.ts'
import { closePoll } from '#usecases/close.ts'
import { commit } from '#usecases/context.ts'
import { nudgeSilent } from '#usecases/nudge.ts'
import { markOf } from './emoji.ts'
import type { Shell } from './shell.ts'
import { repeatable } from './slack-answer.ts'

/**
 * Reads the reactions of a poll's pages back from Slack, which knows what events may have missed, and then
 * nudges the silent or closes the poll if that is what it was wanted for.
 */
export async function readBack(shell: Shell, { pollId, purpose, since }: Jobs['readBack']): Promise<void> {
  const pages = await commit(shell.context(), async (tx) => {
    const poll = await findPoll(tx, pollId)
    if (poll?.status !== 'open') return []
    const sent = await sentPollPages(tx, poll.groupId, poll.id, poll.dates.at(-1)?.page ?? 0)
    const withCopies: { page: Delivery; copies: Place[] }[] = []
    for (const page of sent) withCopies.push({ page, copies: await copiesOf(tx, page.id) })
    return withCopies
  })
  for (const { page, copies } of pages) await readPage(shell, page, copies, since)
  if (purpose === 'close') await closePoll(shell.context(), pollId)
  if (purpose === 'nudge') await nudgeSilent(shell.context(), pollId)
}

/** A page that stands in the channel twice is answered under either. */
async function readPage(shell: Shell, page: Delivery, copies: readonly Place[], since = '0'): Promise<void> {
  const { ts, postedChannelId, about } = page
  if (about.kind !== 'pollPage' || !ts || !postedChannelId) return
  const now = (shell.context().now.toMillis() / 1000).toFixed(6)
  // Slack's clock may be ahead of ours, and what it shows is no older than the event that it sent.
  const before = compareTs(now, since) > 0 ? now : since
  const reacted = new Map<number, string[]>()
  let isAnyRead = false
  for (const place of [{ ts, postedChannelId }, ...copies])
    if (await readReactions(shell, place, reacted)) isAnyRead = true
  // A page that somebody deleted has no reactions to read; what is stored counts.
  if (!isAnyRead) return
  await recordReadBack(shell.context(), about.pollId, about.page, reacted, before)
}

/** Adds who has which number under one message; false when it is not there. */
function readReactions(
  shell: Shell,
  { postedChannelId: channel, ts: timestamp }: Place,
  reacted: Map<number, string[]>,
): Promise<boolean> {
  return repeatable(async () => {
    const { message } = await shell.poster.reactions.get({ channel, timestamp, full: true })
    for (const { name = '', users = [] } of message?.reactions ?? []) {
      const mark = markOf(name)
      if (mark !== undefined) reacted.set(mark, [...(reacted.get(mark) ?? []), ...users])
    }
  })
}
