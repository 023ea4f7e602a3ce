import { afterAll, beforeAll, expect, test } from 'vitest'
import { USUAL_RETENTION } from '#config.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { forgetUninstalled } from '#usecases/retention.ts'
import { tick } from '#usecases/tick.ts'
import { goOnInWorkspace, isStoppedIn, stopInWorkspace } from '#usecases/uninstall.ts'
import { personEverywhere } from '../support/everywhere.ts'
import { type Desk, fixedRun, newGroup, openDesk, pollFor } from '../support/group-desk.ts'
import { daysAfter } from '../support/retention.ts'
import { wholeDatabase } from '../support/whole-database.ts'

let desk: Desk
const REMOVED = '2027-01-12T09:00:00.000Z'
/** Sessions, a survey, invitations and a poll have come to their time by then. */
const LATER = '2027-03-20T09:00Z'

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Everything in the bot's own tables. */
const ours = async () =>
  new Map([...(await wholeDatabase(desk.database.url))].filter(([name]) => name.startsWith('public.')))

/** The kinds of jobs that are about somebody or something. */
const jobs = async () => {
  const found = await desk.database.db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM pgboss.job WHERE name <> 'presenceRound' ORDER BY name`
  return found.map(({ name }) => name)
}

test('nothing is due where the app was removed, and all of it once it is installed again', async () => {
  const { db } = desk.database
  await personEverywhere(desk)
  await db.invitation.updateMany({ where: { slackUserId: 'U-ben' }, data: { status: 'open' } })
  const asking = await newGroup(desk)
  await pollFor(asking)
  const troubled = await newGroup(desk)
  await fixedRun(troubled)
  const [lost, closed] = await db.delivery.findMany({
    where: { groupId: troubled.id, address: troubled.channelId },
  })
  const alone = await db.delivery.findFirst({ where: { groupId: troubled.id, address: 'U-ruth' } })
  for (const [row, fate] of [
    [lost, { status: 'unknown' }],
    [closed, { status: 'failed', reason: 'not_in_channel' }],
    [alone, { status: 'failed', reason: 'messages_tab_disabled' }],
  ] as const) {
    await claim(desk.at(REMOVED), row?.id ?? '')
    await recordFate(desk.at(REMOVED), row?.id ?? '', fate)
  }
  expect(await stopInWorkspace(desk.at(REMOVED), 'T1')).toBe(true)
  expect(await stopInWorkspace(desk.at(LATER), 'T1')).toBe(false)
  await db.$executeRaw`DELETE FROM pgboss.job`
  const before = await ours()
  await tick(desk.at(LATER))
  expect(await jobs()).toEqual([])
  expect(await ours()).toEqual(before)

  await goOnInWorkspace(desk.at(LATER), 'T1')
  await tick(desk.at(LATER))
  expect(await jobs()).toEqual(['deliver', 'home', 'parked', 'readBack'])
  const [then, now] = [before, await ours()].map((all) => all.get('public.deliveries')?.length ?? 0)
  expect(now).toBeGreaterThan(then ?? 0)
})

test('everything of it is forgotten after 7 days, however many groups there are, and nothing of another workspace', async () => {
  const { db } = desk.database
  const other = { id: '01943000-0000-7000-8000-000000000009', teamId: 'T2', createdAt: new Date(REMOVED) }
  await db.workspace.create({ data: other })
  for (let more = 0; more < 20; more += 1) await newGroup(desk)
  await stopInWorkspace(desk.at(REMOVED), 'T1')
  const forget = (iso: string) => forgetUninstalled(desk.at(iso), USUAL_RETENTION)
  expect(await forget(daysAfter(REMOVED, 7))).toBe(true)
  expect(await db.group.count()).toBe(23)
  expect(await isStoppedIn(desk.at(REMOVED), 'T1')).toBe(true)
  expect(await forget(daysAfter(REMOVED, 7, 1))).toBe(false)
  expect(await db.group.count()).toBe(3)
  await Promise.all([1, 2, 3].map(() => forget(daysAfter(REMOVED, 7, 1))))
  const left = [...(await ours())].flatMap(([name, held]) => (held.length > 0 ? [name] : []))
  expect(left.sort()).toEqual(['public._prisma_migrations', 'public.workspaces'])
  expect(await db.workspace.findMany({ select: { teamId: true } })).toEqual([{ teamId: 'T2' }])
})
