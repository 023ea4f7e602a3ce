import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { instantOf, wallTimeKind } from '#domain/calendar.ts'
import { dueReminders, mayBeDue, reminderAt } from '#domain/reminder.ts'
import type { SessionStatus } from '#domain/session.ts'
import { daysBefore, wallTime } from '../support/timeline.ts'

const CHOICES = ['P14D', 'P7D', 'P2D', 'P1D', 'PT2H']
const DAYS: Record<string, number> = { P14D: 14, P7D: 7, P2D: 2, P1D: 1 }

const day = fc
  .integer({ min: 0, max: 1400 })
  .map((days) => new Date(Date.UTC(2026, 0, 15 + days)).toISOString().slice(0, 10))
const startTime = fc.constantFrom('00:30', '01:30', '02:15', '09:00', '14:00', '18:30', '23:30')
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const session = fc.record({ on: day, startTime, timeZone: zone }).map((wall) => ({
  ...wall,
  status: 'firm' as SessionStatus,
  startsAt: instantOf(wall.on, wall.startTime, wall.timeZone).toUTC(),
}))

describe('a reminder of so many days before', () => {
  test('comes at the session’s own wall time on the day so many days earlier, in every zone', () => {
    fc.assert(
      fc.property(session, fc.constantFrom('P14D', 'P7D', 'P2D', 'P1D'), (each, before) => {
        const [startOn = '', time = ''] = wallTime(each.startsAt.toMillis(), each.timeZone).split(' ')
        const on = daysBefore(startOn, DAYS[before] ?? 0)
        fc.pre(wallTimeKind(on, time, each.timeZone) !== 'skipped')
        const at = reminderAt(each, before).toMillis()
        expect(wallTime(at, each.timeZone)).toBe(`${on} ${time}`)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['2027-03-28', 'the day the clocks go forward', 23],
    ['2027-10-31', 'the day they go back', 25],
    ['2027-03-27', 'any other day', 24],
  ])('before %s, %s, is %i hours earlier', (on, _, hours) => {
    const startsAt = instantOf(on, '14:00', 'Europe/London')
    const before = reminderAt({ startsAt, timeZone: 'Europe/London' }, 'P1D')
    expect(startsAt.diff(before).as('hours')).toBe(hours)
  })
})

test('a reminder of so many hours before counts real hours, also across a clock change', () => {
  fc.assert(
    fc.property(session, (each) => {
      expect(each.startsAt.diff(reminderAt(each, 'PT2H')).as('hours')).toBe(2)
      expect(each.startsAt.diff(reminderAt(each, 'PT1H30M')).as('minutes')).toBe(90)
    }),
  )
})

test('none of a session’s reminders is due while it is said that none may be', () => {
  const before = fc.constantFrom(...CHOICES)
  fc.assert(
    fc.property(session, before, fc.integer({ min: -30, max: 2 }), (each, reminder, days) => {
      const by = each.startsAt.plus({ days })
      if (!mayBeDue(each, CHOICES, by)) expect(reminderAt(each, reminder) > by).toBe(true)
      if (reminderAt(each, reminder) <= by) expect(mayBeDue(each, [reminder], by)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a session that is months ahead is passed over without a look at its reminders', () => {
  const startsAt = instantOf('2027-06-01', '14:00', 'Europe/London')
  const london = { startsAt, timeZone: 'Europe/London' }
  expect(mayBeDue(london, ['P7D', 'PT2H'], startsAt.minus({ days: 9 }))).toBe(false)
  expect(mayBeDue(london, ['P7D', 'PT2H'], startsAt.minus({ days: 7 }))).toBe(true)
  expect(mayBeDue(london, [], startsAt.minus({ days: 2 }))).toBe(false)
})

/** A bot that ticks at these moments, hours from the start, and keeps what it has said or passed over. */
function live(
  each: Parameters<typeof dueReminders>[0],
  reminders: readonly string[],
  ticks: readonly number[],
) {
  const stored = new Set<string>()
  const sent: { before: string; at: DateTime }[] = []
  let untold = 0
  for (const hours of ticks) {
    const at = each.startsAt.plus({ minutes: Math.round(hours * 60) })
    const due = dueReminders(each, reminders, at)
    if (due.isTooLate && stored.size === 0) untold += 1
    if (due.send && !stored.has(due.send)) sent.push({ before: due.send, at })
    for (const before of [...due.skip, ...(due.send ? [due.send] : [])]) stored.add(before)
  }
  return { sent, untold }
}

describe('a bot that looks at any moments', () => {
  const reminders = fc.shuffledSubarray(CHOICES)
  /** Hours from the start, in order, some of them after it. */
  const ticks = fc
    .array(fc.double({ min: -24 * 21, max: 48, noNaN: true }), { maxLength: 25 })
    .map((hours) => hours.sort((a, b) => a - b))
  const fixedHoursBefore = fc.double({ min: 0.1, max: 24 * 30, noNaN: true })
  const life = fc.tuple(session, reminders, ticks, fixedHoursBefore).map(([wall, chosen, hours, fixed]) => {
    const each = { ...wall, fixedAt: wall.startsAt.minus({ minutes: Math.ceil(fixed * 60) }) }
    // Before it was fixed there was nothing to look at.
    const seen = hours.filter(
      (tick) => wall.startsAt.plus({ minutes: Math.round(tick * 60) }) >= each.fixedAt,
    )
    const inOrder = [...chosen].sort((a, b) => CHOICES.indexOf(a) - CHOICES.indexOf(b))
    return { each, chosen, seen, inOrder, last: inOrder.at(-1) }
  })

  test('sends each reminder at most once, and none after one that is nearer to the start', () => {
    fc.assert(
      fc.property(life, ({ each, chosen, seen }) => {
        const places = live(each, chosen, seen).sent.map(({ before }) => CHOICES.indexOf(before))
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
      }),
      { numRuns: 500 },
    )
  })

  test('sends none before it is due, none after the start, and none that a nearer one has overtaken', () => {
    fc.assert(
      fc.property(life, ({ each, chosen, seen, inOrder }) => {
        for (const { before, at } of live(each, chosen, seen).sent) {
          const nearer = inOrder[inOrder.indexOf(before) + 1]
          expect(at >= reminderAt(each, before)).toBe(true)
          expect(at < each.startsAt).toBe(true)
          if (nearer) expect(at < reminderAt(each, nearer)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('never loses the last one, and a session of which nothing was said in time is noticed once', () => {
    fc.assert(
      fc.property(life, ({ each, chosen, seen, last }) => {
        const { sent, untold } = live(each, chosen, seen)
        const instants = seen.map((hours) => each.startsAt.plus({ minutes: Math.round(hours * 60) }))
        const inTime = instants.some((at) => last && at >= reminderAt(each, last) && at < each.startsAt)
        const tooLate = instants.some((at) => at >= each.startsAt)
        expect(sent.filter(({ before }) => before === last)).toHaveLength(inTime ? 1 : 0)
        const anyDue = instants.some(
          (at) => at < each.startsAt && chosen.some((before) => at >= reminderAt(each, before)),
        )
        expect(untold).toBe(chosen.length > 0 && !anyDue && tooLate ? 1 : 0)
      }),
      { numRuns: 500 },
    )
  })

  test('says the same however often it looks at a moment', () => {
    fc.assert(
      fc.property(life, ({ each, chosen, seen }) => {
        const often = seen.flatMap((hours) => [hours, hours, hours])
        expect(live(each, chosen, often)).toEqual(live(each, chosen, seen))
      }),
    )
  })

  test('sends nothing that was due before the dates were fixed, unless it is the last', () => {
    fc.assert(
      fc.property(life, ({ each, chosen, seen, last }) => {
        for (const { before } of live(each, chosen, seen).sent) {
          if (before !== last) expect(reminderAt(each, before) > each.fixedAt).toBe(true)
        }
      }),
    )
  })

  test('says nothing about a session that is skipped', () => {
    fc.assert(
      fc.property(life, ({ each, chosen, seen }) => {
        expect(live({ ...each, status: 'skipped' }, chosen, seen)).toEqual({ sent: [], untold: 0 })
      }),
    )
  })
})

describe('a session with reminders a week and a day before', () => {
  const startsAt = DateTime.fromISO('2027-03-07T14:00Z', { zone: 'utc' })
  const each = {
    on: '2027-03-07',
    startTime: '14:00',
    timeZone: 'Europe/London',
    status: 'firm' as const,
    startsAt,
    fixedAt: startsAt.minus({ days: 60 }),
  }
  const everyHour = Array.from({ length: 24 * 20 }, (_, index) => index - 24 * 19)

  test('is announced twice by a bot that is always there', () => {
    const { sent, untold } = live(each, ['P1D', 'P7D'], everyHour)
    expect(sent.map(({ before, at }) => [before, at.toISODate()])).toEqual([
      ['P7D', '2027-02-28'],
      ['P1D', '2027-03-06'],
    ])
    expect(untold).toBe(0)
  })

  test('is announced once when it was fixed three days before', () => {
    const late = { ...each, fixedAt: startsAt.minus({ days: 3 }) }
    const seen = everyHour.filter((hours) => hours >= -72)
    expect(live(late, ['P1D', 'P7D'], seen).sent.map(({ before }) => before)).toEqual(['P1D'])
  })

  test('is announced at once when it was fixed on the same day', () => {
    const late = { ...each, fixedAt: startsAt.minus({ hours: 3 }) }
    expect(live(late, ['P1D', 'P7D'], [-3]).sent.map(({ before }) => before)).toEqual(['P1D'])
  })
})
