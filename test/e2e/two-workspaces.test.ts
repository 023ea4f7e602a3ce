import { afterAll, beforeAll, expect, test } from 'vitest'
import { HARBOUR, type Part, STORY, seen, tell, WILLOW } from '../support/side-by-side.ts'
import { startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts'
import { startWorld, type World } from '../support/world.ts'

let both: TwoWorkspaces
/** What people see of each group where the bot is theirs alone. */
let alone: ReturnType<typeof seen>[]

/** The same channel, the same people, the same hours: the story of both, side by side and each by itself. */
beforeAll(async () => {
  both = await startTwoWorkspaces()
  await both.install(both.one)
  await both.install(both.other)
  const sideBySide = tell(STORY, [
    [both.one, WILLOW],
    [both.other, HARBOUR],
  ])
  alone = await Promise.all([byItself(WILLOW), byItself(HARBOUR)])
  await sideBySide
}, 240_000)
afterAll(() => both.stop())

async function byItself(part: Part): Promise<ReturnType<typeof seen>> {
  const world = await startWorld({ transport: 'http', members: 3, others: 2 })
  await tell(STORY, [[world, part]])
  const whole = seen(world)
  await world.stop()
  return whole
}

const groupOf = ({ database, simulator }: World) =>
  database.db.group.findFirstOrThrow({ where: { workspace: { teamId: simulator.teamId } } })

test('channel, people and the bot have the same ids in both, and messages stand at the same places', async () => {
  const { one, other } = both
  expect(other.channelId).toBe(one.channelId)
  expect(other.people).toEqual(one.people)
  expect(other.simulator.botUserId).toBe(one.simulator.botUserId)
  const places = await one.database.db.delivery.groupBy({
    by: ['postedChannelId', 'ts'],
    where: { ts: { not: null } },
    _count: true,
    having: { ts: { _count: { gt: 1 } } },
  })
  expect(places.length).toBeGreaterThan(3)
})

test('people of each see word for word what they see where the bot is theirs alone', () => {
  const [willow, harbour] = alone
  expect(seen(both.one)).toEqual(willow)
  expect(seen(both.other)).toEqual(harbour)
  expect(willow).not.toEqual(harbour)
})

test('so nothing of one group is anywhere in the other', () => {
  const [willow, harbour] = [both.one, both.other].map((world) => JSON.stringify(seen(world)))
  expect([willow?.includes('Willow'), willow?.includes('Harbour')]).toEqual([true, false])
  expect([harbour?.includes('Willow'), harbour?.includes('Harbour')]).toEqual([false, true])
})

test('what somebody is sent about themselves is of their own workspace', () => {
  for (const [world, own, foreign] of [
    [both.one, 'Willow', 'Harbour'],
    [both.other, 'Harbour', 'Willow'],
  ] as const) {
    const amara = world.people.find(({ realName }) => realName === 'Amara')
    const files = world.simulator.directMessages(amara?.id ?? '').flatMap((each) => each.files)
    expect(files.map(({ name }) => name)).toContain('my-data.json')
    for (const { content } of files) {
      expect(content).toContain(own)
      expect(content).not.toContain(foreign)
    }
  }
})

test('in the database each has its own group, people and answers, and whoever is forgotten is so in both', async () => {
  const { db } = both.one.database
  const [willow, harbour] = [await groupOf(both.one), await groupOf(both.other)]
  expect([willow.name, harbour.name]).toEqual(['Willow', 'Harbour'])
  expect([willow.minimum, harbour.minimum]).toEqual([2, 3])
  for (const [{ id: groupId }, apologies] of [
    [willow, WILLOW.apologies],
    [harbour, HARBOUR.apologies],
  ] as const) {
    expect(await db.member.count({ where: { groupId } })).toBe(3)
    const ben = both.one.people.find(({ realName }) => realName === 'Ben')?.id ?? ''
    const sent = await db.apology.count({ where: { member: { groupId, slackUserId: ben } } })
    expect(sent).toBe(apologies)
  }
})
