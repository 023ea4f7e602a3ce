import { Settings } from 'luxon'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { candidateSlots, instantOf, isClockChange, localDay, wallTimeKind } from '#domain/calendar.ts'
import { answerBy } from '#domain/invitation.ts'
import { nextDateClosesAt } from '#domain/poll.ts'
import { reminderAt } from '#domain/reminder.ts'
import { surveyClosesAt } from '#domain/survey.ts'
import { clockChanges, wallTimesAround } from './support/clock-change.ts'

const OWN = process.env.TZ ?? ''
/** Machines in zones that change their clocks themselves, by an hour and by half an hour, at other times of the year. */
const MACHINES = ['Europe/London', 'Australia/Lord_Howe', 'America/Santiago', 'UTC']
const GROUPS = [
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
]

const changes = clockChanges().filter(({ timeZone }) => MACHINES.includes(timeZone))

function moveMachineTo(timeZone: string): void {
  process.env.TZ = timeZone
  Settings.resetCaches()
  vi.resetModules()
}
afterEach(() => moveMachineTo(OWN))

/** What rules about time answer for groups in several zones, around the clock changes of group and machine. */
function answers(): string[] {
  return changes.flatMap((change) =>
    wallTimesAround(change, 2, 45).flatMap((wall) => {
      const [on = '', time = ''] = wall.split(' ')
      return GROUPS.map((timeZone) => {
        const startsAt = instantOf(on, time, timeZone)
        const weekday = startsAt.weekday
        const pattern = { id: 'p', position: 0, weekday, startTime: time, lengthMinutes: 60 }
        return JSON.stringify([
          startsAt.toMillis(),
          wallTimeKind(on, time, timeZone),
          isClockChange(on, timeZone),
          localDay(startsAt.toUTC(), timeZone),
          ['P7D', 'P1D', 'PT2H'].map((before) => reminderAt({ startsAt, timeZone }, before).toMillis()),
          candidateSlots([pattern], { from: on, until: on }, timeZone).map((slot) => [
            slot.on,
            slot.startTime,
          ]),
          [surveyClosesAt(startsAt, 7, timeZone), answerBy(startsAt, 5, timeZone)].map((at) => at.toMillis()),
          nextDateClosesAt(startsAt.toUTC(), startsAt.plus({ days: 30 }), timeZone).toMillis(),
        ])
      })
    }),
  )
}

/** Everything that the bot can say, made anew. */
async function said() {
  const { SAID } = await import('./support/text-sample.ts')
  return SAID
}

describe.each(MACHINES)('on a machine in %s', (machine) => {
  test('rules about time answer as anywhere', () => {
    const expected = answers()
    moveMachineTo(machine)
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(machine)
    expect(new Date(2027, 0, 1).getTime()).toBe(instantOf('2027-01-01', '00:00', machine).toMillis())
    expect(answers()).toEqual(expected)
  })

  test('every sentence is as anywhere', async () => {
    const expected = await said()
    moveMachineTo(machine)
    expect(await said()).toEqual(expected)
  })
})
