import type { DateTime } from 'luxon'
import { answersOfPoll, saveAnswers } from '#db/answer.ts'
import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { type Group, patternsOf } from '#db/group.ts'
import { findLatestPoll, getPoll, markFallen, type Poll, type PollDate, pollsOf } from '#db/poll.ts'
import { findLatestRun, getRun, type Run } from '#db/run.ts'
import { deleteSession, renumberSessions, type Session } from '#db/session.ts'
import { NOTHING_SAID } from '#domain/answer.ts'
import { instantOf, localDay, plusDays, slotAt } from '#domain/calendar.ts'
import type { AnswerValue, PlannerMember } from '#domain/planner.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { type BrokenRun, newDatesOf, planRemainder } from '#domain/remainder.ts'
import { groupForConvenor } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { planRules, takenStarts, toCandidate } from './offer.ts'
import { postPoll } from './poll.ts'
import { refreshPollPages, sayToGroup } from './say.ts'
import { comingSession, refreshCards, refreshSession } from './session.ts'

/** How long people have to answer about dates that replace others, and until what hour of the group. */
const ANSWER_DAYS = 5
const CLOSES_TIME = '20:00'

/** A new date leaves time to answer and a little more. */
const NEW_DATE_DAYS = 7

/** Dates that go, and those that would come for them. */
export type Replacement = {
  dropped: Session[]
  dates: PollDate[]
  /** How many people could come to each new date, by what they said about it; in the order of `dates`. */
  coming: number[]
}

/** What may become of a run when the date of one of its sessions falls. */
export type Falling = {
  group: Group
  session: Session
  /** Only this date is replaced; null where the rules allow none. */
  move: Replacement | null
  /** The fewest dates that can be replaced; null where the rules allow none, or where it is the same as `move`. */
  anew: Replacement | null
}

/** The sessions of the run under way that have not begun. Changes nothing. */
export function sessionsToKeep(
  context: Context,
  actor: Actor,
): Promise<Outcome<{ group: Group; coming: Session[] }>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const run = await findLatestRun(tx, found.value.id)
    const coming = (run?.sessions ?? []).filter(
      ({ status, startsAt }) => status === 'firm' && startsAt > context.now,
    )
    if (coming.length === 0) return refuse({ code: 'noRun' })
    return { value: { group: found.value, coming } }
  })
}

/** What could be done about a coming session whose date falls. Changes nothing. */
export function whatIfItFalls(context: Context, actor: Actor, sessionId: string): Promise<Outcome<Falling>> {
  return commit(context, async (tx) => {
    const found = await fallingSession(tx, context, actor, sessionId)
    if ('refusal' in found) return found
    return { value: await falling(tx, context, found.value) }
  })
}

/**
 * Takes the falling date and whatever else `move` or `anew` drops out of the run, and asks the group about the new
 * dates alone, beginning with what was answered about them before. All other dates stay firm. `starts` are the new
 * dates' instants (epoch milliseconds) as they were shown; if the answer would be another by now, nothing is changed.
 */
export function replaceDates(
  context: Context,
  actor: Actor,
  sessionId: string,
  starts: readonly number[],
): Promise<Outcome<Replacement>> {
  return commit(context, async (tx) => {
    const found = await fallingSession(tx, context, actor, sessionId)
    if ('refusal' in found) return found
    const { group, run } = found.value
    const { move, anew } = await falling(tx, context, found.value)
    const chosen = [move, anew].find((each) => each && isSame(each.dates, starts))
    if (!chosen) return refuse({ code: 'remainderChanged' })
    await drop(tx, context, found.value, chosen)
    const closesAt = instantOf(
      plusDays(localDay(context.now, group.timeZone), ANSWER_DAYS),
      CLOSES_TIME,
      group.timeZone,
    )
    const { pollId } = await postPoll(tx, context, group, run, chosen.dates.map(slotOf), {
      sessions: chosen.dates.length,
      closesAt,
      isForRemainder: true,
    })
    await insertAudit(tx, { groupId: group.id, byId: actor.slackUserId, what: 'datesReplaced' }, context.now)
    const polls = await pollsOf(tx, run.id)
    await keepAnswers(tx, context, group, polls, pollId)
    return { value: chosen }
  })
}

type FallingSession = { group: Group; run: Run; session: Session }

async function fallingSession(
  tx: Tx,
  context: Context,
  actor: Actor,
  sessionId: string,
): Promise<Outcome<FallingSession>> {
  const found = await comingSession(tx, context, actor, sessionId)
  if ('refusal' in found) return found
  const { group, session } = found.value
  if (session.status === 'skipped') return refuse({ code: 'sessionSkipped' })
  const poll = await findLatestPoll(tx, group.id)
  if (poll?.status === 'open')
    return refuse({ code: 'pollOpenAlready', closesAt: poll.closesAt.toISO() ?? '', timeZone: poll.timeZone })
  if (poll?.isForRemainder && poll.status === 'closed') return refuse({ code: 'remainderUndecided' })
  return { value: { group, session, run: await getRun(tx, session.runId) } }
}

