import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { oldestDue } from '#db/oldest-due.ts'
import { ask } from '#usecases/context.ts'
import { say } from '#usecases/say.ts'
import { type Desk, MONDAY, newGroup, openDesk } from '../support/group-desk.ts'

let desk: Desk
const TEAMS = ['T1', 'T2', 'T3']

/** In each workspace one message waits: since an hour, two and three. */
beforeAll(async () => {
  desk = await openDesk()
  const { db } = desk.database
  for (const [index, teamId] of TEAMS.entries()) {
    const group = await newGroup(desk, { teamId })
    await db.delivery.updateMany({ where: { groupId: group.id }, data: { status: 'skipped' } })
    const about = { kind: 'convenorsChanged', change: MONDAY } as const
    await db.$transaction((tx) => say(tx, desk.at(MONDAY), group, group.channelId, about))
    const createdAt = new Date(Date.now() - (index + 1) * 3_600_000)
    const { count } = await db.delivery.updateMany({
      where: { groupId: group.id, status: 'pending' },
      data: { createdAt },
    })
    expect(count).toBe(1)
  }
  await db.$executeRaw`DELETE FROM pgboss.job`
})
afterAll(() => desk.close())
beforeEach(async () => {
  const { workspace } = desk.database.db
  await workspace.updateMany({ data: { botToken: 'xoxb-1', refusedSince: null, uninstalledAt: null } })
})

/** After how many hours the oldest waits, and how many workspaces are left out. */
async function due(onlyTeamId: string | null): Promise<[hours: number, leftOut: number]> {
  const { seconds, workspacesLeftOut } = await ask(desk.at(MONDAY), (tx) => oldestDue(tx, onlyTeamId))
  return [Math.round(seconds / 3_600), workspacesLeftOut]
}

type Trouble = { uninstalledAt: Date } | { refusedSince: Date } | { botToken: null }
const trouble = (teamId: string, data: Trouble) =>
  desk.database.db.workspace.update({ where: { teamId }, data })
const since = new Date(MONDAY)

test.each<[string, Trouble]>([
  ['from which the app was removed', { uninstalledAt: since }],
  ['in which Slack takes nothing', { refusedSince: since }],
  ['for which the bot has no token', { botToken: null }],
])('of many, one %s does not hide how long others wait, and is counted', async (_, data) => {
  expect(await due(null)).toEqual([3, 0])
  await trouble('T3', data)
  expect(await due(null)).toEqual([2, 1])
})

test('where Slack takes nothing in any of many, that is no trouble of one: the oldest message counts', async () => {
  for (const teamId of TEAMS) await trouble(teamId, { refusedSince: since })
  expect(await due(null)).toEqual([3, 0])
  await trouble('T3', { uninstalledAt: since })
  expect(await due(null)).toEqual([2, 1])
})

test('a bot for one workspace counts that one alone, also where Slack takes nothing', async () => {
  await trouble('T2', { refusedSince: since })
  await trouble('T2', { botToken: null })
  expect(await due('T2')).toEqual([2, 2])
  await trouble('T2', { uninstalledAt: since })
  expect(await due('T2')).toEqual([0, 3])
})
