import { DateTime } from 'luxon'
import type { CalendarDate } from './calendar-entry.ts'
import type { AnswerValue } from './planner.ts'
import type { PollStatus } from './poll.ts'

/** A date of a poll about which one member has said something, with everything that changes what a calendar shows of it. */
export type AnsweredDate = {
  id: string
  startsAt: DateTime
  endsAt: DateTime
  timeZone: string
  fellAt: DateTime | null
  answer: { value: AnswerValue | null; changes: number; changedAt: DateTime }
  poll: {
    status: PollStatus
    /** How often it was decided or that was undone, or its dates were computed anew, and when last. */
    moves: number
    movedAt: DateTime | null
    /** When the group was asked about other dates instead. */
    replacedAt: DateTime | null
  }
}

/**
 * A date that a member can make, on hold in their calendar until the poll is decided, and cancelled there afterwards;
 * null where it never was. The sequence is a sum of what only grows, and grows with each of its reasons to change.
 */
export function holdOf(date: AnsweredDate): CalendarDate | null {
  const { id, startsAt, endsAt, timeZone, fellAt, answer, poll } = date
  const isPossible = answer.value === 'can' || answer.value === 'ifNeedBe'
  if (!isPossible && answer.changes === 0) return null
  const isHeld = isPossible && poll.status !== 'decided' && !poll.replacedAt && !fellAt
  const later = [poll.movedAt, poll.replacedAt, fellAt].filter((at) => at !== null)
  return {
    id,
    startsAt,
    endsAt,
    timeZone,
    state: isHeld ? 'tentative' : 'cancelled',
    sequence: answer.changes + poll.moves + (poll.replacedAt ? 1 : 0) + (fellAt ? 1 : 0),
    changedAt: later.reduce((latest, at) => DateTime.max(latest, at), answer.changedAt),
  }
}
