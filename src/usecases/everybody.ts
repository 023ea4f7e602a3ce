import { answersOfPoll, lastAnswerAt } from '#db/answer.ts'
import type { Tx } from '#db/client.ts'
import { unsaid } from '#db/delivery.ts'
import { getGroup } from '#db/group.ts'
import type { OpenPoll } from '#db/poll.ts'
import { isQuiet } from '#domain/poll.ts'
import { silentMembers } from '#domain/tally.ts'
import { ask, type Context, commit } from './context.ts'
import { sayToConvenors } from './say.ts'

/**
 * Tells the convenors, once, that everybody has answered: when no answer has changed for a while, since the
 * last member's first tap is seldom their last.
 */
export async function tellWhenEverybodyAnswered(context: Context, poll: OpenPoll): Promise<void> {
  // What was said before a date fell is carried over, and is no news.
  if (poll.isForRemainder) return
  const about = (convenorId: string) => ({ kind: 'everybodyAnswered', pollId: poll.id, convenorId }) as const
  const group = await ask(context, async (tx) => {
    const group = await getGroup(tx, poll.groupId)
    if ((await unsaid(tx, group.id, group.convenorIds.map(about))).length === 0) return null
    if (!(await isEverybodyHeard(tx, poll))) return null
    const lastAt = await lastAnswerAt(tx, poll.id)
    return lastAt && isQuiet(lastAt, context.now) ? group : null
  })
  if (group) await commit(context, (tx) => sayToConvenors(tx, context, group, about))
}

/** Whether every member has answered at least one date of a poll. */
export async function isEverybodyHeard(tx: Tx, poll: Pick<OpenPoll, 'id' | 'groupId'>): Promise<boolean> {
  const { members } = await getGroup(tx, poll.groupId)
  const memberIds = members.map((member) => member.id)
  return silentMembers(memberIds, await answersOfPoll(tx, poll.id)).length === 0
}
