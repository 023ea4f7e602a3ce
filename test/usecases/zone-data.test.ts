import { DateTime } from 'luxon'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { USUAL_RETENTION } from '#config.ts'
import { startTicker } from '#jobs/ticker.ts'
import { describeError } from '#slack/log.ts'
import { render } from '#slack/render.ts'
import type { Shell } from '#slack/shell.ts'
import { closePoll } from '#usecases/close.ts'
import type { Context } from '#usecases/context.ts'
import { fixRun } from '#usecases/fix.ts'
import { tick } from '#usecases/tick.ts'
import { followZoneData } from '#usecases/zone-data.ts'
import {
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  pollFor,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let runId: string
let sessionIds: string[]

/** Sessions at 18:30 on Wednesday 20 January, 14:00 on Sunday 31 January and 18:30 on Wednesday 10 February, in London. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
  const run = await fixedRun(group)
  runId = run.runId
  sessionIds = run.sessionIds
})
afterAll(() => desk.close())

const NOW = '2027-01-12T09:00Z'
/** By the edition that comes after the one in which everything was stored, so that nothing else differs. */
const newer = (iso = NOW): Context => ({ ...desk.at(iso), zoneData: '2026c' })

const sessions = () => desk.database.db.session.findMany({ where: { runId }, orderBy: { number: 'asc' } })
const starts = async () => (await sessions()).map(({ startsAt }) => startsAt.toISOString().slice(0, 16))
const editions = async () => (await sessions()).map(({ zoneData }) => zoneData)
const told = async () =>
  (await said(group, 'clockRulesChanged')).map(({ to, shifts, dates }) => ({
    to,
    shifts: shifts.split(','),
    dates,
  }))

/** Stores a session, and the date from which it was fixed, as other clock rules would have had it. */
async function storeAs(index: number, startsAt: string): Promise<void> {
  const { db } = desk.database
  const session = (await sessions())[index]
  const date = await db.pollDate.findFirstOrThrow({
    where: { poll: { runId }, startsAt: session?.startsAt ?? '' },
  })
  const at = DateTime.fromISO(startsAt, { zone: 'utc' })
  const instants = { startsAt: at.toJSDate(), endsAt: at.plus({ hours: 3 }).toJSDate() }
  await db.session.update({ where: { id: session?.id ?? '' }, data: instants })
  await db.pollDate.update({ where: { id: date.id }, data: instants })
}

const RIGHT = ['2027-01-20T18:30', '2027-01-31T14:00', '2027-02-10T18:30']

describe('with a newer edition of the time-zone data', () => {
  test('sessions to come begin at their wall time again, as do the dates they were fixed from', async () => {
    await storeAs(1, '2027-01-31T13:00Z')
    await storeAs(2, '2027-02-10T19:30Z')
    await followZoneData(newer())
    expect(await starts()).toEqual(RIGHT)
    expect(await editions()).toEqual(['2026c', '2026c', '2026c'])
    const rows = await desk.database.db.pollDate.findMany({ where: { poll: { runId } } })
    expect(new Set(rows.map(({ zoneData }) => zoneData))).toEqual(new Set(['2026c']))
    const asked = rows.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))
    for (const start of RIGHT) expect(asked).toContain(start)
    const ends = (await sessions()).map(({ startsAt, endsAt }) => Number(endsAt) - Number(startsAt))
    expect(ends).toEqual([3, 3, 3].map((hours) => hours * 3_600_000))
  })

  test('each convenor is told once, by however many instances, with what was and what is', async () => {
    await storeAs(1, '2027-01-31T13:00Z')
    await Promise.all([followZoneData(newer()), followZoneData(newer())])
    await followZoneData(newer())
    const [was, is] = [Date.parse('2027-01-31T13:00Z'), Date.parse('2027-01-31T14:00Z')]
    const shifts = [`${was}:${is}:stays`]
    expect(await told()).toEqual([
      { to: 'ines', shifts, dates: 0 },
      { to: 'ruth', shifts, dates: 0 },
    ])
  })

  test('what was right is only noted to be so, and nobody is told', async () => {
    await desk.database.db.session.updateMany({ where: { runId }, data: { zoneData: '' } })
    await followZoneData(newer())
    expect(await starts()).toEqual(RIGHT)
    expect(await editions()).toEqual(['2026c', '2026c', '2026c'])
    expect(await told()).toEqual([])
  })

  test('two sessions may take each other’s instants', async () => {
    await storeAs(0, '2027-01-31T15:00Z')
    await storeAs(1, '2027-01-20T18:30Z')
    await storeAs(0, '2027-01-31T14:00Z')
    await followZoneData(newer())
    expect(await starts()).toEqual(RIGHT)
    expect((await sessions()).map(({ id }) => id)).toEqual(sessionIds)
  })

  test('a session that has begun stays as it was, and so does a run that has ended', async () => {
    await storeAs(0, '2027-01-20T17:30Z')
    await followZoneData(newer('2027-01-20T17:45Z'))
    expect((await starts())[0]).toBe('2027-01-20T17:30')
    await desk.database.db.run.update({ where: { id: runId }, data: { status: 'ended' } })
    await storeAs(2, '2027-02-10T19:30Z')
    await desk.database.db.session.updateMany({ where: { runId }, data: { zoneData: '' } })
    await followZoneData(newer('2027-01-21T09:00Z'))
    expect((await starts())[2]).toBe('2027-02-10T19:30')
  })

  test('the dates of an open poll are put right as well, and convenors told how many', async () => {
    const other = await newGroup(desk)
    const pollId = await pollFor(other)
    const { db } = desk.database
    const date = await db.pollDate.findFirstOrThrow({ where: { pollId }, orderBy: { startsAt: 'asc' } })
    const hour = 3_600_000
    await db.pollDate.update({
      where: { id: date.id },
      data: { startsAt: new Date(Number(date.startsAt) + hour) },
    })
    await followZoneData(newer('2027-01-05T09:00Z'))
    expect((await db.pollDate.findUniqueOrThrow({ where: { id: date.id } })).startsAt).toEqual(date.startsAt)
    expect((await said(other, 'clockRulesChanged')).map(({ dates, shifts }) => ({ dates, shifts }))).toEqual([
      { dates: 1, shifts: '' },
    ])
  })
})

