import type { DateTime } from 'luxon'
import { answersOfPoll } from '#db/answer.ts'
import type { Tx } from '#db/client.ts'
import { findGroupById, type Group, patternsOf } from '#db/group.ts'
import { findLatestPoll, findPoll, type Poll } from '#db/poll.ts'
import { getRun, type Run } from '#db/run.ts'
import { anchorOf, largestGapAfter } from '#domain/anchor.ts'
import { type CandidateSlot, candidateSlots, type PatternSlot, plusDays } from '#domain/calendar.ts'
import type { AnswerValue, CandidateDate, Loosening, Plan, PlanRules } from '#domain/planner.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor, type Where } from './access.ts'
import { ask, type Context } from './context.ts'
import { planned } from './planned.ts'

/** Attendances that the balanced run may give up for the worst-served member. */
const GIVE_UP = 2

/** How far beyond a poll's last date it is said what more dates would bring. */
const LATER_DAYS = 60

/** What members said: by member id and date id. */
export type Answers = Map<string, Map<string, AnswerValue>>

/** A poll, its group, the slots its dates come from, what was answered, and what the planner says to it. */
export type Offer = {
  group: Group
  poll: Poll
  patterns: PatternSlot[]
  answers: Answers
  rules: PlanRules
  plan: Plan
  /** What would give a run, where there is none. */
  loosenings: Loosening[]
}

/**
 * The group's rules as the planner wants them. One session at a time counts its gap from the last session of the
 * run that goes on; a new run has none.
 */
export async function planRules(
  tx: Tx,
  group: Group,
  patterns: readonly PatternSlot[],
  dates: readonly CandidateSlot[],
  sessions: number,
  runId: string | null = null,
): Promise<PlanRules> {
  const patternOrder = patterns.map((pattern) => pattern.id)
  const run = group.planning === 'oneAtATime' && runId ? await getRun(tx, runId) : null
  const anchor = dates[0] && anchorOf(run?.sessions ?? [], dates[0].startsAt)
  const max = anchor ? largestGapAfter(anchor, dates, { ...group, patternOrder }) : group.gapMaxDays
  return {
    sessions,
    gapDays: { min: group.gapMinDays, max, preferred: group.gapPreferredDays },
    alternation: group.alternation,
    patternOrder,
    minimum: group.minimum,
    neededMemberIds: [],
    leftOutDateIds: [],
    fixedDateIds: [],
    firmDateIds: [],
    giveUp: GIVE_UP,
    ...(anchor && { anchor: { on: anchor.on, patternId: anchor.patternId } }),
  }
}

/** A candidate as the planner wants it, identified by its start instant where it has no id of its own. */
export function toCandidate(slot: CandidateSlot & { id?: string }): CandidateDate {
  const startsAt = slot.startsAt.toMillis()
  return { id: slot.id ?? String(startsAt), on: slot.on, startsAt, patternId: slot.patternId }
}

/**
 * What the planner says to a poll's answers as they are now. Dates that have gone by are passed over, and so are
 * those on which the run has a session, or had one that was skipped. The order of alternation is that of the poll's
 * own slots, also where the settings have changed since.
 */
export async function offerFor(tx: Tx, group: Group, poll: Poll, now: DateTime): Promise<Offer> {
  const answers = await answersByMember(tx, group, poll)
  const members = group.members.map(({ id }) => ({ id, answers: answers.get(id) ?? new Map() }))
  const patterns = await patternsOf(tx, [...new Set(poll.dates.map((date) => date.patternId))])
  const taken = takenStarts(await getRun(tx, poll.runId))
  const ahead = poll.dates.filter(({ startsAt }) => startsAt > now && !taken.has(startsAt.toMillis()))
  const usual = await planRules(tx, group, patterns, ahead, poll.sessionsWanted, poll.runId)
  const rules = poll.isForRemainder ? withoutOrder(usual) : usual
  const dates = ahead.map(toCandidate)
  const later = poll.isForRemainder ? [] : laterDates(group, poll).map(toCandidate)
  return { group, poll, patterns, answers, rules, ...planned({ dates, members, rules, later }) }
}

/** The runs a convenor can choose from after the group's last poll has closed. */
export function offerNow(context: Context, actor: Where): Promise<Outcome<Offer>> {
  return ask(context, async (tx) => {
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

/** The runs that a poll offers, for whoever renders the convenor's message. */
export async function offerOf(tx: Tx, pollId: string, now: DateTime): Promise<Offer | null> {
  const poll = await findPoll(tx, pollId)
  const group = poll && (await findGroupById(tx, poll.groupId))
  return poll && group ? offerFor(tx, group, poll, now) : null
}

/** When the sessions of a run start, also those that were skipped: none of them can be fixed again. */
export function takenStarts(run: Run): Set<number> {
  return new Set(run.sessions.map(({ startsAt }) => startsAt.toMillis()))
}

async function answersByMember(tx: Tx, group: Group, poll: Poll): Promise<Answers> {
  const answers: Answers = new Map(group.members.map(({ id }) => [id, new Map()]))
  for (const { memberId, dateId, value } of await answersOfPoll(tx, poll.id))
    answers.get(memberId)?.set(dateId, value)
  return answers
}

/** More than any run can have. */
const ANY_GAP_DAYS = 10_000

/** Dates that replace others were chosen with an eye to the gaps and the alternation of the whole run. */
function withoutOrder(rules: PlanRules): PlanRules {
  const { anchor: _, ...others } = rules
  return { ...others, gapDays: { min: 0, max: ANY_GAP_DAYS }, alternation: 'off' }
}

function laterDates(group: Group, poll: Poll): CandidateSlot[] {
  const last = poll.dates.at(-1)
  if (!last) return []
  const window = { from: plusDays(last.on, 1), until: plusDays(last.on, LATER_DAYS) }
  return candidateSlots(group.patterns, window, poll.timeZone)
}
