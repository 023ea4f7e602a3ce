import { createHash } from 'node:crypto'
import {
  type CandidateDate,
  type Loosening,
  loosenings,
  type Plan,
  type PlannerMember,
  type PlanRules,
  planRuns,
} from '#domain/planner.ts'

/** What the planner is asked: `later` are dates that could be asked about as well, where no run fits. */
export type Question = {
  dates: CandidateDate[]
  members: PlannerMember[]
  rules: PlanRules
  later: CandidateDate[]
}

/** What it says, and what would give a run, where there is none. */
export type Planned = { plan: Plan; loosenings: Loosening[] }

/** As many as convenors look at in a while. */
const REMEMBERED = 20
const known = new Map<string, Planned>()

/**
 * What the planner says. The same question has the same answer, and in a large group it costs a second in which nobody
 * is served; so the latest are remembered, and whoever has the runs shown again and again holds up nobody.
 */
export function planned(question: Question): Planned {
  const key = createHash('sha256').update(JSON.stringify(question, withMaps)).digest('hex')
  const answer = known.get(key) ?? newPlan(question)
  known.delete(key)
  known.set(key, answer)
  for (const oldest of known.keys()) {
    if (known.size <= REMEMBERED) break
    known.delete(oldest)
  }
  return answer
}

function newPlan({ dates, members, rules, later }: Question): Planned {
  const plan = heardPlan(dates, members, rules)
  return { plan, loosenings: plan.kind === 'refusal' ? loosenings(dates, members, rules, later) : [] }
}

/** Whoever has answered is not silent, also where all the dates that they spoke of have gone by. */
function heardPlan(dates: CandidateDate[], members: PlannerMember[], rules: PlanRules): Plan {
  const silentMemberIds = members.filter(({ answers }) => answers.size === 0).map(({ id }) => id)
  if (dates.length > 0 || silentMemberIds.length === members.length)
    return { ...planRuns(dates, members, rules), silentMemberIds }
  const blockedBy = { rule: 'dates' as const, sessions: rules.sessions, available: 0, leftOut: 0 }
  return { kind: 'refusal', blockedBy, silentMemberIds }
}

function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value
}
