import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyMigrations } from '#db/migrate.ts'
import type { TestDatabase } from '../support/database.ts'
import { databaseBefore } from '../support/old-database.ts'

let database: TestDatabase

/** A database as it was before the bus stop had reminders and people were invited. */
beforeAll(async () => {
  database = await databaseBefore('membership_and_survey')
})
afterAll(() => database.drop())

test('what was under way is taken along: who was asked to join, and a bus stop about which members were asked', async () => {
  const { db } = database
  await db.$executeRawUnsafe(`
    INSERT INTO workspaces VALUES (gen_random_uuid(), 'T1', now());
    INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
      gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, created_at)
      SELECT gen_random_uuid(), id, channel, channel, 'UTC', 'wholeRun', 3, 10, 17, 25, 'off', 2, 10, '{}', now()
      FROM workspaces, (VALUES ('C-ahead'), ('C-asking')) AS channels (channel);
    INSERT INTO patterns SELECT gen_random_uuid(), id, 0, 'Sunday', 7, '14:00', 60, null FROM groups;
    INSERT INTO runs SELECT gen_random_uuid(), id, 1, 'fixed', 3, now() FROM groups;
    INSERT INTO sessions (id, run_id, number, pattern_id, "on", start_time, length_minutes, time_zone, starts_at,
      ends_at, status, fixed_at)
      SELECT gen_random_uuid(), runs.id, n, patterns.id, now(), '14:00', 60, 'UTC',
        now() + shift * interval '1 day', now() + shift * interval '1 day' + interval '1 hour', 'firm', now()
      FROM runs JOIN groups ON groups.id = runs.group_id JOIN patterns ON patterns.group_id = groups.id
      JOIN (VALUES ('C-ahead', 1, 5), ('C-ahead', 2, 20), ('C-asking', 1, -30), ('C-asking', 2, -9), ('C-asking', 3, 9))
        AS days (channel, n, shift) ON channel = channel_id;
    INSERT INTO bus_stops SELECT gen_random_uuid(), runs.id,
      (CASE channel_id WHEN 'C-asking' THEN 'asking' ELSE 'announced' END)::bus_stop_status
      FROM runs JOIN groups ON groups.id = runs.group_id;
    INSERT INTO interests SELECT id, who, now(), asked, reply FROM groups,
      (VALUES ('U-waits', null, null), ('U-asked', now(), null), ('U-said-no', now(), false))
        AS people (who, asked, reply);`)
  expect(await applyMigrations(database.url)).toContainEqual(expect.stringMatching(/_membership_and_survey$/))
  const first = await db.session.findFirstOrThrow({
    where: { number: 1, run: { group: { channelId: 'C-ahead' } } },
  })
  expect(await db.invitation.findMany()).toMatchObject([
    // That it is followed by the next tick holds for each that an earlier version made.
    {
      slackUserId: 'U-asked',
      status: 'open',
      isAtBusStop: false,
      answerBy: first.startsAt,
      followAt: new Date(0),
    },
  ])
  const stops = await db.busStop.findMany({ orderBy: { status: 'asc' } })
  expect(stops.map(({ status, heldWhenAsked }) => [status, heldWhenAsked])).toEqual([
    ['announced', null],
    ['asking', 2],
  ])
})