async function falling(tx: Tx, context: Context, { group, run, session }: FallingSession): Promise<Falling> {
  // One session after the other: the next poll finds a date by itself.
  if (group.planning === 'oneAtATime') return { group, session, move: null, anew: null }
  const asked = askedDates(await pollsOf(tx, run.id), group.timeZone)
  const taken = takenStarts(run)
  const free = [...asked.values()].filter(
    ({ fellAt, startsAt }) => !fellAt && !taken.has(startsAt.toMillis()),
  )
  const slots = await patternsOf(tx, [
    ...new Set([...run.sessions, ...asked.values()].map(({ patternId }) => patternId)),
  ])
  const broken: BrokenRun = {
    sessions: run.sessions.filter(({ status }) => status === 'firm').map(byStart),
    fallingIds: [byStart(session).id],
    now: context.now.toMillis(),
    today: localDay(context.now, group.timeZone),
    candidates: free.map(byStart),
    newFromOn: plusDays(localDay(context.now, group.timeZone), NEW_DATE_DAYS),
    members: await memberAnswers(tx, group, run),
    // The slots are those of the dates, also where the settings have changed since.
    rules: await planRules(tx, group, slots, [], run.sessionsWanted),
  }
  const [move, anew] = (['move', 'anew'] as const).map((scope) => {
    const plan = planRemainder(broken, scope)
    const option = plan.kind === 'options' ? plan.options[0] : undefined
    if (!option) return null
    const dates = newDatesOf(broken, option.dateIds).flatMap(({ id }) => asked.get(id) ?? [])
    const stays = (each: Session) => each.startsAt <= context.now || option.dateIds.includes(byStart(each).id)
    const dropped = run.sessions.filter(
      (each) => each.status === 'firm' && (each.id === session.id || !stays(each)),
    )
    const coming = dates.map((date) => comingTo(broken.members, byStart(date).id))
    return { dropped, dates, coming }
  })
  const isTheSame = move && anew?.dropped.length === 1
  return { group, session, move: move ?? null, anew: isTheSame ? null : (anew ?? null) }
}

/** The date without the place it had in the poll that asked about it first. */
function slotOf({ id: _, page: __, mark: ___, fellAt: ____, ...slot }: PollDate) {
  return slot
}

/** The same date of several polls, or of a poll and a session, is one: it is known by its start. */
function byStart(slot: PollDate | Session) {
  return toCandidate({ ...slot, id: startKey(slot) })
}

function startKey({ startsAt }: { startsAt: DateTime }): string {
  return String(startsAt.toMillis())
}

/** Every date that was asked about, by its start, from the newest poll that holds it, in the group's zone of now. */
function askedDates(polls: readonly Poll[], timeZone: string): Map<string, PollDate> {
  return new Map(
    polls.flatMap(({ dates }) =>
      dates.map(
        (date) =>
          [startKey(date), { ...date, ...slotAt(date.startsAt, date.lengthMinutes, timeZone) }] as const,
      ),
    ),
  )
}

/** The latest that members said about each date, by its start. Members are expected at firm sessions without apologies. */
async function memberAnswers(tx: Tx, group: Group, run: Run): Promise<PlannerMember[]> {
  const said = new Map(group.members.map(({ id }) => [id, new Map<string, AnswerValue>()]))
  for (const poll of await pollsOf(tx, run.id)) {
    const keys = new Map(poll.dates.map((date) => [date.id, startKey(date)]))
    for (const { memberId, dateId, value } of await answersOfPoll(tx, poll.id))
      said.get(memberId)?.set(keys.get(dateId) ?? '', value)
  }
  for (const session of run.sessions.filter(({ status }) => status === 'firm')) {
    for (const [id, answers] of said) {
      if (answers.size === 0) continue
      answers.set(startKey(session), session.apologyMemberIds.includes(id) ? 'cannot' : 'can')
    }
  }
  return [...said].map(([id, answers]) => ({ id, answers }))
}

function comingTo(members: readonly PlannerMember[], dateId: string): number {
  return members.filter(({ answers }) => ['can', 'ifNeedBe'].includes(answers.get(dateId) ?? '')).length
}

function isSame(dates: readonly PollDate[], starts: readonly number[]): boolean {
  return dates.length === starts.length && dates.every(({ startsAt }) => starts.includes(startsAt.toMillis()))
}

async function drop(
  tx: Tx,
  context: Context,
  { group, run, session }: FallingSession,
  { dropped }: Replacement,
): Promise<void> {
  const polls = await pollsOf(tx, run.id)
  const starts = dropped.map(({ startsAt }) => startsAt.toMillis()).join(',')
  await sayToGroup(tx, context, group, { kind: 'datesFall', runId: run.id, poll: polls.length + 1, starts })
  await markFallen(tx, run.id, session.startsAt, context.now)
  for (const each of dropped) {
    await refreshSession(tx, context, group, each)
    await deleteSession(tx, each.id)
  }
  // Their messages have marked the dates that were chosen.
  for (const poll of polls) await refreshPollPages(tx, context, poll)
  await renumberSessions(tx, run.id)
  await refreshCards(tx, context, group, await getRun(tx, run.id))
}

/** Answers that were given about the new dates before count again, until they are changed. */
async function keepAnswers(
  tx: Tx,
  context: Context,
  group: Group,
  polls: readonly Poll[],
  pollId: string,
): Promise<void> {
  const memberIds = [...group.members, ...group.away].map(({ id }) => id)
  const dates = new Map((await getPoll(tx, pollId)).dates.map((date) => [startKey(date), date.id]))
  for (const poll of polls.filter(({ id }) => id !== pollId)) {
    const keys = new Map(poll.dates.map((date) => [date.id, startKey(date)]))
    const kept = (await answersOfPoll(tx, poll.id)).flatMap(({ memberId, dateId, value, recordedBy }) => {
      const pollDateId = dates.get(keys.get(dateId) ?? '')
      if (!pollDateId || !memberIds.includes(memberId)) return []
      return { ids: { pollDateId, memberId }, state: { ...NOTHING_SAID, value, recordedBy } }
    })
    await saveAnswers(tx, kept, context.now)
  }
}
