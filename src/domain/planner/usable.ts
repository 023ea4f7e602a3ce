import type { AttendanceTable } from './attendance.ts'
import type { CandidateDate, PlanRules } from './rules.ts'

/** The rules about single dates, each by the date's place. The graph takes fixed dates whatever these say. */
export type DateRules = {
  isOffered: (place: number) => boolean
  suitsMinimum: (place: number) => boolean
  /** A needed member who has not answered is suited by no date: nobody knows. */
  suitsNeeded: (place: number) => boolean
}

/** Prepares the rules about single dates. Those about members do not apply to dates that are firm already. */
export function dateRules(
  dates: readonly CandidateDate[],
  table: AttendanceTable,
  rules: PlanRules,
): DateRules {
  const leftOut = new Set(rules.leftOutDateIds)
  const firm = new Set(rules.firmDateIds)
  const isFirm = dates.map(({ id }) => firm.has(id))
  const needed = rules.neededMemberIds.map((id) => table.members.findIndex((member) => member.id === id))
  const count = table.members.length
  return {
    isOffered: (place) => !leftOut.has(dates[place]?.id ?? ''),
    suitsMinimum: (place) => isFirm[place] === true || (table.attending[place] as number) >= rules.minimum,
    suitsNeeded: (place) =>
      isFirm[place] === true || needed.every((m) => m >= 0 && table.suits[place * count + m] === 1),
  }
}
