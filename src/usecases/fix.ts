import type { DateTime } from 'luxon'
import { answersOfPoll } from '#db/answer.ts'
import { insertApology } from '#db/apology.ts'
import { insertBusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { findGroupById, type Group, getGroup, lockGroup, patternsOf } from '#db/group.ts'
import { findLatestPoll, findPoll, lockPoll, movePoll, type Poll, type PollDate } from '#db/poll.ts'
import { getRun, lastSessionBefore, moveRun, type Run } from '#db/run.ts'
import { insertSession } from '#db/session.ts'
import type { PatternSlot } from '#domain/calendar.ts'
import { type CandidateDate, type Plan, type PlanRules, planRuns } from '#domain/planner.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { absentMembers } from '#domain/tally.ts'
import { groupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { refreshPollPages, sayToConvenors, sayToGroup } from './say.ts'

/** Attendances that the balanced run may give up for the worst-served member. */
const GIVE_UP = 2

/** How long a date that was fixed automatically can be taken back. */
const UNDO_HOURS = 24

/** A poll, its group, the slots its dates come from, and what the planner says to its answers. */
export type Offer = { group: Group; poll: Poll; patterns: PatternSlot[]; plan: Plan }

/** The group's rules as the planner wants them. One session at a time counts its gap from the last session. */
export async function planRules(
  tx: Tx,
  group: Group,
  patterns: readonly PatternSlot[],
  dates: readonly { startsAt: PollDate['startsAt'] }[],
  sessions: number,
): Promise<PlanRules> {
  const first = dates[0]
  const last =
    group.planning === 'oneAtATime' && first ? await lastSessionBefore(tx, group.id, first.startsAt) : null
  return {
    sessions,
    gapDays: { min: group.gapMinDays, max: group.gapMaxDays, preferred: group.gapPreferredDays },
    alternation: group.alternation,
    patternOrder: patterns.map((pattern) => pattern.id),
    minimum: group.minimum,
    neededMemberIds: [],
    leftOutDateIds: [],
    fixedDateIds: [],
    firmDateIds: [],
    giveUp: GIVE_UP,
    ...(last && { anchor: { on: last.on, patternId: last.patternId } }),
  }
}

/**
 * What the planner says to a poll's answers as they are now. Dates that have gone by are left out. The order
 * of alternation is that of the poll's own slots, also where the settings have changed since.
 */
async function offerFor(tx: Tx, group: Group, poll: Poll, now: DateTime): Promise<Offer> {
  const onRoster = new Set(group.members.map((member) => member.id))
  const answers = (await answersOfPoll(tx, poll.id)).filter(({ memberId }) => onRoster.has(memberId))
  const members = group.members.map(({ id }) => ({
    id,
    answers: new Map(answers.filter(({ memberId }) => memberId === id).map((a) => [a.dateId, a.value])),
  }))
  const patterns = await patternsOf(tx, [...new Set(poll.dates.map((date) => date.patternId))])
  const rules = await planRules(tx, group, patterns, poll.dates, poll.sessionsWanted)
  const leftOutDateIds = poll.dates.filter((date) => date.startsAt <= now).map((date) => date.id)
  const plan = planRuns(poll.dates.map(toCandidate), members, { ...rules, leftOutDateIds })
  return { group, poll, patterns, plan }
}

/** The runs a convenor can choose from after the group's last poll has closed. */
export function offerNow(context: Context, actor: Actor): Promise<Outcome<Offer>> {
  return commit(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const poll = await findLatestPoll(tx, group.id)
    if (!poll) return refuse({ code: 'noPollToFix' })
    if (poll.status === 'open') return refuse({ code: 'pollStillOpen' })
    if (poll.status === 'decided') return refuse({ code: 'pollDecidedAlready' })
    return { value: await offerFor(tx, group, poll, context.now) }
  })
}

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
    const poll = await findPoll(tx, pollId)
    const found = await groupForConvenor(tx, { ...actor, groupId: poll?.groupId ?? '' })
    if ('refusal' in found) return found
    if (!poll) return refuse({ code: 'noPollToFix' })
    await lockGroup(tx, poll.groupId)
    await lockPoll(tx, pollId, 'change')
    const latest = await findLatestPoll(tx, poll.groupId)
    if (latest?.id !== pollId) return refuse({ code: 'pollReplaced' })
    const dates = poll.dates.filter((_, place) => places.includes(place))
    const isPossible = dates.length === places.length && dates.length === poll.sessionsWanted
    if (!isPossible) return refuse({ code: 'datesChanged' })
    if (dates.some((date) => date.startsAt <= context.now)) return refuse({ code: 'datesGoneBy' })
    if (poll.status === 'open') return refuse({ code: 'pollStillOpen' })
    if (!(await movePoll(tx, pollId, 'decided'))) return refuse({ code: 'pollDecidedAlready' })
    await fixDates(tx, context, found.value, poll, dates, { isAutomatic: false })
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
  if (dates.length === 0 || !(await movePoll(tx, poll.id, 'decided'))) return false
  await fixDates(tx, context, group, poll, dates, { isAutomatic: true })
  return true
}

async function fixDates(
  tx: Tx,
  context: Context,
  group: Group,
  poll: Poll,
  dates: readonly PollDate[],
  { isAutomatic }: { isAutomatic: boolean },
): Promise<void> {
  const run = await getRun(tx, poll.runId)
  const sessionIds = await insertSessions(tx, context, poll, run, dates, isAutomatic)
  await moveRun(tx, run.id, 'fixed')
  await insertBusStop(tx, run.id)
  if (group.planning === 'oneAtATime') {
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
  poll: Poll,
  run: Run,
  dates: readonly PollDate[],
  isAutomatic: boolean,
): Promise<string[]> {
  const group = await getGroup(tx, poll.groupId)
  const memberIds = group.members.map((member) => member.id)
  const answers = await answersOfPoll(tx, poll.id)
  const undoUntil = isAutomatic ? context.now.plus({ hours: UNDO_HOURS }) : null
  const ids: string[] = []
  for (const [index, date] of dates.entries()) {
    const { id, page: _, mark: __, ...slot } = date
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

/** The runs that a poll offers, for whoever renders the convenor's message. */
export async function offerOf(tx: Tx, pollId: string, now: DateTime): Promise<Offer | null> {
  const poll = await findPoll(tx, pollId)
  const group = poll && (await findGroupById(tx, poll.groupId))
  return poll && group ? offerFor(tx, group, poll, now) : null
}

function toCandidate(date: PollDate): CandidateDate {
  return { id: date.id, on: date.on, startsAt: date.startsAt.toMillis(), patternId: date.patternId }
}
