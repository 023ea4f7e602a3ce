import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findLatestRun } from '#db/run.ts'
import { DEFAULT_SETTINGS, type GroupSettings } from '#domain/group.ts'
import { PLACE_AT_MOST, placeOf } from '#domain/place.ts'
import { ask } from '#usecases/context.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { changeSettings } from '#usecases/group.ts'
import { placeSession, placeSlot, placesAhead } from '#usecases/place.ts'
import { skip } from '#usecases/session.ts'
import {
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let ids: string[]

const [SUNDAY, WEDNESDAY] = DEFAULT_SETTINGS.patterns as [
  GroupSettings['patterns'][number],
  GroupSettings['patterns'][number],
]
const patterns = [
  { ...SUNDAY, place: 'Room 5' },
  { ...WEDNESDAY, place: null },
]

/** Wednesday 20 January, Sunday 31 January, Wednesday 10 February, Sunday 21 February; Sundays in room 5. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { patterns, convenors: ['ruth', 'ines'] })
  ids = (await fixedRun(group, 4)).sessionIds
})
afterAll(() => desk.close())

const EARLY = '2027-01-12T09:00Z'
/** The first of each kind is over. */
const MIDDLE = '2027-02-01T09:00Z'

const places = async () => {
  const run = await ask(desk.at(EARLY), (tx) => findLatestRun(tx, group.id))
  return run?.sessions.map((session) => placeOf(session)?.place ?? null)
}
const slots = async (iso = EARLY) => value(await placesAhead(desk.at(iso), group.as('ruth'))).slots
const slotOn = async (weekday: number) => (await slots()).find((slot) => slot.weekday === weekday)?.id ?? ''
const own = (index: number, place: string, iso = EARLY, name = 'ruth') =>
  placeSession(desk.at(iso), group.as(name), ids[index] ?? '', place)
const usual = async (weekday: number, place: string, iso = EARLY) =>
  placeSlot(desk.at(iso), group.as('ruth'), await slotOn(weekday), place)
const settings = (wanted: GroupSettings['patterns'], iso = EARLY) => {
  const nobody = { added: [], removed: [] }
  return changeSettings(
    desk.at(iso),
    group.as('ruth'),
    { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London', minimum: 2, patterns: wanted },
    { memberIds: nobody, interestedIds: nobody },
  )
}
/** Which sessions each notice is about, by their places in the run. */
const notices = async () =>
  (await said(group, 'placeChanged')).map(({ sessionIds }) =>
    sessionIds.split(',').map((id) => ids.indexOf(id)),
  )
/** Everything that is to be said in the group is in Slack by now. */
const post = async (iso: string) => {
  const rows = await desk.database.db.delivery.findMany({ where: { groupId: group.id, status: 'pending' } })
  for (const [index, row] of rows.entries()) {
    await claim(desk.at(iso), row.id)
    const ts = `${Date.parse(iso)}.${index}`
    await recordFate(desk.at(iso), row.id, { status: 'sent', postedChannelId: row.address, ts })
  }
}
const audited = async () => {
  const rows = await desk.database.db.auditEntry.findMany({
    where: { groupId: group.id, what: 'placeChanged' },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ byId }) => byId)
}

describe('a session', () => {
  test('takes place where its slot does, and nowhere yet where nobody has said', async () => {
    expect(await places()).toEqual([null, 'Room 5', null, 'Room 5'])
  })

  test('can have a place of its own; the group is told of that one, and it is noted who said it', async () => {
    expect(value(await own(1, 'Church house', EARLY, 'ines'))).toEqual({ saved: true })
    expect(await places()).toEqual([null, 'Church house', null, 'Room 5'])
    expect(await notices()).toEqual([[1]])
    expect(await audited()).toEqual(['U-ines'])
  })

  test('follows the usual place again once that is said for it', async () => {
    value(await own(1, 'Church house'))
    value(await own(1, 'Room 5'))
    value(await usual(7, 'Room 6'))
    expect(await places()).toEqual([null, 'Room 6', null, 'Room 6'])
  })

  test('keeps its place once it has begun, and can be given none after that', async () => {
    expect(code(await own(0, 'Park', '2027-01-20T18:30Z'))).toBe('sessionOver')
    value(await usual(7, 'Room 6', MIDDLE))
    value(await usual(3, 'Annexe', MIDDLE))
    expect(await places()).toEqual([null, 'Room 5', 'Annexe', 'Room 6'])
    expect(await notices()).toEqual([[3], [2]])
  })

  test('that is skipped, or that there is not any more, is given none', async () => {
    value(await skip(desk.at(EARLY), group.as('ruth'), ids[1] ?? ''))
    expect(code(await own(1, 'Park'))).toBe('sessionSkipped')
    await desk.database.db.session.delete({ where: { id: ids[2] ?? '' } })
    expect(code(await own(2, 'Park'))).toBe('sessionGone')
    expect(await notices()).toEqual([])
  })
})

describe('a place', () => {
  test('is for a convenor to say: of a group of their own, whatever id they send', async () => {
    const other = await newGroup(desk, { members: ['amara', 'ben'], convenors: ['amara'] })
    const slot = await slotOn(7)
    for (const name of ['ben', 'zoe']) {
      const refused = name === 'ben' ? 'notConvenor' : 'notMember'
      expect(code(await placesAhead(desk.at(EARLY), group.as(name)))).toBe(refused)
      expect(code(await own(1, 'Park', EARLY, name))).toBe(refused)
      expect(code(await placeSlot(desk.at(EARLY), group.as(name), slot, 'Park'))).toBe(refused)
    }
    const elsewhere = { ...other.as('amara'), groupId: other.id }
    expect(code(await placeSlot(desk.at(EARLY), elsewhere, slot, 'Park'))).toBe('sessionGone')
    expect(code(await placeSession(desk.at(EARLY), elsewhere, ids[1] ?? '', 'Park'))).toBe('notConvenor')
    expect(await places()).toEqual([null, 'Room 5', null, 'Room 5'])
    expect(await audited()).toEqual([])
  })

  test('that is empty or too long is not saved, and nobody is told', async () => {
    const long = 'x'.repeat(PLACE_AT_MOST + 1)
    expect(value(await own(1, ''))).toEqual({ saved: false, problem: 'placeMissing' })
    expect(value(await usual(7, long))).toEqual({ saved: false, problem: 'placeTooLong' })
    const problems = [{ field: 'place', slot: 1, problem: 'placeTooLong' }]
    const wanted = [SUNDAY, { ...WEDNESDAY, place: long }]
    expect(value(await settings(wanted))).toEqual({ saved: false, problems })
    expect(await places()).toEqual([null, 'Room 5', null, 'Room 5'])
    expect([await notices(), await audited()]).toEqual([[], []])
  })
})

describe('the usual place', () => {
  test('reaches the sessions to come without a place of their own, with one notice for all', async () => {
    value(await own(3, 'Church house'))
    await post(EARLY)
    value(await usual(7, 'Room 6'))
    value(await usual(3, 'Annexe'))
    expect(await places()).toEqual(['Annexe', 'Room 6', 'Annexe', 'Church house'])
    expect(await notices()).toEqual([[3], [1], [0, 2]])
  })

  test('is no news where it is the same, or where no session is to come', async () => {
    value(await usual(7, 'Room 5'))
    value(await own(1, 'Room 5'))
    value(await settings(patterns))
    value(await usual(7, 'Room 6', '2027-03-01T09:00Z'))
    expect(await notices()).toEqual([])
    expect(await places()).toEqual([null, 'Room 5', null, 'Room 5'])
    expect((await slots()).find(({ weekday }) => weekday === 7)?.place).toBe('Room 6')
  })

  test('changed in the settings is told once for all slots, and taken away it is open again', async () => {
    value(
      await settings([
        { ...SUNDAY, place: null },
        { ...WEDNESDAY, place: 'Annexe' },
      ]),
    )
    expect(await places()).toEqual(['Annexe', null, 'Annexe', null])
    expect(await notices()).toEqual([[0, 1, 2, 3]])
  })

  test('of a slot that begins later from now on reaches also the sessions that keep the time of before', async () => {
    value(await settings([{ ...SUNDAY, startTime: '15:00', place: 'Room 6' }, WEDNESDAY]))
    expect(await places()).toEqual([null, 'Room 6', null, 'Room 6'])
    const times = (await slots()).map(({ weekday, startTime }) => `${weekday} ${startTime}`)
    expect(times).toEqual(['7 15:00', '3 18:30'])
    value(await usual(7, 'Room 7'))
    expect(await places()).toEqual([null, 'Room 7', null, 'Room 7'])
  })

  test('of a slot that is given up stays with its sessions, and can still be changed for them', async () => {
    value(await settings([WEDNESDAY]))
    expect(await places()).toEqual([null, 'Room 5', null, 'Room 5'])
    expect((await slots()).map(({ weekday }) => weekday)).toEqual([3, 7])
    value(await usual(7, 'Room 6'))
    expect(await places()).toEqual([null, 'Room 6', null, 'Room 6'])
    expect((await slots('2027-03-01T09:00Z')).map(({ weekday }) => weekday)).toEqual([3])
  })

  test('of a slot that comes back is the one that is said then', async () => {
    value(await settings([WEDNESDAY]))
    value(await settings([{ ...SUNDAY, place: 'Room 8' }, WEDNESDAY]))
    expect(await places()).toEqual([null, 'Room 8', null, 'Room 8'])
  })
})

describe('the notice', () => {
  test('that waits to be posted serves for what is changed meanwhile', async () => {
    value(await own(1, 'Church house'))
    value(await own(1, 'Park'))
    value(await own(1, 'Room 5'))
    expect(await notices()).toEqual([[1]])
    value(await usual(7, 'Room 6'))
    expect(await notices()).toEqual([[1], [3]])
  })

  test('that is parked until the channel can be posted in serves for what is changed meanwhile, too', async () => {
    value(await own(1, 'Church house'))
    await desk.database.db.delivery.updateMany({
      where: { groupId: group.id, status: 'pending' },
      data: { status: 'failed', reason: 'is_archived' },
    })
    value(await own(1, 'Park', '2027-01-13T09:00Z'))
    value(await own(1, 'Garden', '2027-01-14T09:00Z'))
    expect(await notices()).toEqual([[1]])
  })

  test('that Slack refused for its own sake is followed by another', async () => {
    value(await own(1, 'Church house'))
    await desk.database.db.delivery.updateMany({
      where: { groupId: group.id, status: 'pending' },
      data: { status: 'failed', reason: 'msg_blocks_too_long' },
    })
    value(await own(1, 'Park', '2027-01-13T09:00Z'))
    expect(await notices()).toEqual([[1], [1]])
  })

  test('that is in Slack is followed by another, and brought up to date itself', async () => {
    value(await own(1, 'Church house'))
    await post(EARLY)
    value(await own(1, 'Park', '2027-01-13T09:00Z'))
    expect(await notices()).toEqual([[1], [1]])
    const [first] = await desk.database.db.delivery.findMany({
      where: { groupId: group.id, about: { path: ['kind'], equals: 'placeChanged' } },
      orderBy: { id: 'asc' },
    })
    const jobs = await desk.database.db.$queryRaw<{ id: string }[]>`
      SELECT data->>'deliveryId' AS id FROM pgboss.job WHERE name = 'refresh'`
    expect(jobs.map(({ id }) => id)).toContain(first?.id)
  })

  test('is one, however many say it at once', async () => {
    await Promise.all([own(1, 'Park'), own(1, 'Park', EARLY, 'ines'), own(1, 'Park')])
    expect(await places()).toEqual([null, 'Park', null, 'Room 5'])
    expect(await notices()).toEqual([[1]])
  })
})
