import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setApology } from '#usecases/apology.ts'
import { closePoll } from '#usecases/close.ts'
import { nextDue } from '#usecases/due.ts'
import { fixRun } from '#usecases/fix.ts'
import { tellOfLowNumbers } from '#usecases/minimum.ts'
import { skip } from '#usecases/session.ts'
import {
  answerAll,
  code,
  type Desk,
  fixedRun,
  inRun,
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
let first: string

/** The first session is on Wednesday 20 January at 18:30; four members, a minimum of three; reminders a week and a day before. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(() => begin())
afterAll(() => desk.close())

async function begin(settings: Parameters<typeof newGroup>[1] = {}): Promise<void> {
  group = await newGroup(desk, { minimum: 3, convenors: ['ruth', 'ines'], ...settings })
  const run = await fixedRun(group)
  runId = run.runId
  first = run.sessionIds[0] ?? ''
}

const EARLY = '2027-01-12T09:00Z'
const WEEK_BEFORE = '2027-01-13T18:30Z'
const DAY_BEFORE = '2027-01-19T18:30Z'
const START = '2027-01-20T18:30Z'

const set = (name: string, isSent: boolean, iso: string) =>
  setApology(desk.at(iso), group.as(name), first, isSent)
const apologise = async (iso: string, ...names: string[]) => {
  for (const name of names) value(await set(name, true, iso))
}
const look = (iso: string) => inRun(desk.at(iso), runId, tellOfLowNumbers)
/** Who has been told, and on which occasion. */
const told = async () =>
  (await said(group, 'belowMinimum'))
    .filter(({ status }) => status !== 'skipped')
    .map(({ to, occasion }) => `${to} ${occasion}`)
    .sort()
const BOTH_TIMES = ['ines P1D', 'ines P7D', 'ruth P1D', 'ruth P7D']

describe('low numbers', () => {
  test('by early apologies are told at each reminder, once to each convenor, however many instances look', async () => {
    await apologise(EARLY, 'ben', 'chloe')
    await look('2027-01-13T18:29:59Z')
    expect(await told()).toEqual([])
    await Promise.all([look(WEEK_BEFORE), look(WEEK_BEFORE), look(WEEK_BEFORE)])
    await look('2027-01-15T09:00Z')
    expect(await told()).toEqual(['ines P7D', 'ruth P7D'])
    await look(DAY_BEFORE)
    await look('2027-01-20T18:29Z')
    expect(await told()).toEqual(BOTH_TIMES)
    await look(START)
    expect(await told()).toEqual(BOTH_TIMES)
  })

  test('are not told when there are enough at the time, nor afterwards on its account', async () => {
    await apologise(EARLY, 'ben')
    await look(WEEK_BEFORE)
    await apologise('2027-01-14T09:00Z', 'chloe')
    value(await set('chloe', false, '2027-01-14T10:00Z'))
    const atOnce = (await told()).filter((each) => /P\dD/.test(each))
    await look('2027-01-14T11:00Z')
    expect((await told()).filter((each) => /P\dD/.test(each))).toEqual(atOnce)
    expect(atOnce).toEqual([])
  })

  test('by answers that did not suit the date are told at the reminders, too', async () => {
    const other = await newGroup(desk, { minimum: 3 })
    const pollId = await pollFor(other)
    for (const name of ['ruth', 'amara']) await answerAll(other, name, 'can')
    for (const name of ['ben', 'chloe']) await answerAll(other, name, 'cannot')
    await closePoll(desk.at('2027-01-11T20:00Z'), pollId)
    const fixed = value(await fixRun(desk.at('2027-01-11T20:05Z'), other.as('ruth'), pollId, [0, 3, 6]))
    expect(await said(other, 'belowMinimum')).toEqual([])
    await inRun(desk.at(WEEK_BEFORE), fixed.runId, tellOfLowNumbers)
    expect(await said(other, 'belowMinimum')).toMatchObject([{ to: 'ruth', occasion: 'P7D' }])
  })

  test('that a nearer time has overtaken, while the bot was away, are told once', async () => {
    await apologise(EARLY, 'ben', 'chloe')
    await look('2027-01-20T09:00Z')
    await look('2027-01-20T09:01Z')
    expect(await told()).toEqual(['ines P1D', 'ruth P1D'])
  })

  test('are not told any more once the session has begun, or is skipped', async () => {
    await apologise(EARLY, 'ben', 'chloe')
    await look(START)
    await look('2027-01-20T19:00Z')
    expect(await told()).toEqual([])
    value(await skip(desk.at(EARLY), group.as('ruth'), first))
    await look(DAY_BEFORE)
    expect(await told()).toEqual([])
  })

  test('of a group without reminders are told two days before', async () => {
    await begin({ reminders: [] })
    await apologise(EARLY, 'ben', 'chloe')
    await look('2027-01-18T18:29Z')
    expect(await told()).toEqual([])
    await look('2027-01-18T18:30Z')
    expect(await told()).toEqual(['ines P2D', 'ruth P2D'])
  })

  test('are the next thing in sight of such a group', async () => {
    const alone = await openDesk()
    await fixedRun(await newGroup(alone, { reminders: [] }))
    const due = await nextDue(alone.at(EARLY))
    expect(due?.what).toBe('minimum')
    expect(due?.at.toUTC().toISO()).toBe('2027-01-18T18:30:00.000Z')
    await alone.close()
  })

  test('are not told to somebody who became a convenor after the others were', async () => {
    await apologise(EARLY, 'ben', 'chloe')
    await look(WEEK_BEFORE)
    await desk.database.db.convenor.create({ data: { groupId: group.id, slackUserId: 'U-amara' } })
    await look('2027-01-14T09:00Z')
    expect(await told()).toEqual(['ines P7D', 'ruth P7D'])
    await look(DAY_BEFORE)
    expect(await told()).toContain('amara P1D')
  })
})

describe('a late apology', () => {
  const LATE = '2027-01-15T09:00:00.000Z'

  test('that takes the numbers below the minimum is told at once, and one that does not is not', async () => {
    await apologise('2027-01-14T09:00Z', 'ben')
    expect(await told()).toEqual([])
    await apologise(LATE, 'chloe')
    expect(await told()).toEqual([`ines ${LATE}`, `ruth ${LATE}`])
    await apologise('2027-01-16T09:00Z', 'amara')
    value(await set('amara', false, '2027-01-16T10:00Z'))
    expect(await told()).toEqual([`ines ${LATE}`, `ruth ${LATE}`])
  })

  test('is told again when the line is crossed again', async () => {
    await apologise('2027-01-14T09:00Z', 'ben', 'chloe')
    value(await set('chloe', false, '2027-01-14T10:00Z'))
    await apologise(LATE, 'amara')
    expect(await told()).toHaveLength(4)
  })

  test('of two at the same moment is told once', async () => {
    await Promise.all([set('ben', true, LATE), set('chloe', true, LATE)])
    expect(await told()).toEqual([`ines ${LATE}`, `ruth ${LATE}`])
  })

  test('just before the numbers are looked at is not told twice', async () => {
    const late = '2027-01-13T18:30:05.000Z'
    await apologise(EARLY, 'ben')
    await apologise(late, 'chloe')
    await look('2027-01-13T18:30:10Z')
    expect(await told()).toEqual([`ines ${late}`, `ruth ${late}`])
    await look(DAY_BEFORE)
    expect(await told()).toHaveLength(4)
  })

  test('for a session that has begun is refused, and says nothing', async () => {
    await apologise(EARLY, 'ben')
    expect(code(await set('chloe', true, START))).toBe('sessionOver')
    expect(await told()).toEqual([])
  })
})
