import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slotKey } from '#domain/calendar.ts'
import { closePoll, requestClosing } from '#usecases/close.ts'
import { setReminding } from '#usecases/mute.ts'
import { nudgeNow, nudgeSilent } from '#usecases/nudge.ts'
import { openPoll, previewPoll } from '#usecases/poll.ts'
import {
  answerAll,
  code,
  type Desk,
  fixedRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  said,
  type TestGroup,
  value,
  WINDOW,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const polls = (group: TestGroup) =>
  desk.database.db.poll.findMany({ where: { run: { groupId: group.id } }, include: { dates: true } })

describe('opening a poll', () => {
  test('twice at once, by two convenors, opens one and tells the other until when it is open', async () => {
    const group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
    const open = (name: string) => openPoll(desk.at(MONDAY), group.as(name), WINDOW, [])
    const outcomes = await Promise.all([open('ruth'), open('ines')])
    expect(outcomes.filter((each) => 'value' in each)).toEqual([{ value: { pages: 2 } }])
    expect(outcomes.filter((each) => 'refusal' in each)).toEqual([
      {
        refusal: {
          code: 'pollOpenAlready',
          closesAt: WINDOW.closesAt.toISO(),
          timeZone: 'Europe/London',
        },
      },
    ])
    expect(await polls(group)).toHaveLength(1)
    expect((await said(group, 'pollPage')).map(({ page }) => page)).toEqual([1, 2])
    expect(await desk.database.db.run.count({ where: { groupId: group.id } })).toBe(1)
  })

  test('asks about exactly what the preview showed, but for what was left out', async () => {
    const group = await newGroup(desk)
    const preview = value(await previewPoll(desk.at(MONDAY), group.as('ruth'), WINDOW, []))
    expect(await polls(group)).toEqual([])
    const leftOut = preview.dates.slice(0, 2).map(slotKey)
    value(await openPoll(desk.at(MONDAY), group.as('ruth'), WINDOW, leftOut))
    const [poll] = await polls(group)
    const starts = poll?.dates.map(({ startsAt }) => startsAt.getTime()).sort()
    expect(starts).toEqual(preview.dates.slice(2).map(({ startsAt }) => startsAt.toMillis()))
  })

  test('is refused while a run is under way', async () => {
    const group = await newGroup(desk)
    await fixedRun(group)
    const later = {
      ...WINDOW,
      from: '2027-05-01',
      until: '2027-07-01',
      closesAt: WINDOW.closesAt.plus({ days: 20 }),
    }
    expect(code(await openPoll(desk.at('2027-01-20T09:00Z'), group.as('ruth'), later, []))).toBe(
      'runUnderWay',
    )
  })

  test('again after a poll without result goes on with the same run', async () => {
    const group = await newGroup(desk)
    const first = await pollFor(group)
    await closePoll(desk.at('2027-01-05T09:00Z'), first)
    await pollFor(group, { sessions: 2 })
    const stored = await polls(group)
    expect(new Set(stored.map(({ runId }) => runId)).size).toBe(1)
    expect(stored.map(({ number }) => number).sort()).toEqual([1, 2])
    expect(await desk.database.db.run.findMany({ where: { groupId: group.id } })).toMatchObject([
      { sessionsWanted: 2, status: 'planning' },
    ])
  })

  test.each([
    ['too few dates', { until: '2027-01-21' }, 'tooFewDates'],
    ['a closing time that is past', { closesAt: WINDOW.closesAt.minus({ days: 9 }) }, 'pollClosesTooSoon'],
    [
      'a closing time after the first date',
      { closesAt: WINDOW.closesAt.plus({ days: 15 }) },
      'pollClosesAfterFirstDate',
    ],
  ])('with %s is refused and posts nothing', async (_, change, refusal) => {
    const group = await newGroup(desk)
    const window = { ...WINDOW, ...change }
    expect(code(await previewPoll(desk.at(MONDAY), group.as('ruth'), window, []))).toBe(refusal)
    expect(code(await openPoll(desk.at(MONDAY), group.as('ruth'), window, []))).toBe(refusal)
    expect(await polls(group)).toEqual([])
    expect(await said(group, 'pollPage')).toEqual([])
  })
})

describe('closing a poll', () => {
  test('by several at once closes it once and offers the runs to each convenor once', async () => {
    const group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
    const pollId = await pollFor(group)
    const context = desk.at('2027-01-11T20:00Z')
    await Promise.all([closePoll(context, pollId), closePoll(context, pollId), closePoll(context, pollId)])
    expect(await polls(group)).toMatchObject([{ status: 'closed', openForGroupId: null }])
    expect((await said(group, 'pollResult')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
  })

  test('is asked for once however often it is pressed, and refused when none is open', async () => {
    const group = await newGroup(desk)
    expect(code(await requestClosing(desk.at(MONDAY), group.as('ruth')))).toBe('noOpenPoll')
    const pollId = await pollFor(group)
    value(await requestClosing(desk.at(MONDAY), group.as('ruth')))
    value(await requestClosing(desk.at(MONDAY), group.as('ruth')))
    const jobs = await desk.database.db.$queryRaw`
      SELECT data FROM pgboss.job WHERE name = 'readBack' AND data->>'pollId' = ${pollId}`
    expect(jobs).toEqual([{ data: { pollId, purpose: 'close' } }])
  })
})

describe('nudging', () => {
  const names = async (group: TestGroup) => (await said(group, 'nudge')).map(({ to }) => to).sort()

  test('asks only those who have said nothing, once, however often it comes due', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    await answerAll(group, 'amara', 'cannot')
    value(await setReminding(desk.at(MONDAY), group.as('ben'), false))
    const context = desk.at('2027-01-09T20:00Z')
    await Promise.all([nudgeSilent(context, pollId), nudgeSilent(context, pollId)])
    await nudgeSilent(desk.at('2027-01-10T20:00Z'), pollId)
    expect(await names(group)).toEqual(['chloe', 'ruth'])
  })

  test('by the convenor asks each at most once a day, in the group’s own days', async () => {
    const group = await newGroup(desk, { timeZone: 'Pacific/Auckland' })
    expect(code(await nudgeNow(desk.at(MONDAY), group.as('ruth')))).toBe('noOpenPoll')
    await pollFor(group)
    expect(value(await nudgeNow(desk.at('2027-01-05T09:00Z'), group.as('ruth')))).toEqual({ asked: 4 })
    expect(code(await nudgeNow(desk.at('2027-01-05T10:59Z'), group.as('ruth')))).toBe('nobodyIsSilent')
    // It is midnight in Auckland at 11:00 UTC.
    expect(value(await nudgeNow(desk.at('2027-01-05T11:00Z'), group.as('ruth')))).toEqual({ asked: 4 })
    expect(await names(group)).toHaveLength(8)
  })

  test('asks nobody of a poll that has closed', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    await closePoll(desk.at('2027-01-05T09:00Z'), pollId)
    await nudgeSilent(desk.at('2027-01-09T20:00Z'), pollId)
    expect(await names(group)).toEqual([])
  })
})

test('the dates of a poll are stored as the local days and instants that they are', async () => {
  const group = await newGroup(desk)
  const pollId = await pollFor(group, { from: '2027-03-14', until: '2027-04-04', sessions: 2 })
  const rows = await desk.database.db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: 'asc' } })
  const sundays = rows.filter(({ startTime }) => startTime === '14:00')
  expect(sundays.map(({ on, startsAt }) => [on.toISOString().slice(0, 10), startsAt.toISOString()])).toEqual([
    ['2027-03-14', '2027-03-14T14:00:00.000Z'],
    ['2027-03-21', '2027-03-21T14:00:00.000Z'],
    ['2027-03-28', '2027-03-28T13:00:00.000Z'],
    ['2027-04-04', '2027-04-04T13:00:00.000Z'],
  ])
  expect(
    DateTime.fromJSDate(sundays[2]?.endsAt ?? new Date(0))
      .toUTC()
      .toISO(),
  ).toBe('2027-03-28T16:00:00.000Z')
})
