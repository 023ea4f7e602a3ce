import { type Delivery, sentPollPages } from '#db/delivery.ts'
import { findPoll } from '#db/poll.ts'
import type { Jobs } from '#db/queue.ts'
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
export async function readBack(shell: Shell, { pollId, purpose }: Jobs['readBack']): Promise<void> {
  const pages = await commit(shell.context(), async (tx) => {
    const poll = await findPoll(tx, pollId)
    if (poll?.status !== 'open') return []
    return sentPollPages(tx, poll.groupId, poll.id, poll.dates.at(-1)?.page ?? 0)
  })
  for (const page of pages) await readPage(shell, page)
  if (purpose === 'close') await closePoll(shell.context(), pollId)
  if (purpose === 'nudge') await nudgeSilent(shell.context(), pollId)
}

async function readPage(shell: Shell, delivery: Delivery): Promise<void> {
  const { ts: timestamp, postedChannelId: channel, about } = delivery
  if (about.kind !== 'pollPage' || !timestamp || !channel) return
  const before = shell.context().now.toMillis() / 1000
  const reacted = new Map<number, string[]>()
  const read = async () => {
    const { message } = await shell.poster.reactions.get({ channel, timestamp, full: true })
    for (const { name = '', users = [] } of message?.reactions ?? []) {
      const mark = markOf(name)
      if (mark !== undefined) reacted.set(mark, users)
    }
  }
  // A page that somebody deleted has no reactions to read; what is stored counts.
  if (!(await repeatable(read))) return
  await recordReadBack(shell.context(), about.pollId, about.page, reacted, before.toFixed(6))
}
