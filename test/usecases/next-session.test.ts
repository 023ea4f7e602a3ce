import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { setApology } from '#usecases/apology.ts'
import { closePoll } from '#usecases/close.ts'
import { fixRun } from '#usecases/fix.ts'
import { changeSettings } from '#usecases/group.ts'
import { offerNow } from '#usecases/offer.ts'
import { openPoll, previewPoll } from '#usecases/poll.ts'
import { skip, takeBack } from '#usecases/session.ts'
import { tick } from '#usecases/tick.ts'
import {
  answerAll,
  closeStop,
  code,
  type Desk,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  type TestGroup,
  value,
  WINDOW,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup

/** A group that plans one session at a time, four in a run; the first poll is open until 11 January at 20:00. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { planning: 'oneAtATime', sessionsPerRun: 4, gapMinDays: 7, gapMaxDays: 21 })
})
afterAll(() => desk.close())

const polls = () =>
  desk.database.db.poll.findMany({
    where: { run: { groupId: group.id } },
    orderBy: { openedAt: 'asc' },
    include: { dates: { orderBy: { startsAt: 'asc' } } },
  })
const sessions = () =>
  desk.database.db.session.findMany({ where: { run: { groupId: group.id } }, orderBy: { startsAt: 'asc' } })
const CLOSING = '2027-01-11T20:00Z'

/** The first session is fixed by itself: everybody can make every date. */
async function firstFixed(): Promise<string> {
  const pollId = await pollFor(group, { sessions: 1, until: '2027-01-31' })
  for (const name of await roster(group)) await answerAll(group, name, 'can')
  await closePoll(desk.at(CLOSING), pollId)
  return pollId
}

/** Everybody can make every date of the poll that is open; it closes, and one session more is fixed. */
async function closedAndFixed(at: Date | undefined) {
  const before = await sessions()
  const open = (await polls()).find(({ status }) => status === 'open')
  for (const name of await roster(group)) await answerAll(group, name, 'can', at?.toISOString())
  await closePoll(desk.at(open?.closesAt.toISOString() ?? ''), open?.id ?? '')
  const after = await sessions()
  expect(after).toHaveLength(before.length + 1)
  return after.find(({ id }) => before.every((each) => each.id !== id)) as (typeof after)[number]
}

/** The poll for the next session comes by itself. */
async function nextFixed(at: Date | undefined) {
  await tick(desk.at(at?.toISOString() ?? ''))
  return closedAndFixed(at)
}

const windowAfter = (now: DateTime) => ({
  from: now.plus({ days: 14 }).toISODate() ?? '',
  until: now.plus({ days: 94 }).toISODate() ?? '',
  closesAt: now.plus({ days: 7 }),
})

describe('the next session', () => {
  test('is fixed by itself when the poll closes, and each convenor can take it back for a day', async () => {
    await firstFixed()
    const [session] = await sessions()
    expect(await sessions()).toHaveLength(1)
    expect(session?.undoUntil?.toISOString()).toBe('2027-01-12T20:00:00.000Z')
    expect((await polls()).map(({ status }) => status)).toEqual(['decided'])
    expect(await said(group, 'sessionFixed')).toHaveLength(1)
    expect((await said(group, 'fixedAutomatically')).map(({ to }) => to)).toEqual(['ruth'])
    expect(await said(group, 'pollResult')).toEqual([])
  })

  test('is left to the convenor where the rules allow no date', async () => {
    const pollId = await pollFor(group, { sessions: 1, until: '2027-01-31' })
    for (const name of await roster(group)) await answerAll(group, name, 'cannot')
    await closePoll(desk.at(CLOSING), pollId)
    expect(await sessions()).toEqual([])
    expect((await said(group, 'pollResult')).map(({ to }) => to)).toEqual(['ruth'])
  })

  test('is asked about once after the session, however often and by however many the clock is looked at', async () => {
    await firstFixed()
    const [session] = await sessions()
    const end = DateTime.fromJSDate(session?.endsAt ?? new Date(0), { zone: 'utc' })
    await tick(desk.at(end.minus({ minutes: 1 }).toISO() ?? ''))
    expect(await polls()).toHaveLength(1)
    const after = desk.at(end.toISO() ?? '')
    await Promise.all([tick(after), tick(after)])
    await tick(desk.at(end.plus({ hours: 3 }).toISO() ?? ''))
    const [, next, ...more] = await polls()
    expect(more).toEqual([])
    expect(next?.sessionsWanted).toBe(1)
    expect(next?.closesAt.getTime()).toBe(end.plus({ days: 5 }).toMillis())
    const days = next?.dates.map(({ on }) => (on.getTime() - (session?.on.getTime() ?? 0)) / 86_400_000) ?? []
    expect(Math.min(...days)).toBeGreaterThanOrEqual(7)
    expect(Math.max(...days)).toBeLessThanOrEqual(21)
  })

  test('goes on by itself from poll to poll until the bus stop, with every number once', async () => {
    await firstFixed()
    for (;;) {
      const over = (await sessions()).at(-1)?.endsAt.toISOString() ?? ''
      await tick(desk.at(over))
      const open = (await polls()).find(({ status }) => status === 'open')
      if (!open) break
      for (const name of ['ruth', 'amara', 'ben']) await answerAll(group, name, 'can', over)
      await closePoll(desk.at(open.closesAt.toISOString()), open.id)
    }
    const all = await sessions()
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(await polls()).toHaveLength(4)
    expect(await said(group, 'sessionFixed')).toHaveLength(4)
    expect(await said(group, 'busStopQuestion')).toHaveLength(4)
    expect((await said(group, 'busStopSummary')).map(({ to }) => to)).toEqual(['ruth'])
    expect(await desk.database.db.run.count({ where: { groupId: group.id } })).toBe(1)
  })

  test('after one that was skipped is fixed by itself, too, in its turn and not too soon', async () => {
    const strict = { gapMinDays: 10, gapMaxDays: 18, gapPreferredDays: 14, alternation: 'must' as const }
    group = await newGroup(desk, { planning: 'oneAtATime', sessionsPerRun: 4, ...strict })
    await firstFixed()
    const [first] = await sessions()
    const second = await nextFixed(first?.endsAt)
    const early = DateTime.fromJSDate(second.startsAt).minus({ days: 2 }).toUTC().toISO() ?? ''
    value(await skip(desk.at(early), group.as('ruth'), second.id))
    const third = await nextFixed(new Date(early))
    const days = (third.on.getTime() - second.on.getTime()) / 86_400_000
    expect(days).toBeGreaterThanOrEqual(10)
    expect(third.patternId).toBe(first?.patternId)
    expect(third.patternId).not.toBe(second.patternId)
  })

  test('after a pause longer than the largest gap is fixed by itself, too', async () => {
    await firstFixed()
    const [first] = await sessions()
    const late = DateTime.fromJSDate(first?.endsAt ?? new Date(0)).plus({ days: 40 })
    const second = await nextFixed(late.toJSDate())
    expect(second.number).toBe(2)
    expect(await said(group, 'pollResult')).toEqual([])
  })

  test('of the next run follows no session of the run before', async () => {
    group = await newGroup(desk, { planning: 'oneAtATime', sessionsPerRun: 1 })
    await firstFixed()
    const [first] = await sessions()
    const end = DateTime.fromJSDate(first?.endsAt ?? new Date(0)).plus({ days: 30 })
    const window = { ...windowAfter(end), sessions: 1 }
    const context = desk.at(end.toUTC().toISO() ?? '')
    value(await closeStop(group, 'ruth', context))
    const { dates, runs } = value(await previewPoll(context, group.as('ruth'), window, []))
    expect(runs).toBe(BigInt(dates.length))
    value(await openPoll(context, group.as('ruth'), window, []))
    const second = await closedAndFixed(end.toJSDate())
    expect(second.runId).not.toBe(first?.runId)
  })

  test('is not asked about in a group that plans whole runs', async () => {
    const whole = await newGroup(desk)
    const pollId = await pollFor(whole, { sessions: 2 })
    await closePoll(desk.at(CLOSING), pollId)
    await tick(desk.at('2027-06-01T09:00Z'))
    expect(await desk.database.db.poll.count({ where: { run: { groupId: whole.id } } })).toBe(1)
  })
})

describe('taking back a date that was fixed by itself', () => {
  const run = () => desk.database.db.run.findFirstOrThrow({ where: { groupId: group.id } })

  test('inside a day puts it on hold again and offers the convenor the choice', async () => {
    const pollId = await firstFixed()
    const [session] = await sessions()
    value(await takeBack(desk.at('2027-01-12T19:59:59Z'), group.as('ruth'), session?.id ?? ''))
    expect(await sessions()).toEqual([])
    expect(await polls()).toMatchObject([{ id: pollId, status: 'closed' }])
    expect((await run()).status).toBe('planning')
    expect(await said(group, 'takenBack')).toHaveLength(1)
    expect((await said(group, 'pollResult')).map(({ to }) => to)).toEqual(['ruth'])
  })

  test('after a day is refused, and the date stays', async () => {
    await firstFixed()
    const [session] = await sessions()
    const late = desk.at('2027-01-12T20:00Z')
    expect(code(await takeBack(late, group.as('ruth'), session?.id ?? ''))).toBe('undoTooLate')
    expect(await sessions()).toHaveLength(1)
    expect(await said(group, 'takenBack')).toEqual([])
  })

  test('leaves the convenor every date to choose from, though the poll was opened for several', async () => {
    const pollId = await pollFor(group, { sessions: 2 })
    for (const name of await roster(group)) await answerAll(group, name, 'can')
    await closePoll(desk.at(CLOSING), pollId)
    const [session] = await sessions()
    expect(await sessions()).toHaveLength(1)
    value(await takeBack(desk.at('2027-01-12T09:00Z'), group.as('ruth'), session?.id ?? ''))
    expect(code(await fixRun(desk.at('2027-01-12T09:01Z'), group.as('ruth'), pollId, [1]))).toBeUndefined()
    expect((await sessions()).map(({ number }) => number)).toEqual([1])
  })

  test('twice at once takes it back once', async () => {
    await firstFixed()
    const [session] = await sessions()
    const press = () => takeBack(desk.at('2027-01-12T09:00Z'), group.as('ruth'), session?.id ?? '')
    const outcomes = await Promise.all([press(), press(), press()])
    expect(outcomes.map(code).sort()).toEqual(['sessionGone', 'sessionGone', undefined])
    expect(await said(group, 'takenBack')).toHaveLength(1)
  })

  test('makes apologies for it impossible, and no new poll comes by itself', async () => {
    await firstFixed()
    const [session] = await sessions()
    value(await takeBack(desk.at('2027-01-12T09:00Z'), group.as('ruth'), session?.id ?? ''))
    const apology = setApology(desk.at('2027-01-12T10:00Z'), group.as('ben'), session?.id ?? '', true)
    expect(code(await apology)).toBe('sessionGone')
    await tick(desk.at('2027-02-12T10:00Z'))
    expect(await polls()).toHaveLength(1)
  })
})

test('a run that begins one session at a time and goes on with several is as long as all of them', async () => {
  await firstFixed()
  const [first] = await sessions()
  const now = DateTime.fromJSDate(first?.endsAt ?? new Date(0), { zone: 'utc' })
  const context = desk.at(now.toISO() ?? '')
  const settings = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London', minimum: 2 }
  const nobody = { added: [], removed: [] }
  const change = { memberIds: nobody, convenorIds: nobody, interestedIds: nobody }
  value(await changeSettings(context, group.as('ruth'), settings, change))
  const window = { ...windowAfter(now), sessions: 4 }
  value(await openPoll(context, group.as('ruth'), window, []))
  const poll = (await polls())[1]
  for (const name of await roster(group)) await answerAll(group, name, 'can', now.toISO() ?? '')
  const closing = desk.at(window.closesAt.toISO() ?? '')
  await closePoll(closing, poll?.id ?? '')
  value(await fixRun(closing, group.as('ruth'), poll?.id ?? '', [0, 3, 6, 9]))
  const all = await sessions()
  expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  expect(await desk.database.db.run.findFirst({ where: { groupId: group.id } })).toMatchObject({
    sessionsWanted: 5,
  })
  await tick(desk.at(all[3]?.endsAt.toISOString() ?? ''))
  expect(await said(group, 'runOver')).toEqual([])
  await tick(desk.at(all[4]?.endsAt.toISOString() ?? ''))
  expect(await said(group, 'runOver')).toHaveLength(1)
})

describe('a date on which the run has its session, skipped or not', () => {
  /** The first session is skipped; the convenor asks about days around it, and another poll had its date before. */
  async function skippedFirst(): Promise<string> {
    await firstFixed()
    const [session] = await sessions()
    value(await skip(desk.at('2027-01-12T09:00Z'), group.as('ruth'), session?.id ?? ''))
    return session?.startsAt.toISOString() ?? ''
  }

  test('is not asked about again', async () => {
    const start = await skippedFirst()
    const window = { ...WINDOW, sessions: 1, closesAt: DateTime.fromISO('2027-01-15T09:00Z') }
    const context = desk.at('2027-01-12T10:00Z')
    const { dates } = value(await previewPoll(context, group.as('ruth'), window, []))
    const starts = dates.map(({ startsAt }) => startsAt.toUTC().toISO())
    expect(starts.length).toBeGreaterThan(3)
    expect(starts).not.toContain(start)
  })

  test('is refused where a poll holds it, and what is on offer leaves it out', async () => {
    const start = await skippedFirst()
    const [poll] = await polls()
    await desk.database.db.poll.update({ where: { id: poll?.id ?? '' }, data: { status: 'closed' } })
    const place = poll?.dates.findIndex(({ startsAt }) => startsAt.toISOString() === start) ?? -1
    const context = desk.at('2027-01-12T10:00Z')
    expect(code(await fixRun(context, group.as('ruth'), poll?.id ?? '', [place]))).toBe('dateTaken')
    const { plan } = value(await offerNow(context, group.as('ruth')))
    const offered = plan.kind === 'options' ? plan.options.flatMap(({ dateIds }) => dateIds) : []
    expect(offered).toHaveLength(1)
    expect(offered).not.toContain(poll?.dates[place]?.id)
  })
})
