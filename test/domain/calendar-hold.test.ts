import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { shownHolds } from '#domain/calendar-feed.ts'
import { type AnsweredDate, holdOf } from '#domain/calendar-hold.ts'

const NOW = DateTime.fromISO('2027-01-11T20:00Z', { zone: 'utc' })
const later = (days: number) => NOW.plus({ days })

function date(
  answer: Partial<AnsweredDate['answer']> = {},
  poll: Partial<AnsweredDate['poll']> = {},
  fellAt: DateTime | null = null,
): AnsweredDate {
  return {
    id: 'd1',
    startsAt: later(40),
    endsAt: later(40).plus({ hours: 3 }),
    timeZone: 'Europe/London',
    fellAt,
    answer: { value: 'can', changes: 0, changedAt: NOW, ...answer },
    poll: { status: 'open', moves: 0, movedAt: null, replacedAt: null, ...poll },
  }
}

test('a date that a member can make, if need be as well, is on hold until the poll is decided', () => {
  expect(holdOf(date())).toMatchObject({ id: 'd1', state: 'tentative', sequence: 0, changedAt: NOW })
  expect(holdOf(date({ value: 'ifNeedBe' }))).toMatchObject({ state: 'tentative' })
  expect(holdOf(date({}, { status: 'closed' }))).toMatchObject({ state: 'tentative' })
})

test('one that a member never could make was never on hold', () => {
  expect(holdOf(date({ value: 'cannot' }))).toBeNull()
  expect(holdOf(date({ value: null }))).toBeNull()
})

test('it is cancelled, with a greater sequence and the hour of it, by whatever ends it', () => {
  const at = later(1)
  expect(holdOf(date({ value: 'cannot', changes: 1, changedAt: at }))).toMatchObject({
    state: 'cancelled',
    sequence: 1,
    changedAt: at,
  })
  expect(holdOf(date({}, { status: 'decided', moves: 1, movedAt: at }))).toMatchObject({
    state: 'cancelled',
    sequence: 1,
    changedAt: at,
  })
  expect(holdOf(date({}, { status: 'closed', replacedAt: at }))).toMatchObject({
    state: 'cancelled',
    sequence: 1,
    changedAt: at,
  })
  expect(holdOf(date({}, {}, at))).toMatchObject({ state: 'cancelled', sequence: 1, changedAt: at })
})

test('it is on hold again, with a greater sequence still, when what was fixed is taken back', () => {
  const back = date({}, { status: 'closed', moves: 2, movedAt: later(2) })
  expect(holdOf(back)).toMatchObject({ state: 'tentative', sequence: 2, changedAt: later(2) })
})

test('calendars see it until it begins, and of one that is cancelled they hear for a fortnight', () => {
  const held = holdOf(date()) as NonNullable<ReturnType<typeof holdOf>>
  expect(shownHolds([held], later(40).minus({ seconds: 1 }))).toEqual([held])
  expect(shownHolds([held], later(40))).toEqual([])
  const cancelled = { ...held, state: 'cancelled' } as const
  expect(shownHolds([cancelled], later(13))).toEqual([cancelled])
  expect(shownHolds([cancelled], later(14))).toEqual([])
})
