import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyMigrations } from '#db/migrate.ts'
import { openQueue, turnKey } from '#db/queue.ts'
import type { TestDatabase } from '../support/database.ts'
import { databaseBefore } from '../support/old-database.ts'

let database: TestDatabase

const DELIVERY = '01943000-0000-7000-8000-000000000002'

/** A database as it was when the bot worked in one workspace; it was started with the token of another one once. */
beforeAll(async () => {
  database = await databaseBefore('many_workspaces')
  const { db, url } = database
  await db.$executeRawUnsafe(`
    INSERT INTO workspaces (id, team_id, created_at)
      VALUES (gen_random_uuid(), 'T1', now()), (gen_random_uuid(), 'T-once', now());
    INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
      gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, created_at)
      SELECT gen_random_uuid(), id, 'C1', 'circle', 'UTC', 'wholeRun', 3, 10, 17, 25, 'off', 2, 10, '{}', now()
      FROM workspaces WHERE team_id = 'T1';
    INSERT INTO deliveries (id, key, group_id, about, address, status, nonce, created_at)
      SELECT '${DELIVERY}', 'k', id, '{"kind": "introduction"}', 'C1', 'pending', 'n', now() FROM groups;
    INSERT INTO delivery_copies (posted_channel_id, ts, delivery_id, found_at) VALUES ('C1', '1.1', '${DELIVERY}', now());
    INSERT INTO paces (address, free_at) VALUES ('C1', now() + interval '1 hour')`)
  const queue = await openQueue(url, () => {})
  await queue.boss.send('deliver', { deliveryId: DELIVERY }, { singletonKey: 'C1' })
  await queue.boss.send(
    'deliver',
    { deliveryId: '01943000-0000-7000-8000-00000000dead' },
    { singletonKey: 'C2' },
  )
  await queue.boss.stop({ graceful: false })
  await applyMigrations(url)
})
afterAll(() => database.drop())

test('what waits to be said goes on waiting at the address in its workspace', async () => {
  const jobs = await database.db.$queryRaw<{ id: string; key: string }[]>`
    SELECT data ->> 'deliveryId' AS id, singleton_key AS key FROM pgboss.job WHERE name = 'deliver' ORDER BY 2 DESC`
  expect(jobs.map(({ key }) => key)).toEqual([turnKey('T1', 'C1'), 'C2'])
  expect(jobs[0]?.id).toBe(DELIVERY)
})

test('a pause that Slack asked for holds on', async () => {
  const paces = await database.db.pace.findMany({
    where: { workspace: { teamId: 'T1' }, freeAt: { gt: new Date() } },
  })
  expect(paces.map(({ address }) => address)).toEqual(['C1'])
})

test('a second message stays known, and no token is made up', async () => {
  expect(await database.db.deliveryCopy.findMany()).toMatchObject([{ deliveryId: DELIVERY, ts: '1.1' }])
  const workspaces = await database.db.workspace.findMany({ orderBy: { teamId: 'desc' } })
  expect(workspaces.map(({ teamId, botToken }) => [teamId, botToken])).toEqual([
    ['T1', null],
    ['T-once', null],
  ])
})
