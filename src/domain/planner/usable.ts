import { canAttend } from './attendance.ts'
import type { CandidateDate, PlannerMember, PlanRules } from './rules.ts'

/** The rules about single dates. None of them applies to a fixed date. */
export type DateRules = {
  isOffered: (date: CandidateDate) => boolean
  suitsMinimum: (date: CandidateDate) => boolean
  /** A needed member who has not answered is suited by no date: nobody knows. */
  suitsNeeded: (date: CandidateDate) => boolean
}

/** Prepares the rules about single dates for the members who have answered. */
export function dateRules(answering: readonly PlannerMember[], rules: PlanRules): DateRules {
  const leftOut = new Set(rules.leftOutDateIds)
  const byId = new Map(answering.map((member) => [member.id, member]))
  const needed = rules.neededMemberIds.map((id) => byId.get(id))
  return {
    isOffered: (date) => !leftOut.has(date.id),
    suitsMinimum: (date) => attending(answering, date) >= rules.minimum,
    suitsNeeded: (date) => needed.every((member) => member && canAttend(member, date.id)),
  }
}

/** How many members can attend a date. */
export function attending(members: readonly PlannerMember[], date: CandidateDate): number {
  return members.filter((member) => canAttend(member, date.id)).length
}