test('what is fixed keeps the edition by which its date was computed, and which of two hours is meant', async () => {
  const other = await newGroup(desk)
  const pollId = await pollFor(other)
  const { db } = desk.database
  await closePoll(desk.at('2027-01-11T20:00Z'), pollId)
  const [first] = await db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: 'asc' } })
  await db.pollDate.update({ where: { id: first?.id ?? '' }, data: { isSecondTime: true } })
  value(await fixRun(newer('2027-01-11T20:05Z'), other.as('ruth'), pollId, [0, 3, 6]))
  const rows = await db.session.findMany({
    where: { run: { groupId: other.id } },
    orderBy: { number: 'asc' },
  })
  expect(rows.map(({ zoneData, isSecondTime }) => [zoneData, isSecondTime])).toEqual([
    ['2026b', true],
    ['2026b', false],
    ['2026b', false],
  ])
})

test('an instance with older data changes nothing, so two editions side by side do not quarrel', async () => {
  await storeAs(1, '2027-01-31T13:00Z')
  await followZoneData({ ...desk.at(NOW), zoneData: '2026a' })
  await followZoneData(desk.at(NOW))
  expect((await starts())[1]).toBe('2027-01-31T13:00')
  expect(await told()).toEqual([])
})

test('what a still newer edition has computed stays, also beside what is older', async () => {
  await storeAs(1, '2027-01-31T13:00Z')
  await storeAs(2, '2027-02-10T19:30Z')
  await desk.database.db.session.update({ where: { id: sessionIds[1] ?? '' }, data: { zoneData: '2026d' } })
  await followZoneData(newer())
  expect((await starts()).slice(1)).toEqual(['2027-01-31T13:00', '2027-02-10T18:30'])
  expect(await editions()).toEqual(['2026c', '2026d', '2026c'])
})

