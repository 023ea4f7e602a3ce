import type { CandidateDate, PlannerMember } from './rules.ts'

/** Who can attend what, of the members who have answered. */
export type AttendanceTable = {
  /** In the order of their ids. */
  members: readonly PlannerMember[]
  /** In the order of their ids: those who have answered none of these dates, whatever they said about others. */
  silentMemberIds: string[]
  /** 1 where member m can attend date i, at [i * members.length + m]: "can" or "if need be". A date left open counts as "cannot". */
  suits: Uint8Array
  /** How many can attend each date, "if need be" included. */
  attending: Int32Array
  /** How many of them only if need be. */
  ifNeedBe: Int32Array
}

/** Tabulates the answers to `dates`. */
export function attendanceTable(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
): AttendanceTable {
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : 1))
  const hasAnswered = (member: PlannerMember) => dates.some((date) => member.answers.has(date.id))
  const answering = sorted.filter(hasAnswered)
  const count = answering.length
  const suits = new Uint8Array(dates.length * count)
  const attending = new Int32Array(dates.length)
  const ifNeedBe = new Int32Array(dates.length)
  for (const [m, { answers }] of answering.entries()) {
    for (let i = 0; i < dates.length; i += 1) {
      const answer = answers.get((dates[i] as CandidateDate).id)
      if (answer !== 'can' && answer !== 'ifNeedBe') continue
      suits[i * count + m] = 1
      attending[i] = (attending[i] as number) + 1
      if (answer === 'ifNeedBe') ifNeedBe[i] = (ifNeedBe[i] as number) + 1
    }
  }
  const silentMemberIds = sorted.filter((member) => !hasAnswered(member)).map((member) => member.id)
  return { members: answering, silentMemberIds, suits, attending, ifNeedBe }
}
