import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announce } from '../support/announcement.ts'
import { HARBOUR, STORY, tell, WILLOW } from '../support/side-by-side.ts'
import { startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts'
import { posts, until, type World } from '../support/world.ts'

let both: TwoWorkspaces
let calls: number
/** Both groups have been set up, and ask about dates. */
beforeAll(async () => {
  both = await startTwoWorkspaces()
  await both.install(both.one)
  await both.install(both.other)
  await tell(STORY.slice(0, 2), [
    [both.one, WILLOW],
    [both.other, HARBOUR],
  ])
})
afterAll(() => both.stop())

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })
const workspaceOf = ({ database, simulator }: World) =>
  database.db.workspace.findUnique({ where: { teamId: simulator.teamId } })
const called = ({ simulator }: World) =>
  simulator
    .calls()
    .slice(calls)
    .map(({ method }) => method)
const said = (world: World) => posts(world).length

/** Something is said in the channel of one of the groups. */
const announceIn = (world: World) => announce(world, 'convenorsChanged', world.channelId)

test('where the app is removed nothing is said any more, and in the other workspace everything goes on', async () => {
  const { one, other } = both
  await other.simulator.uninstallApp()
  await until(async () => (await workspaceOf(other))?.uninstalledAt !== null, 'it to be known')
  await one.bot.settled()
  calls = other.simulator.calls().length
  const before = [said(one), said(other)]
  await announceIn(one)
  await announceIn(other)
  await one.moveTo(at('2027-01-05T09:00Z'))
  expect([said(one), said(other)]).toEqual([(before[0] ?? 0) + 1, before[1]])
  expect(called(other).filter((method) => method !== 'auth.test')).toEqual([])
  expect((await workspaceOf(one))?.uninstalledAt).toBeNull()
})

test('installed again with another token it goes on where it stopped', async () => {
  const { one, other } = both
  const before = [said(one), said(other)]
  expect((await both.install(other)).status).toBe(200)
  await other.bot.settled()
  expect([said(one), said(other)]).toEqual([before[0], (before[1] ?? 0) + 1])
  expect(await workspaceOf(other)).toMatchObject({
    uninstalledAt: null,
    botToken: other.simulator.botToken,
  })
  expect(called(other)).toContain('conversations.members')
  expect(called(other)).toContain('reactions.get')
})

test('where Slack no longer knows the token, and nobody was told, no other workspace waits for that', async () => {
  const { one, other } = both
  other.simulator.holdEvents()
  await other.simulator.uninstallApp()
  await other.simulator.releaseEvents('lost')
  const { db, queue } = one.bot.context()
  const groups = await db.group.findMany({
    orderBy: { workspace: { teamId: 'asc' } },
    include: { workspace: true },
  })
  const { id: dead = '' } = groups.find(({ workspace }) => workspace.teamId === other.simulator.teamId) ?? {}
  const { id: alive = '' } = groups.find(({ workspace }) => workspace.teamId === one.simulator.teamId) ?? {}
  const before = one.simulator.calls().length
  calls = other.simulator.calls().length
  await db.$transaction((tx) => queue.add(tx, 'presence', { groupId: dead }, dead))
  await announceIn(other)
  await until(() => called(other).includes('conversations.members'), 'Slack to refuse')
  await db.$transaction((tx) => queue.add(tx, 'presence', { groupId: alive }, alive))
  await announceIn(one)
  const asked = () =>
    one.simulator
      .calls()
      .slice(before)
      .map(({ method }) => method)
  await until(
    () => asked().includes('conversations.members') && asked().includes('chat.postMessage'),
    'the other workspace to have its turn',
    10,
  )
  expect(called(other).filter((method) => method === 'conversations.members')).toHaveLength(1)
  expect((await workspaceOf(other))?.uninstalledAt?.toISOString()).toBe('2027-01-05T09:00:00.000Z')
  expect((await workspaceOf(one))?.uninstalledAt).toBeNull()
})

test('installed once more, what waited is said', async () => {
  const before = said(both.other)
  await both.install(both.other)
  await until(() => said(both.other) === before + 1, 'what waited', 60)
})