test('the second of two hours that clocks show in a night stays the second', async () => {
  const second = { on: new Date('2027-10-31'), startTime: '01:30', isSecondTime: true }
  const instants = { startsAt: new Date('2027-10-31T02:30Z'), endsAt: new Date('2027-10-31T05:30Z') }
  await desk.database.db.session.update({
    where: { id: sessionIds[2] ?? '' },
    data: { ...second, ...instants },
  })
  await followZoneData(newer())
  expect((await starts())[2]).toBe('2027-10-31T01:30')
})

describe('what convenors are told', () => {
  const words = async () => {
    const rows = await desk.database.db.delivery.findMany({ where: { groupId: group.id } })
    const row = rows.find(({ about }) => (about as { kind: string }).kind === 'clockRulesChanged')
    const shell = { context: () => newer() } as Shell
    return (await render(shell, { ...row, about: row?.about } as Parameters<typeof render>[1]))?.text.split(
      '\n',
    )
  }

  test('names the sessions with the old time and the new, and what is to be done about calendars', async () => {
    await storeAs(1, '2027-01-31T13:00Z')
    const first = { on: new Date('2027-03-28'), startTime: '01:30' }
    const instants = { startsAt: new Date('2027-03-28T01:30Z'), endsAt: new Date('2027-03-28T04:30Z') }
    await desk.database.db.session.update({
      where: { id: sessionIds[2] ?? '' },
      data: { ...first, ...instants },
    })
    await followZoneData(newer())
    expect((await words())?.slice(0, 4)).toEqual([
      '*The clock rules of UK time have changed.* Our sessions keep the times on the clock that we agreed on.',
      '• Our second session stays on Sunday 31 January, 14:00 to 17:00; a calendar file from before shows 13:00.',
      '• Our third session is on Sunday 28 March, 02:30 to 05:30: the clocks skip the hour that it had, so it begins after that.',
      expect.stringContaining('press *Calendar file* under the run card and to open the new one'),
    ])
  })

  test('is nothing once the sessions have been moved again', async () => {
    await storeAs(1, '2027-01-31T13:00Z')
    await followZoneData(newer())
    await storeAs(1, '2027-01-31T15:00Z')
    expect(await words()).toBeUndefined()
  })
})

describe('a bot that ticks', () => {
  test('computes anew before it looks for what is due, at its start and once a day', async () => {
    let context = newer('2027-01-30T14:00:01Z')
    await storeAs(1, '2027-01-31T15:00Z')
    // By the old rules nothing is due for another two hours.
    await tick(desk.at('2027-01-30T13:00Z'))
    const reminded = async () =>
      (await said(group, 'reminder'))
        .filter(({ sessionId }) => sessionId === sessionIds[1])
        .map(({ before }) => before)
    expect(await reminded()).not.toContain('P1D')
    const ticker = startTicker(() => context, USUAL_RETENTION, pino({ level: 'silent' }), describeError, null)
    await ticker.tickNow()
    expect(await reminded()).toContain('P1D')

    await storeAs(2, '2027-02-10T19:30Z')
    await desk.database.db.session.updateMany({ where: { runId }, data: { zoneData: '2026b' } })
    context = newer('2027-01-30T23:59Z')
    await ticker.tickNow()
    expect((await starts())[2]).toBe('2027-02-10T19:30')
    context = newer('2027-01-31T00:00Z')
    await ticker.tickNow()
    expect((await starts())[2]).toBe('2027-02-10T18:30')
    await ticker.stop()
  })
})
