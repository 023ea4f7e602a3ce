import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getGroup } from '#db/group.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { expected } from '#domain/session.ts'
import { myApologies, setApology } from '#usecases/apology.ts'
import { advanceBusStop } from '#usecases/bus-stop.ts'
import { closePoll } from '#usecases/close.ts'
import { fixRun } from '#usecases/fix.ts'
import { changeSettings } from '#usecases/group.ts'
import { groupsAwayFrom, homeOf } from '#usecases/home.ts'
import { interestNow } from '#usecases/interest.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { offerNow } from '#usecases/offer.ts'
import { recordPresence } from '#usecases/presence.ts'
import { statusHere } from '#usecases/status.ts'
import { tick } from '#usecases/tick.ts'
import {
  answerAll,
  code,
  type Desk,
  fixedRun,
  inRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  postPages,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
})
afterAll(() => desk.close())

const EVERYBODY = ['ruth', 'amara', 'ben', 'chloe']
const ids = (names: string[]) => names.map((name) => `U-${name}`)

/** Slack shows these people in the channel, and these accounts as closed. */
const see = (there: string[], closed: string[] = [], iso = MONDAY) =>
  recordPresence(desk.at(iso), group.id, { inChannel: ids(there), closed: ids(closed) })
const without = (...names: string[]) => EVERYBODY.filter((name) => !names.includes(name))
const now = () => getGroup(desk.database.db, group.id)
const names = (people: { slackUserId: string }[]) => people.map(({ slackUserId }) => slackUserId.slice(2))

describe('somebody who leaves the channel', () => {
  test('is away, keeps their place, and is back when they return', async () => {
    await see(EVERYBODY)
    await see(without('ben'))
    expect(names((await now()).members)).toEqual(['ruth', 'amara', 'chloe'])
    expect(names((await now()).away)).toEqual(['ben'])
    await see(EVERYBODY)
    expect(names((await now()).members)).toEqual(EVERYBODY)
    expect((await now()).away).toEqual([])
  })

  test('is told to every convenor once, and so is their return', async () => {
    await see(EVERYBODY)
    await Promise.all([see(without('ben')), see(without('ben')), see(without('ben'))])
    await see(without('ben'), [], '2027-01-05T09:00Z')
    expect((await said(group, 'memberAway')).map(({ to, isClosed }) => [to, isClosed])).toEqual([
      ['ines', false],
      ['ruth', false],
    ])
    await see(EVERYBODY, [], '2027-01-06T09:00Z')
    await see(without('ben'), [], '2027-01-07T09:00Z')
    expect((await said(group, 'memberBack')).map(({ to }) => to)).toEqual(['ines', 'ruth'])
    expect(await said(group, 'memberAway')).toHaveLength(4)
  })

  test('is not told that they left themselves', async () => {
    await see(EVERYBODY)
    await see(without('ruth'))
    expect((await said(group, 'memberAway')).map(({ to }) => to)).toEqual(['ines'])
    expect((await now()).convenorIds).toEqual(['U-ines', 'U-ruth'])
  })

  test('and convenes the group hears once how to hand over, each time that they leave', async () => {
    const outside = async () => (await said(group, 'convenorOutside')).map(({ to }) => to)
    await see(EVERYBODY)
    await see(without('ben'))
    expect(await outside()).toEqual([])
    for (let look = 0; look < 3; look += 1) await see(without('ruth'))
    expect(await outside()).toEqual(['ruth'])
    await see(EVERYBODY, [], '2027-01-06T09:00Z')
    await see(without('ruth'), ['ruth'], '2027-01-07T09:00Z')
    expect(await outside()).toEqual(['ruth'])
  })

  test('may do nothing in the group until they are back, and is told why', async () => {
    await see(EVERYBODY)
    await see(without('ben'))
    expect(code(await statusHere(desk.at(MONDAY), group.as('ben')))).toBe('memberAway')
    const { statuses: everywhere } = await homeOf(desk.at(MONDAY), group.as('ben'))
    expect(everywhere.filter((each) => each.group.id === group.id)).toEqual([])
    const isAway = async (name: string) =>
      (await groupsAwayFrom(desk.at(MONDAY), group.as(name))).some(({ id }) => id === group.id)
    expect([await isAway('ben'), await isAway('amara')]).toEqual([true, false])
    await see(EVERYBODY)
    expect(code(await statusHere(desk.at(MONDAY), group.as('ben')))).toBeUndefined()
    expect(await isAway('ben')).toBe(false)
  })

  test('keeps their place: no other can be invited to it', async () => {
    group = await newGroup(desk, { places: 4, interested: ['isla'] })
    await fixedRun(group)
    await see(EVERYBODY)
    await see(without('ben'))
    const { inviting } = value(await interestNow(desk.at('2027-01-12T09:00Z'), group.as('ruth')))
    expect(inviting?.placesFree).toBe(0)
    const status = value(await statusHere(desk.at('2027-01-12T09:00Z'), group.as('ruth')))
    expect(status.mayInvite).toBe(false)
  })
})

