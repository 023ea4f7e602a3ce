import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setMembers } from '#db/roster.ts'
import { getRun } from '#db/run.ts'
import { calendarText } from '#text/ical.ts'
import type { Where } from '#usecases/access.ts'
import { currentEntries } from '#usecases/calendar.ts'
import { makeFeed, myCalendar, readFeed, stopFeed } from '#usecases/calendar-feed.ts'
import { closePoll } from '#usecases/close.ts'
import { commit } from '#usecases/context.ts'
import { forgetMe } from '#usecases/erasure.ts'
import { fixRun } from '#usecases/fix.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { placeSession } from '#usecases/place.ts'
import { recordPresence } from '#usecases/presence.ts'
import { replaceDates, whatIfItFalls } from '#usecases/remainder.ts'
import { skip } from '#usecases/session.ts'
import { goOnInWorkspace, stopInWorkspace } from '#usecases/uninstall.ts'
import { calendarClient } from '../support/calendar-client.ts'
import {
  answerAll,
  code,
  type Desk,
  fixedRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  roster,
  type TestGroup,
  value,
} from '../support/group-desk.ts'
import { wholeDatabase } from '../support/whole-database.ts'

const CLOSED = '2027-01-11T20:00Z'
const NOW = '2027-01-12T09:00Z'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
})
afterAll(() => desk.close())

const where = (name: string): Where => ({ ...group.as(name), groupId: group.id })
const address = async (name: string, iso = MONDAY) => value(await makeFeed(desk.at(iso), where(name))).token
const feed = (token: string, iso = NOW) => readFeed(desk.at(iso), token)

/** What a calendar gets that asks at an instant. */
async function text(token: string, iso = NOW): Promise<string> {
  const found = await feed(token, iso)
  if (!found) throw new Error('there is no such calendar')
  return calendarText(
    [...found.sessions, ...found.holds.map((hold) => ({ ...hold, number: null, place: null }))],
    'Europe/London',
  )
}

/** What a person sees who opens a calendar for the first time. */
async function shown(token: string, iso = NOW): Promise<string[]> {
  const client = calendarClient()
  client.take(await text(token, iso))
  return client.shows()
}

describe('an address', () => {
  test('is long, shown once, and only its fingerprint is kept', async () => {
    const token = await address('amara')
    expect(Buffer.from(token, 'base64url').length * 8).toBe(256)
    expect(JSON.stringify([...(await wholeDatabase(desk.database.url))])).not.toContain(token)
    expect(value(await myCalendar(desk.at(NOW), where('amara'))).madeAt?.toISO()).toBe(
      '2027-01-04T09:00:00.000Z',
    )
    expect(value(await myCalendar(desk.at(NOW), where('ben'))).madeAt).toBeNull()
  })

  test('is ended by a new one, and by whoever has it, and by nobody else', async () => {
    const [first, other] = [await address('amara'), await address('ben')]
    const second = await address('amara')
    expect([await feed(first), await feed(second)]).toEqual([null, expect.anything()])
    value(await stopFeed(desk.at(NOW), where('amara')))
    expect([await feed(second), await feed(other)]).toEqual([null, expect.anything()])
    value(await stopFeed(desk.at(NOW), where('amara')))
  })

  test('is for members alone: neither for a convenor who is none, nor for a stranger', async () => {
    group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
    expect(code(await makeFeed(desk.at(NOW), where('ines')))).toBe('notMember')
    expect(code(await makeFeed(desk.at(NOW), where('stranger')))).toBe('notMember')
    expect(value(await myCalendar(desk.at(NOW), where('ines')))).toMatchObject({
      isMember: false,
      madeAt: null,
    })
  })

  test('is worth nothing once somebody has left, also when they come back', async () => {
    const token = await address('ben')
    value(await leaveGroup(desk.at(NOW), group.as('ben'), group.id))
    expect(await feed(token)).toBeNull()
    await desk.database.db.member.updateMany({ where: { groupId: group.id }, data: { gotOffAt: null } })
    expect(await feed(token)).toBeNull()
  })

  test('is worth nothing once somebody is forgotten', async () => {
    const token = await address('ben')
    value(await forgetMe(desk.at(NOW), group.as('ben')))
    expect(await feed(token)).toBeNull()
    expect(await desk.database.db.calendarFeed.count({ where: { member: { groupId: group.id } } })).toBe(0)
  })

  test('shows nothing while somebody is away from the channel, and goes on when they are back', async () => {
    const token = await address('ben')
    const everybody = ['ruth', 'amara', 'ben', 'chloe'].map((name) => `U-${name}`)
    const see = (inChannel: string[]) => recordPresence(desk.at(NOW), group.id, { inChannel, closed: [] })
    await see(everybody)
    await see(everybody.filter((id) => id !== 'U-ben'))
    expect(await feed(token)).toBeNull()
    expect(code(await makeFeed(desk.at(NOW), where('ben')))).toBe('memberAway')
    await see(everybody)
    expect(await feed(token)).not.toBeNull()
  })

  test('shows nothing while the app is removed, and is gone with the group', async () => {
    group = await newGroup(desk, { teamId: 'T-removed' })
    const token = await address('ben')
    await stopInWorkspace(desk.at(NOW), 'T-removed')
    expect(await feed(token)).toBeNull()
    await goOnInWorkspace(desk.at(NOW), 'T-removed')
    expect(await feed(token)).not.toBeNull()
    await desk.database.db.run.deleteMany({ where: { groupId: group.id } })
    await desk.database.db.group.delete({ where: { id: group.id } })
    expect(await feed(token)).toBeNull()
  })
})

