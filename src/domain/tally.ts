import type { AnswerValue } from './planner.ts'

/** How many said what about one date. `silent` have not answered this date, which is not *cannot*. */
export type DateCount = { can: number; ifNeedBe: number; cannot: number; silent: number }

/** One answer that counts. */
export type CountedAnswer = { memberId: string; dateId: string; value: AnswerValue }

/** Counts the answers of the members on the roster, date by date; answers of others are left out. */
export function tally(
  dateIds: readonly string[],
  memberIds: readonly string[],
  answers: readonly CountedAnswer[],
): Map<string, DateCount> {
  const onRoster = new Set(memberIds)
  const counts = new Map<string, DateCount>(
    dateIds.map((id) => [id, { can: 0, ifNeedBe: 0, cannot: 0, silent: memberIds.length }]),
  )
  for (const answer of answers) {
    const count = counts.get(answer.dateId)
    if (!count || !onRoster.has(answer.memberId)) continue
    count[answer.value] += 1
    count.silent -= 1
  }
  return counts
}

/**
 * Members who answered the poll but not that they can make this date, in the roster's order: the planner does
 * not count on them, so they are not expected either. Those who have said nothing at all are not among them.
 */
export function absentMembers(
  memberIds: readonly string[],
  answers: readonly CountedAnswer[],
  dateId: string,
): string[] {
  const silent = new Set(silentMembers(memberIds, answers))
  const coming = new Set(
    answers.filter((each) => each.dateId === dateId && each.value !== 'cannot').map((each) => each.memberId),
  )
  return memberIds.filter((id) => !silent.has(id) && !coming.has(id))
}

/** Members on the roster who have not answered any date, in the roster's order. */
export function silentMembers(memberIds: readonly string[], answers: readonly CountedAnswer[]): string[] {
  const heard = new Set(answers.map((answer) => answer.memberId))
  return memberIds.filter((id) => !heard.has(id))
}