describe('during a poll', () => {
  test('whoever is away is neither counted nor nudged nor planned for, and their answers are kept', async () => {
    await see(EVERYBODY)
    const pollId = await pollFor(group)
    for (const name of without('chloe')) await answerAll(group, name, 'can')
    await see(without('amara', 'chloe'))
    expect(code(await nudgeNow(desk.at('2027-01-05T09:00Z'), group.as('ruth')))).toBe('nobodyIsSilent')
    await closePoll(desk.at('2027-01-11T20:00Z'), pollId)
    const offer = value(await offerNow(desk.at('2027-01-11T20:01Z'), group.as('ruth')))
    expect(offer.answers.size).toBe(2)
    await see(EVERYBODY, [], '2027-01-11T20:02Z')
    const later = value(await offerNow(desk.at('2027-01-11T20:03Z'), group.as('ruth')))
    expect([...later.answers.values()].filter((answers) => answers.size > 0)).toHaveLength(3)
  })

  test('the last silent member leaving means that everybody has answered', async () => {
    await see(EVERYBODY)
    await pollFor(group)
    for (const name of without('chloe')) await answerAll(group, name, 'can')
    await see(without('chloe'))
    await tick(desk.at('2027-01-05T09:00Z'))
    expect(await said(group, 'everybodyAnswered')).toHaveLength(2)
  })

  test('the pages are brought up to date, and on a return the numbers are read back', async () => {
    await see(EVERYBODY)
    const pollId = await pollFor(group)
    await postPages(group, pollId)
    const jobs = (name: string) =>
      desk.database.db.$queryRaw<{ data: unknown }[]>`
        SELECT data FROM pgboss.job WHERE name = ${name} AND state = 'created'
        AND data->>'pollId' IS NOT DISTINCT FROM ${name === 'readBack' ? pollId : null}`
    const before = (await jobs('refresh')).length
    await see(without('ben'))
    expect((await jobs('refresh')).length).toBeGreaterThan(before)
    expect(await jobs('readBack')).toHaveLength(0)
    await see(EVERYBODY, [], '2027-01-05T09:00Z')
    expect(await jobs('readBack')).toHaveLength(1)
  })
})

describe('before a session', () => {
  const count = async (sessionId: string) => {
    const { db } = desk.database
    const apologies = await db.apology.findMany({ where: { sessionId } })
    return expected(
      (await now()).members.map(({ id }) => id),
      apologies.map(({ memberId }) => memberId),
    )
  }

  test('whoever is away is not expected; apologies that they sent before hold when they return', async () => {
    const [first = '', second = ''] = (await fixedRun(group)).sessionIds
    await see(EVERYBODY)
    value(await setApology(desk.at('2027-01-12T09:00Z'), group.as('ben'), first, true))
    expect([await count(first), await count(second)]).toEqual([3, 4])
    await see(without('ben'))
    expect([await count(first), await count(second)]).toEqual([3, 3])
    expect(code(await setApology(desk.at('2027-01-12T09:00Z'), group.as('ben'), second, true))).toBe(
      'memberAway',
    )
    await see(EVERYBODY)
    expect([await count(first), await count(second)]).toEqual([3, 4])
  })

  test('dates that are fixed while somebody is away hold what they had answered', async () => {
    await see(EVERYBODY)
    const pollId = await pollFor(group)
    for (const name of without('ben')) await answerAll(group, name, 'can')
    await answerAll(group, 'ben', 'cannot')
    await see(without('ben'))
    await closePoll(desk.at('2027-01-11T20:00Z'), pollId)
    value(await fixRun(desk.at('2027-01-11T20:05Z'), group.as('ruth'), pollId, [0, 3, 6]))
    await see(EVERYBODY)
    const mine = value(await myApologies(desk.at('2027-01-12T09:00Z'), group.as('ben')))
    expect(mine.coming.map(({ isSent }) => isSent)).toEqual([true, true, true])
  })
})

