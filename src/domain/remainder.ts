import { daysBetween } from './calendar.ts'
import { type CandidateDate, type Plan, type PlannerMember, type PlanRules, planRuns } from './planner.ts'

/** People have arranged their weeks by then: a session so near stays, unless it is the one that falls. */
export const FREEZE_DAYS = 21

/** A run under way of which one date, or several, cannot be kept. */
export type BrokenRun = {
  /** Its firm sessions in order of time, past ones and falling ones included. */
  sessions: readonly CandidateDate[]
  fallingIds: readonly string[]
  /** The present instant, epoch milliseconds, and the local day it is. */
  now: number
  today: string
  /** Dates that may come instead; those of its sessions and those before `newFromOn` are passed over. */
  candidates: readonly CandidateDate[]
  /** The first local day for which there is time enough to ask. */
  newFromOn: string
  /** What has been answered about candidates and sessions alike. */
  members: readonly PlannerMember[]
  /** The group's rules; the number of sessions and the dates that stay follow from the run. */
  rules: PlanRules
}

/**
 * Plans the sessions still to come of a run of which a date falls, so that it has as many as before.
 *
 * `move`: every other date stays, only what falls is replaced. `anew`: sessions of the past and those within
 * `FREEZE_DAYS` stay, and of the others as many as can; so the options change the fewest dates first, and are the
 * best of those that do. The last session that has begun is where the first gap counts from. Throws as `planRuns` does.
 */
export function planRemainder(run: BrokenRun, scope: 'move' | 'anew'): Plan {
  const { now, today, rules } = run
  const staying = run.sessions.filter(({ id }) => !run.fallingIds.includes(id))
  const anchor = staying.findLast(({ startsAt }) => startsAt <= now)
  const coming = staying.filter(({ startsAt }) => startsAt > now)
  const mustStay = coming.filter(({ on }) => scope === 'move' || daysBetween(today, on) <= FREEZE_DAYS)
  const { anchor: _, ...others } = rules
  const wanted: PlanRules = {
    ...others,
    sessions: coming.length + run.fallingIds.length,
    leftOutDateIds: [],
    fixedDateIds: mustStay.map(({ id }) => id),
    firmDateIds: coming.filter((date) => !mustStay.includes(date)).map(({ id }) => id),
    ...(anchor && { anchor: { on: anchor.on, patternId: anchor.patternId } }),
  }
  const dates = [...coming, ...newDates(run)]
  const plan = planRuns(dates, run.members, wanted)
  if (plan.kind === 'options') return plan
  // A session that was skipped, or settings that have changed, may have left gaps and an order in the run that the
  // rules do not allow any more. What the run has already, it may keep.
  return planRuns(dates, run.members, asItStands(run.sessions, wanted))
}

/** The rules, as wide as the gaps that the run has by now, and with no order that it does not keep. */
function asItStands(sessions: readonly CandidateDate[], rules: PlanRules): PlanRules {
  const gaps = sessions.slice(1).map(({ on }, k) => daysBetween(sessions[k]?.on ?? on, on))
  const { gapDays, patternOrder } = rules
  const keepsOrder = sessions.slice(1).every(({ patternId }, k) => {
    const place = patternOrder.indexOf(sessions[k]?.patternId ?? '')
    return place < 0 || patternOrder[(place + 1) % patternOrder.length] === patternId
  })
  return {
    ...rules,
    gapDays: { ...gapDays, min: Math.min(gapDays.min, ...gaps), max: Math.max(gapDays.max, ...gaps) },
    alternation: rules.alternation === 'must' && !keepsOrder ? 'prefer' : rules.alternation,
  }
}

/** The dates of a planned remainder that the run does not have yet, in order. */
export function newDatesOf(run: BrokenRun, dateIds: readonly string[]): CandidateDate[] {
  return newDates(run).filter(({ id }) => dateIds.includes(id))
}

function newDates({ sessions, candidates, now, newFromOn }: BrokenRun): CandidateDate[] {
  const taken = new Set(sessions.map(({ startsAt }) => startsAt))
  return candidates
    .filter(({ on, startsAt }) => on >= newFromOn && startsAt > now && !taken.has(startsAt))
    .sort((a, b) => a.startsAt - b.startsAt)
}
