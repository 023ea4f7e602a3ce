import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { findLatestPoll, findPoll, movePoll, type Poll } from '#db/poll.ts'
import { getRun, type Run, setSessionsWanted } from '#db/run.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { lockedGroupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { refreshPollPages, sayToGroup } from './say.ts'
import { refreshCards } from './session.ts'
import type { UnderWayWithPolls } from './under-way.ts'

/** Gives up the new dates that were asked about: the run is so much shorter, and its other dates stay. */
export function doWithout(context: Context, actor: Actor, pollId: string): Promise<Outcome<{ run: Run }>> {
  return commit(context, async (tx) => {
    const poll = await findPoll(tx, pollId)
    const found = await lockedGroupForConvenor(tx, { ...actor, groupId: poll?.groupId ?? '' })
    if ('refusal' in found) return found
    const group = found.value
    const latest = await findLatestPoll(tx, group.id)
    if (!poll?.isForRemainder || latest?.id !== pollId) return refuse({ code: 'pollReplaced' })
    if (!(await movePoll(tx, pollId, 'decided', context.now))) return refuse({ code: 'pollDecidedAlready' })
    return { value: { run: await shorten(tx, context, group, poll, actor.slackUserId) } }
  })
}

/** When nobody has decided about new dates until all of them have gone by, the run does without them by itself. */
export async function giveUpPastDates(
  tx: Tx,
  context: Context,
  { group, polls }: UnderWayWithPolls,
): Promise<void> {
  const poll = polls.at(-1)
  const isPast = poll?.dates.every(({ startsAt }) => startsAt <= context.now)
  if (!poll?.isForRemainder || poll.status !== 'closed' || !isPast) return
  if (await movePoll(tx, poll.id, 'decided', context.now)) await shorten(tx, context, group, poll, null)
}

/** The run is shorter by the dates that are given up; `byId` is null when nobody has said so. */
async function shorten(
  tx: Tx,
  context: Context,
  group: Group,
  poll: Poll,
  byId: string | null,
): Promise<Run> {
  await insertAudit(tx, { groupId: group.id, byId, what: 'datesGivenUp' }, context.now)
  const { id, sessions, sessionsWanted } = await getRun(tx, poll.runId)
  await setSessionsWanted(tx, id, Math.max(sessions.length, sessionsWanted - poll.dates.length))
  await sayToGroup(tx, context, group, { kind: 'doneWithout', pollId: poll.id })
  const run = await getRun(tx, id)
  await refreshPollPages(tx, context, poll)
  await refreshCards(tx, context, group, run)
  return run
}