describe('a newcomer', () => {
  const settings = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London' }
  const change = async (added: string[], removed: string[]) => {
    const people = {
      memberIds: { added: ids(added), removed: ids(removed) },
      interestedIds: { added: [], removed: [] },
    }
    value(await changeSettings(desk.at(MONDAY), group.as('ruth'), settings, people))
  }

  test('whom nobody has let in yet belongs to the group, and has arrived once they are found', async () => {
    await change(['dan'], [])
    await see(EVERYBODY)
    const dan = async () => (await now()).members.find(({ slackUserId }) => slackUserId === 'U-dan')
    expect(await dan()).toMatchObject({ hasArrived: false })
    await see([...EVERYBODY, 'dan'])
    expect(await dan()).toMatchObject({ hasArrived: true })
    await see(EVERYBODY)
    expect(names((await now()).away)).toEqual(['dan'])
    expect(await said(group, 'memberBack')).toEqual([])
  })

  test('is also somebody who was away and is put on the roster again', async () => {
    await see(EVERYBODY)
    await see(without('ben'))
    await change([], ['ben'])
    await change(['ben'], [])
    expect((await now()).members.find(({ slackUserId }) => slackUserId === 'U-ben')).toMatchObject({
      hasArrived: false,
    })
    await see(without('ben'))
    expect((await now()).away).toEqual([])
  })
})

describe('an account that is closed', () => {
  test.each([
    ['still listed in the channel', EVERYBODY],
    ['not listed any more', without('ben')],
  ])('%s, is away and told so, and back when it is open again', async (_, there) => {
    await see(EVERYBODY)
    await see(there, ['ben'])
    expect(names((await now()).away)).toEqual(['ben'])
    expect((await said(group, 'memberAway')).map(({ isClosed }) => isClosed)).toEqual([true, true])
    await see(EVERYBODY)
    expect((await now()).away).toEqual([])
  })

  test('of a convenor ends that they convene; the others are told once, and again when it is open', async () => {
    await see(EVERYBODY)
    await see(without('ruth'), ['ruth'])
    await see(without('ruth'), ['ruth'], '2027-01-05T09:00Z')
    expect((await now()).convenorIds).toEqual(['U-ines'])
    expect(code(await nudgeNow(desk.at(MONDAY), group.as('ruth')))).toBe('memberAway')
    expect((await said(group, 'convenorGone')).map(({ to, slackUserId }) => [to, slackUserId])).toEqual([
      ['ines', 'U-ruth'],
    ])
    expect(await said(group, 'memberAway')).toEqual([])
    expect(await said(group, 'convenorWanted')).toEqual([])
    await see(EVERYBODY, [], '2027-01-06T09:00Z')
    expect((await now()).convenorIds).toEqual(['U-ines', 'U-ruth'])
    expect((await said(group, 'convenorBack')).map(({ to }) => to)).toEqual(['ines'])
  })
})

test('whoever was away when everybody was asked about the bus stop is asked when they are back', async () => {
  const { runId } = await fixedRun(group)
  await see(EVERYBODY)
  await see(without('ben'))
  await inRun(desk.at('2027-01-20T22:00Z'), runId, advanceBusStop)
  const asked = async () => (await said(group, 'busStopQuestion')).map(({ to }) => to)
  expect(await asked()).toEqual(['ruth', 'amara', 'chloe'])
  await see(EVERYBODY, [], '2027-01-21T09:00Z')
  expect(await asked()).toEqual(['ruth', 'amara', 'chloe', 'ben'])
})
