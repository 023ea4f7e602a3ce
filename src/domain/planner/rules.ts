/** What the planner is asked and what it answers. Instants are epoch milliseconds, days are local calendar days. */

export type AnswerValue = 'can' | 'ifNeedBe' | 'cannot'

/** `must`: only runs that alternate. `prefer`: breaks are counted and avoided. `off`: patterns do not matter. */
export type Alternation = 'must' | 'prefer' | 'off'

export type CandidateDate = {
  id: string
  /** The local day, YYYY-MM-DD. */
  on: string
  /** The start as an instant, epoch milliseconds. */
  startsAt: number
  patternId: string
}

export type PlannerMember = {
  id: string
  /** By date id; a date that is absent has not been answered. */
  answers: ReadonlyMap<string, AnswerValue>
}

export type PlanRules = {
  /** How many sessions a run has, fixed ones included; a whole number from 1. */
  sessions: number
  /** Local calendar days between consecutive sessions, both ends included. */
  gapDays: { min: number; max: number; preferred?: number }
  alternation: Alternation
  /** The order in which patterns follow one another, cyclic. */
  patternOrder: readonly string[]
  /** How many members must be able to attend each session. */
  minimum: number
  /** Each session must suit all of them. */
  neededMemberIds: readonly string[]
  leftOutDateIds: readonly string[]
  /** They must stay: every run contains them, whatever their attendance, and even if they are also left out. */
  fixedDateIds: readonly string[]
  /**
   * They may change, but as few as can: where a run is under way and the rest of it is planned anew, its coming dates
   * beside those that must stay. As many of them as possible are kept, before any objective, and the rules about
   * members do not apply to them.
   */
  firmDateIds: readonly string[]
  /** How many attendances a balanced run may give up from the best total; a whole number from 0. */
  giveUp: number
  /** The last session before the run: the first gap and the first alternation count from it. */
  anchor?: { on: string; patternId: string }
}

export type ObjectiveName = 'balanced' | 'fullest' | 'fairest'

/** One whole run. Members are in the order of their ids, dates in the order of their starts. */
export type PlannedRun = {
  /** Every objective for which this run is the best. */
  names: ObjectiveName[]
  dateIds: string[]
  /** Over all sessions and answering members: "can" and "if need be" together. */
  attendances: number
  /** Sessions times answering members. */
  possibleAttendances: number
  /** The sessions that the worst-served answering member can attend. */
  fewestPerMember: number
  worstServedMemberIds: string[]
  attendancesByMember: { memberId: string; attendances: number }[]
  /** The attendances that are only "if need be". */
  ifNeedBe: number
  /** The session with the fewest attending; the earliest of several. */
  thinnest: { dateId: string; attending: number }
  /** Consecutive sessions that break a preferred alternation. */
  alternationBreaks: number
  /** The sum of |gap - preferred gap| in days; 0 without a preferred gap. */
  gapDeviation: number
}

/**
 * Where the longest run that keeps the rules comes to a stand: it has `sessions` sessions, and none of the dates
 * that could come next keeps the blocking rule.
 */
export type Standstill = {
  sessions: number
  /** The local days, both included, on which the gaps would allow the next session; null where any day would do. */
  between: { from: string; to: string } | null
  /** The patterns that the next session may have, in the order of the group's patterns. */
  patternIds: string[]
  /** The candidates for it that the rules before the blocking one allow, in the order of their starts. */
  candidateDateIds: string[]
  /** The largest attendance among those candidates; 0 if there is none. */
  mostAttending: number
  /** The next fixed date, which the run may not pass over. */
  nextFixedDateId: string | null
}

/**
 * The first rule, in this order, at which no run is left: answers, dates, fixed dates, gaps, alternation,
 * minimum, needed members. Without it and the rules after it there would be a run.
 */
export type BlockedBy =
  | { rule: 'answers' }
  | { rule: 'dates'; sessions: number; available: number; leftOut: number }
  | {
      rule: 'fixedDates'
      sessions: number
      fixed: number
      missingDateIds: string[]
      clashingDateIds: string[]
    }
  | { rule: 'gaps'; sessions: number; gapDays: { min: number; max: number }; standstill: Standstill }
  | { rule: 'alternation'; sessions: number; patternOrder: string[]; standstill: Standstill }
  | { rule: 'minimum'; sessions: number; minimum: number; standstill: Standstill }
  | {
      rule: 'neededMembers'
      sessions: number
      memberIds: string[]
      silentMemberIds: string[]
      standstill: Standstill
    }

/**
 * Whether the options are proven to be the best. If not, the effort was used up: no run serves the worst-served
 * member more than `upperBound` times, and none has more attendances than the fullest.
 */
export type Proof = 'optimal' | { upperBound: number }

/** A rule with the value it would have to have: put over the rules of old, it makes them looser. */
export type LooserRule =
  | { rule: 'gapDays'; to: PlanRules['gapDays'] }
  | { rule: 'alternation'; to: 'prefer' }
  | { rule: 'minimum'; to: number }
  | { rule: 'sessions'; to: number }
  | { rule: 'leftOutDateIds'; to: string[] }
  | { rule: 'neededMemberIds'; to: string[] }
  /** The last day to ask about. */
  | { rule: 'until'; to: string }

/** What would give a run, and what it would bring. */
export type Loosening = {
  /** One rule or, where no single one helps, two. */
  looser: LooserRule[]
  runs: bigint
  /** Of the run with the most, among those that change the fewest firm dates; dates that nobody has been asked about bring none. */
  attendances: number
  possibleAttendances: number
}

export type Plan =
  | { kind: 'options'; options: PlannedRun[]; proof: Proof; runs: bigint; silentMemberIds: string[] }
  | { kind: 'refusal'; blockedBy: BlockedBy; silentMemberIds: string[] }
