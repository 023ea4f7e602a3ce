import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerSheet, recordAnswers } from '#usecases/answer.ts'
import { closePoll } from '#usecases/close.ts'
import { fixRun } from '#usecases/fix.ts'
import { offerNow } from '#usecases/offer.ts'
import {
  answerAll,
  code,
  type Desk,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const CLOSING = '2027-01-11T20:00Z'
const PLACES = [0, 3, 6]

/** A group whose poll is closed; everybody can make every date. */
async function answered(convenors = ['ruth']): Promise<{ group: TestGroup; pollId: string }> {
  const group = await newGroup(desk, { convenors })
  const pollId = await pollFor(group)
  for (const name of ['ruth', 'amara', 'ben', 'chloe']) await answerAll(group, name, 'can')
  await closePoll(desk.at(CLOSING), pollId)
  return { group, pollId }
}

const sessions = (group: TestGroup) =>
  desk.database.db.session.findMany({
    where: { run: { groupId: group.id } },
    orderBy: { startsAt: 'asc' },
    include: { apologies: true },
  })

describe('fixing a run', () => {
  test('by two convenors at once fixes it once and tells the other', async () => {
    const { group, pollId } = await answered(['ruth', 'ines'])
    const fix = (name: string) => fixRun(desk.at(CLOSING), group.as(name), pollId, PLACES)
    const outcomes = await Promise.all([fix('ruth'), fix('ines'), fix('ruth')])
    expect(outcomes.map(code).sort()).toEqual(['pollDecidedAlready', 'pollDecidedAlready', undefined])
    expect(await sessions(group)).toHaveLength(3)
    expect(await said(group, 'runCard')).toHaveLength(1)
    expect((await said(group, 'nextSteps')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
    expect(await desk.database.db.busStop.count({ where: { run: { groupId: group.id } } })).toBe(1)
  })

  test('fixes exactly the dates that were shown, numbered in order, and makes the run firm', async () => {
    const { group, pollId } = await answered()
    const dates = await desk.database.db.pollDate.findMany({
      where: { pollId },
      orderBy: { startsAt: 'asc' },
    })
    value(await fixRun(desk.at(CLOSING), group.as('ruth'), pollId, PLACES))
    const fixed = await sessions(group)
    expect(fixed.map(({ startsAt }) => startsAt)).toEqual(PLACES.map((place) => dates[place]?.startsAt))
    expect(fixed.map(({ number, status, undoUntil }) => [number, status, undoUntil])).toEqual([
      [1, 'firm', null],
      [2, 'firm', null],
      [3, 'firm', null],
    ])
    expect(await desk.database.db.run.findFirst({ where: { groupId: group.id } })).toMatchObject({
      status: 'fixed',
    })
    expect(code(await offerNow(desk.at(CLOSING), group.as('ruth')))).toBe('pollDecidedAlready')
  })

  test('takes those who cannot come as having sent their apologies, and the silent as expected', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    for (const name of ['ruth', 'amara']) await answerAll(group, name, 'can')
    await answerAll(group, 'ben', 'can')
    const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('ben')))
    const cannot = new Map([[poll.dates[3]?.id ?? '', 'cannot' as const]])
    value(await recordAnswers(desk.at(MONDAY), group.as('ben'), pollId, cannot))
    await closePoll(desk.at(CLOSING), pollId)
    value(await fixRun(desk.at(CLOSING), group.as('ruth'), pollId, PLACES))
    const ben = await desk.database.db.member.findFirstOrThrow({
      where: { groupId: group.id, slackUserId: 'U-ben' },
    })
    const apologies = (await sessions(group)).map((session) =>
      session.apologies.map(({ memberId }) => memberId),
    )
    expect(apologies).toEqual([[], [ben.id], []])
  })

  test.each([
    ['two places instead of three', [0, 3]],
    ['one place twice', [0, 0, 3]],
    ['a place the poll does not have', [0, 3, 99]],
    ['four places', [0, 3, 6, 9]],
  ])('with %s fixes nothing', async (_, places) => {
    const { group, pollId } = await answered()
    expect(code(await fixRun(desk.at(CLOSING), group.as('ruth'), pollId, places))).toBe('datesChanged')
    expect(await sessions(group)).toEqual([])
  })

  test('with a date that has gone by fixes nothing', async () => {
    const { group, pollId } = await answered()
    const late = desk.at('2027-01-20T18:30Z')
    expect(code(await fixRun(late, group.as('ruth'), pollId, PLACES))).toBe('datesGoneBy')
    expect(await sessions(group)).toEqual([])
  })

  test('from a poll that is still open is refused', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    expect(code(await fixRun(desk.at(MONDAY), group.as('ruth'), pollId, PLACES))).toBe('pollStillOpen')
    expect(code(await offerNow(desk.at(MONDAY), group.as('ruth')))).toBe('pollStillOpen')
  })

  test('from a poll after which another was opened is refused', async () => {
    const { group, pollId } = await answered()
    await pollFor(group, { sessions: 2 })
    expect(code(await fixRun(desk.at(CLOSING), group.as('ruth'), pollId, PLACES))).toBe('pollReplaced')
    expect(await sessions(group)).toEqual([])
  })
})

describe('what is on offer', () => {
  test('keeps the group’s rules and names who has said nothing', async () => {
    const group = await newGroup(desk, { gapMinDays: 7, gapMaxDays: 14, gapPreferredDays: 10 })
    const pollId = await pollFor(group)
    for (const name of ['ruth', 'amara']) await answerAll(group, name, 'can')
    await closePoll(desk.at(CLOSING), pollId)
    const { poll, plan } = value(await offerNow(desk.at(CLOSING), group.as('ruth')))
    if (plan.kind === 'refusal') throw new Error(plan.blockedBy.rule)
    expect(plan.silentMemberIds).toHaveLength(2)
    for (const option of plan.options) {
      const starts = poll.dates
        .filter(({ id }) => option.dateIds.includes(id))
        .map(({ on }) => Date.parse(on))
      const gaps = starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / 86_400_000)
      expect(gaps).toHaveLength(2)
      for (const gap of gaps) expect(gap >= 7 && gap <= 14).toBe(true)
    }
  })

  test('leaves out the answers of somebody who has got off since', async () => {
    const { group } = await answered()
    const { db } = desk.database
    await db.member.updateMany({
      where: { groupId: group.id, slackUserId: 'U-chloe' },
      data: { gotOffAt: new Date('2027-01-11T20:01Z') },
    })
    const { plan } = value(await offerNow(desk.at(CLOSING), group.as('ruth')))
    expect(plan.kind === 'options' && plan.options[0]?.possibleAttendances).toBe(9)
  })

  test('says which rule blocks when there is no run', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    for (const name of ['ruth', 'amara', 'ben']) await answerAll(group, name, 'cannot')
    await closePoll(desk.at(CLOSING), pollId)
    const { plan } = value(await offerNow(desk.at(CLOSING), group.as('ruth')))
    expect(plan).toMatchObject({ kind: 'refusal', blockedBy: { rule: 'minimum' } })
  })

  test('is nothing before there was a poll', async () => {
    const group = await newGroup(desk)
    expect(code(await offerNow(desk.at(MONDAY), group.as('ruth')))).toBe('noPollToFix')
  })
})
