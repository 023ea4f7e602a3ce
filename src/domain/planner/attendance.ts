import type { CandidateDate, PlannerMember } from './rules.ts'

/** Who can attend what, of the members who have answered. */
export type AttendanceTable = {
  /** In the order of their ids. */
  members: readonly PlannerMember[]
  /** 1 where member m can attend date i, at [i * members.length + m]. */
  suits: Uint8Array
  /** How many can attend each date, "if need be" included. */
  attending: Int32Array
  /** How many of them only if need be. */
  ifNeedBe: Int32Array
}

/** A member who has answered none of these dates has not answered at all, whatever they said about others. */
export function splitBySilence(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
): { answering: PlannerMember[]; silentMemberIds: string[] } {
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : 1))
  const hasAnswered = (member: PlannerMember) => dates.some((date) => member.answers.has(date.id))
  return {
    answering: sorted.filter(hasAnswered),
    silentMemberIds: sorted.filter((member) => !hasAnswered(member)).map((member) => member.id),
  }
}

/** Whether a member can attend: "can" or "if need be". A date left open counts as "cannot". */
export function canAttend(member: PlannerMember, dateId: string): boolean {
  const answer = member.answers.get(dateId)
  return answer === 'can' || answer === 'ifNeedBe'
}

/** Tabulates the answers to `dates` of members who have answered. */
export function attendanceTable(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
): AttendanceTable {
  const suits = new Uint8Array(dates.length * members.length)
  const attending = new Int32Array(dates.length)
  const ifNeedBe = new Int32Array(dates.length)
  for (const [i, date] of dates.entries()) {
    for (const [m, member] of members.entries()) {
      if (!canAttend(member, date.id)) continue
      suits[i * members.length + m] = 1
      attending[i] = (attending[i] as number) + 1
      if (member.answers.get(date.id) === 'ifNeedBe') ifNeedBe[i] = (ifNeedBe[i] as number) + 1
    }
  }
  return { members, suits, attending, ifNeedBe }
}