describe('what a calendar is shown', () => {
  test('are the dates that its owner can make, on hold, and of nobody else; then the sessions', async () => {
    const [amara, ben] = [await address('amara'), await address('ben')]
    const calendar = calendarClient()
    const pollId = await pollFor(group)
    calendar.take(await text(amara))
    await answerAll(group, 'amara', 'can')
    await answerAll(group, 'ruth', 'can')
    await answerAll(group, 'chloe', 'ifNeedBe')
    await answerAll(group, 'ben', 'cannot')
    calendar.take(await text(amara))
    expect(calendar.shows()).toHaveLength(12)
    expect(calendar.shows()[0]).toBe('Session (date on hold) TENTATIVE 2027-01-20T18:30')
    expect(await shown(ben)).toEqual([])
    await closePoll(desk.at(CLOSED), pollId)
    value(await fixRun(desk.at(CLOSED), group.as('ruth'), pollId, [0, 3, 6]))
    calendar.take(await text(amara))
    const sessions = [
      'Session 1 CONFIRMED 2027-01-20T18:30',
      'Session 2 CONFIRMED 2027-01-31T14:00',
      'Session 3 CONFIRMED 2027-02-10T18:30',
    ]
    expect(calendar.shows()).toEqual(sessions)
    expect(await shown(ben)).toEqual(sessions)
    const ended = [...calendar.events.values()].filter(({ status }) => status === 'CANCELLED')
    expect(new Set(ended.map(({ sequence }) => sequence))).toEqual(new Set([1]))
    expect(calendar.complaints).toEqual([])
  })

  test('says the same, stamp and all, as long as nothing has changed', async () => {
    const token = await address('amara')
    await fixedRun(group)
    const first = await text(token)
    expect(await text(token, '2027-01-19T09:00Z')).toBe(first)
  })

  test('follows a date that falls, the dates asked about for it, and the one that is fixed, under the same UID', async () => {
    const token = await address('amara')
    const { runId, sessionIds } = await fixedRun(group)
    const calendar = calendarClient()
    calendar.take(await text(token))
    const before = [...calendar.events.values()].find(({ summary }) => summary === 'Session 2')
    const { move } = value(await whatIfItFalls(desk.at(NOW), group.as('ruth'), sessionIds[1] ?? ''))
    const starts = (move?.dates ?? []).map(({ startsAt }) => startsAt.toMillis())
    value(await replaceDates(desk.at(NOW), group.as('ruth'), sessionIds[1] ?? '', starts))
    calendar.take(await text(token, '2027-01-12T10:00Z'))
    const replacement = move?.dates[0]?.startsAt.toUTC().toISO()?.slice(0, 16)
    expect(calendar.events.get(before?.uid ?? '')).toMatchObject({ status: 'CANCELLED' })
    expect(calendar.shows()).toContain(`Session (date on hold) TENTATIVE ${replacement}`)
    const poll = await desk.database.db.poll.findFirstOrThrow({ where: { openForGroupId: group.id } })
    await closePoll(desk.at('2027-01-17T20:00Z'), poll.id)
    value(await fixRun(desk.at('2027-01-17T20:05Z'), group.as('ruth'), poll.id, [0]))
    calendar.take(await text(token, '2027-01-18T09:00Z'))
    const moved = calendar.events.get(before?.uid ?? '')
    expect(moved).toMatchObject({ status: 'CONFIRMED', start: expect.stringContaining(`${replacement}`) })
    expect(moved?.sequence).toBe((before?.sequence ?? 0) + 2)
    const run = await getRun(desk.database.db, runId)
    expect(calendar.shows()).toEqual(
      run.sessions.map(
        ({ number, startsAt }) => `Session ${number} CONFIRMED ${startsAt.toISO()?.slice(0, 16)}`,
      ),
    )
    expect(calendar.complaints).toEqual([])
  })

  test('keeps a skipped session as cancelled, until it is past', async () => {
    const token = await address('amara')
    const { sessionIds } = await fixedRun(group)
    value(await skip(desk.at(NOW), group.as('ruth'), sessionIds[0] ?? ''))
    expect(await shown(token)).toHaveLength(2)
    expect(await text(token, '2027-01-20T18:00Z')).toContain('STATUS:CANCELLED')
    expect(await text(token, '2027-01-27T18:00Z')).not.toContain('STATUS:CANCELLED')
  })

  test('is where a session takes place, as a change when that changes, and lies sealed', async () => {
    const token = await address('amara')
    const { sessionIds } = await fixedRun(group)
    const calendar = calendarClient()
    calendar.take(await text(token))
    const [first] = calendar.events.values()
    expect(first).toMatchObject({ place: null, sequence: 0 })
    const place = 'Canary room; 5, second floor'
    value(await placeSession(desk.at(NOW), group.as('ruth'), sessionIds[0] ?? '', place))
    calendar.take(await text(token))
    expect(calendar.events.get(first?.uid ?? '')).toMatchObject({ place, sequence: 1 })
    expect(JSON.stringify([...(await wholeDatabase(desk.database.url))])).not.toContain('Canary room')
    value(await skip(desk.at(NOW), group.as('ruth'), sessionIds[0] ?? ''))
    calendar.take(await text(token))
    expect(calendar.events.get(first?.uid ?? '')).toMatchObject({ place: null, sequence: 2 })
    expect(calendar.complaints).toEqual([])
  })

  test('is nothing that was over before they joined, and nothing of other groups', async () => {
    const other = await newGroup(desk)
    await fixedRun(other)
    await fixedRun(group)
    const token = await address('amara')
    expect(await shown(token)).toHaveLength(3)
    await desk.database.db.member.updateMany({
      where: { groupId: group.id },
      data: { joinedAt: new Date('2027-02-01T09:00Z') },
    })
    expect(await shown(token, '2027-02-02T09:00Z')).toEqual(['Session 3 CONFIRMED 2027-02-10T18:30'])
  })

  test('is nothing that was over while they were off the roster, once they are back', async () => {
    await fixedRun(group)
    value(await leaveGroup(desk.at(NOW), group.as('amara'), group.id))
    await commit(desk.at('2027-02-02T09:00Z'), (tx) =>
      setMembers(tx, group.id, ['U-ruth', 'U-amara'], desk.at('2027-02-02T09:00Z').now),
    )
    expect(await shown(await address('amara'), '2027-02-02T09:01Z')).toEqual([
      'Session 3 CONFIRMED 2027-02-10T18:30',
    ])
  })
})

test('many calendars that ask at once about a run for the first time get the same', async () => {
  const { runId } = await fixedRun(group)
  const tokens = await Promise.all((await roster(group)).map((name) => address(name)))
  const texts = await Promise.all([...tokens, ...tokens].map((token) => text(token)))
  const sessionsOf = (all: string) =>
    all.split('BEGIN:VEVENT').filter((part) => part.includes('SUMMARY:Session '))
  expect(
    new Set(
      texts.map((each) =>
        sessionsOf(each)
          .filter((part) => part.includes('CONFIRMED'))
          .join(),
      ),
    ).size,
  ).toBe(1)
  const file = await commit(desk.at(NOW), (tx) => currentEntries(tx, desk.at(NOW), runId))
  expect(file.map(({ sequence }) => sequence)).toEqual([0, 0, 0])
})
