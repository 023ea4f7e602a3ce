import type { DateTime } from 'luxon'
import { answersOfPoll, lastAnswerAt } from '#db/answer.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import { quietAt } from '#domain/poll.ts'
import { silentMembers } from '#domain/tally.ts'
import type { Context } from './context.ts'
import { sayToConvenors } from './say.ts'

/**
 * Tells the convenors, once, that everybody has answered: when no answer has changed for a while, since the
 * last member's first tap is seldom their last.
 */
export async function tellWhenEverybodyAnswered(
  tx: Tx,
  context: Context,
  group: Group,
  poll: Poll,
): Promise<void> {
  const at = await everybodyAnsweredAt(tx, group, poll)
  if (!at || at > context.now) return
  await sayToConvenors(tx, context, group, (convenorId) => ({
    kind: 'everybodyAnswered',
    pollId: poll.id,
    convenorId,
  }))
}

/**
 * From when on everybody counts as having answered, unless somebody changes an answer; null while a member has not answered
 * at least one date.
 */
export async function everybodyAnsweredAt(
  tx: Tx,
  { members }: Group,
  { id, isForRemainder }: Poll,
): Promise<DateTime | null> {
  // What was said before a date fell is carried over, and is no news.
  if (isForRemainder) return null
  const memberIds = members.map((member) => member.id)
  if (silentMembers(memberIds, await answersOfPoll(tx, id)).length > 0) return null
  const lastAt = await lastAnswerAt(tx, id)
  return lastAt && quietAt(lastAt)
}
