import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDeliveryAbout } from '#db/delivery.ts'
import { applyMigrations } from '#db/migrate.ts'
import { deliveryKey } from '#domain/delivery.ts'
import type { TestDatabase } from '../support/database.ts'
import { databaseBefore } from '../support/old-database.ts'

let database: TestDatabase

const GROUP = '01943000-0000-7000-8000-000000000001'
const ABOUT = { kind: 'ceasedConvenor', slackUserId: 'U-ruth', change: 'früher' } as const

/** A database as it was before anything in it was forgotten. */
beforeAll(async () => {
  database = await databaseBefore('retention')
  const { db } = database
  await db.$executeRawUnsafe(`
    INSERT INTO workspaces VALUES (gen_random_uuid(), 'T1', now());
    INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
      gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, created_at)
      SELECT '${GROUP}', id, 'C1', 'circle', 'UTC', 'wholeRun', 3, 10, 17, 25, 'off', 2, 10, '{}', now() FROM workspaces;
    INSERT INTO patterns SELECT gen_random_uuid(), id, 0, 'Sunday', 7, '14:00', 60, null FROM groups;
    INSERT INTO runs (id, group_id, number, status, sessions_wanted, created_at)
      SELECT gen_random_uuid(), '${GROUP}', n, status::run_status, 1, '2026-01-01T00:00Z'
      FROM (VALUES (1, 'ended'), (2, 'ended'), (3, 'fixed')) AS runs (n, status);
    INSERT INTO sessions (id, run_id, number, pattern_id, "on", start_time, length_minutes, time_zone, starts_at,
      ends_at, status, fixed_at)
      SELECT gen_random_uuid(), runs.id, 1, patterns.id, '2026-03-01', '14:00', 60, 'UTC', '2026-03-01T14:00Z',
        '2026-03-01T15:00Z', 'firm', now() FROM runs, patterns WHERE runs.number <> 2;`)
  await db.$executeRaw`
    INSERT INTO deliveries (id, key, group_id, about, address, status, nonce, created_at)
    VALUES (gen_random_uuid(), ${deliveryKey(GROUP, ABOUT)}, ${GROUP}::uuid, ${JSON.stringify(ABOUT)}::jsonb, 'U-ruth',
      'sent', 'n1', now())`
  await applyMigrations(database.url)
})
afterAll(() => database.drop())

test('what was said before is known again, and its key names nobody any more', async () => {
  const found = await database.db.$transaction((tx) => findDeliveryAbout(tx, GROUP, ABOUT))
  expect(found).toMatchObject({ about: ABOUT, address: 'U-ruth', status: 'sent' })
  expect((await database.db.delivery.findFirstOrThrow()).key).toMatch(/^[0-9a-f]{64}$/)
})

test('runs that had ended did so when their last session was over, or were begun without any', async () => {
  const runs = await database.db.run.findMany({ orderBy: { number: 'asc' } })
  expect(runs.map(({ endedAt }) => endedAt?.toISOString() ?? null)).toEqual([
    '2026-03-01T15:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    null,
  ])
})
