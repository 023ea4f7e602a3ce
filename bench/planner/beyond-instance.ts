import type { PatternSlot } from '#domain/calendar.ts'
import { type Instance, instanceOf } from './instance.ts'

const TIMES = ['09:00', '11:30', '14:00', '16:30', '19:00']
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** Five times on every day, each of them a pattern of its own that takes its turn. */
const FIVE_A_DAY: PatternSlot[] = WEEKDAYS.flatMap((weekday) =>
  TIMES.map((startTime, position) => ({
    id: startTime,
    position,
    name: startTime,
    weekday,
    startTime,
    lengthMinutes: 120,
  })),
)

const DATES = 5000

/** A question that no group of people would ask: 5,000 dates, 200 members, 52 sessions. */
export function beyondInstance(): Instance {
  const days = DATES / TIMES.length
  const size = { weeks: Math.ceil(days / 7), members: 200, sessions: 52, alternation: 'prefer' as const }
  const instance = instanceOf({ ...size, patterns: FIVE_A_DAY }, 1)
  return { ...instance, dates: instance.dates.slice(0, DATES) }
}
