import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import { isNudgeDue } from '#domain/poll.ts'
import type { Context } from './context.ts'
import { tellWhenEverybodyAnswered } from './everybody.ts'
import { wantReadBack } from './read-back.ts'

/**
 * Whenever a poll is looked at, in case an event was lost, its reactions are read back, but no more often than this, which
 * must not be longer than it takes until the next look in any case.
 */
const CHECK_SECONDS = 5 * 60

/**
 * Does what is due in a group's open poll by now. When the time to nudge or to close has come the reactions are read first,
 * and the rest follows from that.
 */
export async function followPoll(tx: Tx, context: Context, group: Group, poll: Poll): Promise<void> {
  if (poll.closesAt <= context.now) await wantReadBack(tx, context, poll.id, 'close')
  else if (isNudgeDue(poll, context.now)) await wantReadBack(tx, context, poll.id, 'nudge')
  else await wantReadBack(tx, context, poll.id, 'check', { atMostEverySeconds: CHECK_SECONDS })
  await tellWhenEverybodyAnswered(tx, context, group, poll)
}
