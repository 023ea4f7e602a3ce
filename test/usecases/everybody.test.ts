import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerSheet, recordAnswers } from '#usecases/answer.ts'
import { nextDue } from '#usecases/due.ts'
import { statusHere } from '#usecases/status.ts'
import { tick } from '#usecases/tick.ts'
import {
  answerAll,
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

const told = async (group: TestGroup) => (await said(group, 'everybodyAnswered')).map(({ to }) => to).sort()

test('the convenors hear once that everybody has answered, when nobody has changed anything for a while', async () => {
  const group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
  await pollFor(group)
  for (const name of ['ruth', 'amara', 'ben']) await answerAll(group, name, 'can')
  await tick(desk.at('2027-01-05T09:00Z'))
  expect(await told(group)).toEqual([])
  await answerAll(group, 'chloe', 'cannot', '2027-01-05T10:00Z')
  await tick(desk.at('2027-01-05T10:14Z'))
  expect(await told(group)).toEqual([])
  expect(await nextDue(desk.at('2027-01-05T10:14Z'))).toMatchObject({ what: 'everybodyAnswered' })
  await Promise.all([tick(desk.at('2027-01-05T10:15Z')), tick(desk.at('2027-01-05T10:15Z'))])
  await answerAll(group, 'chloe', 'can', '2027-01-05T11:00Z')
  await tick(desk.at('2027-01-05T12:00Z'))
  expect(await told(group)).toEqual(['ines', 'ruth'])
})

test('a change of mind puts the news off, and taking back one’s only answer holds it back', async () => {
  const group = await newGroup(desk)
  const pollId = await pollFor(group)
  for (const name of ['ruth', 'amara', 'ben', 'chloe']) await answerAll(group, name, 'can')
  const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('ben')))
  const change = new Map([[poll.dates[0]?.id ?? '', 'cannot' as const]])
  value(await recordAnswers(desk.at('2027-01-04T09:14Z'), group.as('ben'), pollId, change))
  await tick(desk.at('2027-01-04T09:15Z'))
  expect(await told(group)).toEqual([])
  await desk.database.db.answer.updateMany({
    where: { member: { slackUserId: 'U-ben' } },
    data: { value: null },
  })
  await tick(desk.at('2027-01-04T12:00Z'))
  expect(await told(group)).toEqual([])
})

test('a convenor sees how many are silent, and a member only their own part', async () => {
  const group = await newGroup(desk)
  await pollFor(group)
  await answerAll(group, 'ben', 'can')
  const ben = value(await statusHere(desk.at(MONDAY), group.as('ben')))
  const amara = value(await statusHere(desk.at(MONDAY), group.as('amara')))
  expect(ben).toMatchObject({ isConvenor: false, silent: 3 })
  expect(ben.mine?.answered).toBe(ben.poll?.dates.length)
  expect(amara.mine?.answered).toBe(0)
  expect(value(await statusHere(desk.at(MONDAY), group.as('ruth'))).isConvenor).toBe(true)
})

test('what goes wrong with one group does not keep the others from theirs', async () => {
  const broken = await newGroup(desk)
  const pollId = await pollFor(broken)
  const group = await newGroup(desk)
  await pollFor(group)
  for (const name of ['ruth', 'amara', 'ben', 'chloe']) await answerAll(group, name, 'can')
  for (const name of ['ruth', 'amara', 'ben', 'chloe']) await answerAll(broken, name, 'can')
  // Nothing about this poll can be stored.
  await desk.database.db.$executeRawUnsafe(
    `ALTER TABLE deliveries ADD CONSTRAINT broken CHECK (about->>'pollId' IS DISTINCT FROM '${pollId}') NOT VALID`,
  )
  await expect(tick(desk.at('2027-01-04T10:00Z'))).rejects.toThrow('parts of a tick failed')
  await desk.database.db.$executeRawUnsafe('ALTER TABLE deliveries DROP CONSTRAINT broken')
  expect(await told(broken)).toEqual([])
  expect(await told(group)).toEqual(['ruth'])
  await tick(desk.at('2027-01-04T10:01Z'))
  expect(await told(broken)).toEqual(['ruth'])
})
