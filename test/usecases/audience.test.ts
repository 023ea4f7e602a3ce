import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReadAlong } from '#domain/delivery.ts'
import { audienceChanges, noteAudience } from '#usecases/audience.ts'
import { lookAfterParked } from '#usecases/parked.ts'
import { type Desk, MONDAY, newGroup, openDesk, said, type TestGroup } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.$executeRaw`UPDATE audiences SET open_to = NULL`
  group = await newGroup(desk, { convenors: ['ruth', 'amara'] })
  await questions()
})
afterAll(() => desk.close())

const now = () => desk.at(MONDAY)
const changes = () => audienceChanges(now(), group.id)

/** Slack is asked, and shows this. */
async function seen(...shown: (ReadAlong | null)[]): Promise<void> {
  for (const each of shown) expect(await noteAudience(now(), group.id, each, await changes())).toBe(true)
}

/** Who was told of what, in order. */
const told = async () => (await said(group, 'couldNotPost')).map(({ to, refused }) => `${to}: ${refused}`)

/** How often Slack is to be asked about the channel. */
async function questions(): Promise<number> {
  const { boss } = now().queue
  const jobs = await boss.fetch<{ groupId: string }>('parked', { batchSize: 1000 })
  for (const { id } of jobs) await boss.complete('parked', id)
  return jobs.filter(({ data }) => data.groupId === group.id).length
}

test('as long as a channel is private nobody is told anything', async () => {
  await seen(null, null)
  expect([await told(), await questions(), await changes()]).toEqual([[], 0, 0])
})

test('each convenor is told once that others could read along, however often Slack shows it', async () => {
  await seen('shared', 'shared', 'shared')
  expect(await told()).toEqual(['amara: shared', 'ruth: shared'])
})

test('and anew each time, also when nothing was posted in between', async () => {
  await seen('shared', null, 'shared', 'shared', null, null, 'shared')
  expect((await told()).filter((line) => line.startsWith('ruth'))).toHaveLength(3)
})

test('that it is public, and not shared any more, is news, too, because something else is to be done', async () => {
  await seen('public', 'shared', 'public')
  expect((await told()).filter((line) => line.startsWith('ruth'))).toEqual([
    'ruth: public',
    'ruth: shared',
    'ruth: public',
  ])
})

test('whoever begins to convene in the meantime is told as well', async () => {
  await seen('public')
  await desk.database.db.convenor.create({ data: { groupId: group.id, slackUserId: 'U-ben' } })
  await seen('public')
  expect(await told()).toEqual(['amara: public', 'ruth: public', 'ben: public'])
})

test('an answer from before the last change counts for nothing, and Slack is to be asked again', async () => {
  const before = await changes()
  await seen('shared')
  expect(await noteAudience(now(), group.id, null, before)).toBe(false)
  await seen(null)
  expect(await noteAudience(now(), group.id, 'shared', before + 1)).toBe(false)
  expect(await told()).toHaveLength(2)
})

test('what waits is looked after as soon as the channel is private again, and once', async () => {
  await seen('shared')
  expect(await questions()).toBe(0)
  await seen(null, null)
  expect(await questions()).toBe(1)
})

test('while others could read along Slack is asked now and then, also where nothing waits', async () => {
  await lookAfterParked(now())
  expect(await questions()).toBe(0)
  await seen('public')
  await lookAfterParked(now())
  await lookAfterParked(now())
  expect(await questions()).toBe(1)
})
