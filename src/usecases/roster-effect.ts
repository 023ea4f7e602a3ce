import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { findOpenPoll } from '#db/poll.ts'
import { findLatestRun } from '#db/run.ts'
import type { Context } from './context.ts'
import { refreshPollPages } from './say.ts'
import { refreshExpected } from './session.ts'
import { refreshStopSummary } from './stop-summary.ts'

/** Brings everything in Slack that counts people in line with a roster that has just changed. */
export async function refreshCounts(tx: Tx, context: Context, group: Group): Promise<void> {
  const poll = await findOpenPoll(tx, group.id)
  if (poll) await refreshPollPages(tx, context, poll)
  const run = await findLatestRun(tx, group.id)
  for (const session of run?.sessions ?? []) {
    const isToCome = session.status === 'firm' && session.startsAt > context.now
    if (isToCome) await refreshExpected(tx, context, group, session)
  }
  if (run?.busStopId) await refreshStopSummary(tx, context, group, run.busStopId)
}
