import { DateTime } from 'luxon'
import { REMINDER_CHOICES } from '#domain/group.ts'
import { newGroup, ZONE } from '../shared/group.ts'
import type { Bench } from '../shared/server.ts'

/** Groups in which something will be due: each with a run of one session, and every reminder that there is. */
export const DUE_GROUPS = 100
export const ON = '2027-06-20'
export const NOW = DateTime.fromISO('2027-05-20T09:00:00Z', { zone: 'utc' })

/** The same in every database: these groups are looked at, whatever else there is. */
export async function fillWithDue(bench: Bench): Promise<void> {
  const settings = { surveyAfterSession: 0, reminders: [...REMINDER_CHOICES] }
  for (let index = 0; index < DUE_GROUPS; index += 1)
    await newGroup(bench, NOW, {
      channelId: `CDUE${index}`,
      people: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8'],
      days: [ON],
      settings,
    })
}

const RUNS = 10
const SESSIONS = 8
/** How many sessions a group has that only fills the database: nine runs behind it, and one under way. */
export const SESSIONS_OF_FILLER = RUNS * SESSIONS

/**
 * Groups like any other, of which nothing is due: their last run is under way, a poll is open and somebody has been
 * invited; all that was looked at by a tick, and is to be looked at again only after all that is measured. With eight
 * members each, and what was said to them.
 */
export async function fill(bench: Bench, groups: number): Promise<void> {
  await bench.sql(FILL, [groups, NOW.toISO(), NOW.plus({ months: 2 }).toISO()])
  await bench.sql('VACUUM ANALYZE')
}

const FILL = `
  WITH g AS (
    INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
      gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, look_at, created_at)
    SELECT uuidv7(), w.id, 'CFILL' || n, 'never read', '${ZONE}', 'wholeRun', ${SESSIONS}, 10, 17, 25, 'prefer', 5, 8,
      '{P7D,P1D}', $3::timestamptz, $2::timestamptz - interval '4 years'
    FROM generate_series(1, $1::int) n, workspaces w
    RETURNING id, channel_id
  ), p AS (
    INSERT INTO patterns (id, group_id, position, weekday, start_time, length_minutes)
    SELECT uuidv7(), id, 0, 7, '14:00', 180 FROM g RETURNING id, group_id
  ), m AS (
    INSERT INTO members (id, group_id, slack_user_id, joined_at, arrived_at)
    SELECT uuidv7(), id, 'UFILL' || channel_id || '-' || n, $2::timestamptz, $2::timestamptz FROM g, generate_series(1, 8) n
  ), r AS (
    INSERT INTO runs (id, group_id, number, status, sessions_wanted, created_at, ended_at)
    SELECT uuidv7(), id, k, (CASE WHEN k < ${RUNS} THEN 'ended' ELSE 'fixed' END)::run_status, ${SESSIONS},
      $2::timestamptz - (${RUNS} - k) * interval '136 days',
      CASE WHEN k < ${RUNS} THEN $2::timestamptz - (${RUNS} - 1 - k) * interval '136 days' END
    FROM g, generate_series(1, ${RUNS}) k RETURNING id, group_id, number
  ), o AS (
    INSERT INTO polls (id, run_id, number, status, open_for_group_id, sessions_wanted, time_zone, opened_at, closes_at)
    SELECT uuidv7(), id, 1, 'open', group_id, ${SESSIONS}, '${ZONE}', $2::timestamptz, $3::timestamptz
    FROM r WHERE number = ${RUNS}
  ), i AS (
    INSERT INTO invitations (id, group_id, open_for_group_id, slack_user_id, run_id, is_at_bus_stop, status, sent_at,
      answer_by, follow_at)
    SELECT uuidv7(), group_id, group_id, 'UFILL-' || group_id, id, false, 'open', $2::timestamptz, $3::timestamptz,
      $3::timestamptz - interval '1 day' FROM r WHERE number = ${RUNS}
  ), b AS (
    INSERT INTO bus_stops (id, run_id, status)
    SELECT uuidv7(), id, (CASE WHEN number < ${RUNS} THEN 'closed' ELSE 'announced' END)::bus_stop_status FROM r
  ), s AS (
    INSERT INTO sessions (id, run_id, number, pattern_id, "on", start_time, length_minutes, time_zone, starts_at, ends_at,
      zone_data, status, fixed_at)
    SELECT uuidv7(), r.id, n, p.id, starts_at::date, '14:00', 180, '${ZONE}', starts_at, starts_at + interval '3 hours',
      '${process.versions.tz}', 'firm', $2::timestamptz - interval '30 days'
    FROM r JOIN p USING (group_id), generate_series(1, ${SESSIONS}) n,
      LATERAL (SELECT $3::timestamptz + ((r.number - ${RUNS}) * ${SESSIONS} + n) * interval '17 days' AS starts_at)
  )
  INSERT INTO deliveries (id, key, group_id, about, address, status, nonce, posted_channel_id, ts, created_at, claimed_at, sent_at)
  SELECT uuidv7(), md5(channel_id || ' ' || n), id, '{"kind": "introduction"}', channel_id, 'sent', md5(n || ' ' || channel_id),
    channel_id, n || '.000100', at, at, at
  FROM g, generate_series(1, 20) n, LATERAL (SELECT $2::timestamptz - n * interval '4 days' AS at)`
