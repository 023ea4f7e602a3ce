import { answersOfPoll } from '#db/answer.ts'
import { insertApology } from '#db/apology.ts'
import { insertAudit } from '#db/audit.ts'
import { insertBusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { findLatestPoll, findPoll, lockPoll, movePoll, type Poll, type PollDate } from '#db/poll.ts'
import { getRun, moveRun, type Run, setSessionsWanted } from '#db/run.ts'
import { insertSession, renumberSessions } from '#db/session.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { absentMembers } from '#domain/tally.ts'
import { lockedGroupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { offerFor, takenStarts } from './offer.ts'
import { refreshPollPages, sayToConvenors, sayToGroup } from './say.ts'
import { refreshCards } from './session.ts'

/** How long a date that was fixed automatically can be taken back. */
const UNDO_HOURS = 24

/**
 * Makes the chosen dates firm: sessions, bus stop and run card. `places` are the dates' places in the poll,
 * from 0. Whoever presses second is told that it is done already, and an older poll fixes nothing any more.
 */
export function fixRun(
  context: Context,
  actor: Actor,
  pollId: string,
  places: readonly number[],
): Promise<Outcome<{ runId: string }>> {
  return commit(context, async (tx) => {
    const asked = await findPoll(tx, pollId)
    const found = await lockedGroupForConvenor(tx, { ...actor, groupId: asked?.groupId ?? '' })
    if ('refusal' in found) return found
    if (!asked) return refuse({ code: 'noPollToFix' })
    await lockPoll(tx, pollId, 'change')
    const poll = await findLatestPoll(tx, found.value.id)
    if (poll?.id !== pollId) return refuse({ code: 'pollReplaced' })
    const dates = poll.dates.filter((_, place) => places.includes(place))
    const isPossible = dates.length === places.length && dates.length === poll.sessionsWanted
    if (!isPossible) return refuse({ code: 'datesChanged' })
    if (dates.some((date) => date.startsAt <= context.now)) return refuse({ code: 'datesGoneBy' })
    if (poll.status === 'open') return refuse({ code: 'pollStillOpen' })
    const taken = takenStarts(await getRun(tx, poll.runId))
    const isTaken = dates.some((date) => taken.has(date.startsAt.toMillis()))
    if (isTaken && poll.status === 'closed') return refuse({ code: 'dateTaken' })
    if (!(await movePoll(tx, pollId, 'decided', context.now))) return refuse({ code: 'pollDecidedAlready' })
    await fixDates(tx, context, found.value, poll, dates, actor.slackUserId)
    return { value: { runId: poll.runId } }
  })
}

/**
 * Fixes the best date by itself in a group that plans one session at a time; where the rules allow none,
 * the convenors are asked as after any other poll. The poll must be closed and its row locked.
 */
export async function fixAutomatically(tx: Tx, context: Context, group: Group, poll: Poll): Promise<boolean> {
  const { plan } = await offerFor(tx, group, poll, context.now)
  const best = plan.kind === 'options' ? plan.options[0] : undefined
  const dates = poll.dates.filter((date) => best?.dateIds.includes(date.id) && date.startsAt > context.now)
  if (dates.length === 0 || !(await movePoll(tx, poll.id, 'decided', context.now))) return false
  await fixDates(tx, context, group, poll, dates, null)
  return true
}

/** `byId` is the convenor who chose the dates; null when the bot fixes them by itself. */
async function fixDates(
  tx: Tx,
  context: Context,
  group: Group,
  poll: Poll,
  dates: readonly PollDate[],
  byId: string | null,
): Promise<void> {
  const isAutomatic = byId === null
  await insertAudit(tx, { groupId: group.id, byId, what: 'runFixed' }, context.now)
  const run = await getRun(tx, poll.runId)
  const sessionIds = await insertSessions(tx, context, group, poll, run, dates, isAutomatic)
  await renumberSessions(tx, run.id)
  await moveRun(tx, run.id, 'fixed')
  // A run that began one session at a time and goes on with several at once may become longer than it was meant; one
  // whose dates were to be replaced may become shorter.
  const sessions = run.sessions.length + dates.length
  const wanted = poll.isForRemainder
    ? run.sessionsWanted - (poll.dates.length - dates.length)
    : Math.max(run.sessionsWanted, sessions)
  if (wanted !== run.sessionsWanted) await setSessionsWanted(tx, run.id, Math.max(wanted, sessions))
  await insertBusStop(tx, run.id)
  if (poll.isForRemainder) {
    await sayToGroup(tx, context, group, { kind: 'runChanged', pollId: poll.id })
    await refreshCards(tx, context, group, await getRun(tx, run.id))
  } else if (group.planning === 'oneAtATime') {
    for (const sessionId of sessionIds)
      await sayToGroup(tx, context, group, { kind: 'sessionFixed', sessionId })
  } else {
    await sayToGroup(tx, context, group, { kind: 'runCard', runId: run.id })
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'nextSteps',
      runId: run.id,
      convenorId,
    }))
  }
  if (isAutomatic) {
    for (const sessionId of sessionIds) {
      await sayToConvenors(tx, context, group, (convenorId) => ({
        kind: 'fixedAutomatically',
        sessionId,
        convenorId,
      }))
    }
  }
  await refreshPollPages(tx, context, poll)
}

async function insertSessions(
  tx: Tx,
  context: Context,
  group: Group,
  poll: Poll,
  run: Run,
  dates: readonly PollDate[],
  isAutomatic: boolean,
): Promise<string[]> {
  // Those who are away have said whether they can come if they are back by then.
  const memberIds = [...group.members, ...group.away].map((member) => member.id)
  const answers = await answersOfPoll(tx, poll.id)
  const undoUntil = isAutomatic ? context.now.plus({ hours: UNDO_HOURS }) : null
  const ids: string[] = []
  for (const [index, date] of dates.entries()) {
    const { id, page: _, mark: __, fellAt: ___, ...slot } = date
    const sessionId = await insertSession(tx, {
      ...slot,
      runId: run.id,
      number: run.sessions.length + index + 1,
      timeZone: poll.timeZone,
      fixedAt: context.now,
      undoUntil,
    })
    for (const memberId of absentMembers(memberIds, answers, id)) {
      await insertApology(tx, sessionId, memberId, context.now)
    }
    ids.push(sessionId)
  }
  return ids
}
