/** Fills a database as far as the planner of PostgreSQL has to choose as it would for thousands of groups. */
import type { DateTime } from 'luxon'
import pg from 'pg'

const GROUPS = 2_000

const NOW = `current_setting('test.now')::timestamptz`

/**
 * So much of everything, in the workspace that is there: groups in their third run, whose first two left behind what stays
 * for years. Statistics are taken afterwards; nothing of it is ever read.
 */
export async function fillDatabase(url: string, now: DateTime): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SET test.now = '${now.toISO()}'`)
    for (const statement of FILL) await client.query(statement.replaceAll('now()', NOW))
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

const HASH = (of: string) => `encode(sha256((${of})::bytea), 'hex')`
const AGO = (days: string) => `now() - (${days}) * interval '1 day'`

const FILL = [
  `INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
     gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, look_at, interest_word, created_at)
   SELECT uuidv7(), w.id, 'CFULL' || n, 'never read', 'Europe/London', 'wholeRun', 8, 10, 17, 25, 'prefer', 5, 8,
     '{P7D,P1D}', now() + n * interval '1 minute', 'word-' || n, ${AGO('1000')}
   FROM generate_series(1, ${GROUPS}) n, (SELECT id FROM workspaces ORDER BY id LIMIT 1) w`,
  `CREATE TEMPORARY TABLE full_groups AS SELECT id AS group_id, workspace_id, channel_id, substr(channel_id, 6)::int AS n
   FROM groups WHERE channel_id LIKE 'CFULL%'`,
  `INSERT INTO audiences (group_id) SELECT group_id FROM full_groups`,
  `INSERT INTO patterns (id, group_id, position, weekday, start_time, length_minutes)
   SELECT uuidv7(), group_id, 0, 7, '14:00', 180 FROM full_groups`,
  `INSERT INTO convenors (group_id, slack_user_id) SELECT group_id, 'UFULL' || n || '-1' FROM full_groups`,
  `INSERT INTO members (id, group_id, slack_user_id, joined_at, arrived_at, got_off_at)
   SELECT uuidv7(), group_id, 'UFULL' || n || '-' || m, now(), now(), CASE WHEN m > 8 THEN now() END
   FROM full_groups, generate_series(1, 10) m`,
  `INSERT INTO interests (group_id, slack_user_id, since) SELECT group_id, 'UFULL' || n || '-' || m, now() FROM full_groups, generate_series(11, 12) m`,
  `INSERT INTO runs (id, group_id, number, status, sessions_wanted, created_at, ended_at)
   SELECT uuidv7(), group_id, k, (CASE WHEN k < 3 THEN 'ended' ELSE 'fixed' END)::run_status, 8, ${AGO('(4 - k) * 140')},
     CASE WHEN k < 3 THEN ${AGO('(3 - k) * 140')} END
   FROM full_groups, generate_series(1, 3) k`,
  `CREATE TEMPORARY TABLE full_runs AS SELECT runs.id, runs.number, group_id, n FROM runs JOIN full_groups USING (group_id)`,
  `INSERT INTO invitations (id, group_id, slack_user_id, run_id, is_at_bus_stop, status, open_for_group_id, sent_at, answer_by)
   SELECT uuidv7(), group_id, 'UFULL' || n || '-' || 8 + number, id, true,
     (CASE WHEN number < 3 OR n % 250 > 0 THEN 'joined' ELSE 'open' END)::invitation_status,
     CASE WHEN number = 3 AND n % 250 = 0 THEN group_id END, now(), now() + interval '5 days' FROM full_runs`,
  `INSERT INTO bus_stops (id, run_id, status)
   SELECT uuidv7(), id, (CASE WHEN number < 3 THEN 'closed' ELSE 'announced' END)::bus_stop_status FROM full_runs`,
  `INSERT INTO choices (bus_stop_id, member_id, value, chosen_at)
   SELECT bus_stops.id, members.id, 'staying', now() FROM full_runs JOIN bus_stops ON run_id = full_runs.id
   JOIN members USING (group_id) WHERE number = 2`,
  `INSERT INTO sessions (id, run_id, number, pattern_id, "on", start_time, length_minutes, time_zone, starts_at, ends_at,
     zone_data, status, fixed_at)
   SELECT uuidv7(), r.id, s, p.id, at::date, '14:00', 180, 'Europe/London', at, at + interval '3 hours', '2026b', 'firm', now()
   FROM full_runs r JOIN patterns p USING (group_id), generate_series(1, 8) s,
     LATERAL (SELECT now() + ((r.number - 3) * 8 + s - 4) * interval '17 days' + n * interval '1 second' AS at)`,
  `INSERT INTO calendar_entries (id, run_id, session_id, number, starts_at, ends_at, time_zone, state,
     sequence, changed_at)
   SELECT s.id, run_id, s.id, s.number, starts_at, ends_at, time_zone, 'confirmed', 0, now() FROM sessions s
   JOIN full_runs r ON r.id = run_id`,
  `INSERT INTO apologies (id, session_id, member_id, sent_at)
   SELECT uuidv7(), s.id, m.id, now() FROM sessions s JOIN full_runs r ON r.id = run_id
   JOIN members m ON m.group_id = r.group_id AND m.slack_user_id = 'UFULL' || n || '-2' WHERE r.number = 3`,
  `INSERT INTO polls (id, run_id, number, status, open_for_group_id, sessions_wanted, time_zone, opened_at, closes_at)
   SELECT uuidv7(), id, 1, (CASE WHEN number = 3 AND n % 250 = 0 THEN 'open' ELSE 'decided' END)::poll_status,
     CASE WHEN number = 3 AND n % 250 = 0 THEN group_id END, 8, 'Europe/London', ${AGO('(4 - number) * 140')},
     ${AGO('(4 - number) * 140 - 7')} FROM full_runs`,
  `INSERT INTO poll_dates (id, poll_id, page, mark, pattern_id, "on", start_time, length_minutes, starts_at, ends_at, zone_data)
   SELECT uuidv7(), polls.id, 1, d, p.id, at::date, '14:00', 180, at, at + interval '3 hours', '2026b'
   FROM full_runs r JOIN polls ON run_id = r.id JOIN patterns p USING (group_id), generate_series(1, 10) d,
     LATERAL (SELECT opened_at + d * interval '14 days' + n * interval '1 second' AS at)`,
  `INSERT INTO answers (poll_date_id, member_id, value, changed_at)
   SELECT d.id, m.id, 'can', opened_at FROM full_runs r JOIN polls ON run_id = r.id JOIN poll_dates d ON poll_id = polls.id
   JOIN members m ON m.group_id = r.group_id AND m.slack_user_id LIKE '%-1'`,
  `INSERT INTO surveys (id, run_id, occasion, status, closes_at, counts)
   SELECT uuidv7(), id, 'halfWay', (CASE WHEN number < 3 OR n % 250 > 0 THEN 'published' ELSE 'open' END)::survey_status,
     ${AGO('(3 - number) * 140 - 7')}, '{0,0,0,0,0,0,0,0,0,0,0}' FROM full_runs`,
  `INSERT INTO survey_members (survey_id, member_id, has_answered)
   SELECT s.id, m.id, false FROM full_runs r JOIN surveys s ON run_id = r.id JOIN members m USING (group_id)`,
  `INSERT INTO convenor_offers (group_id, supporter_id, member_id)
   SELECT group_id, m.id, m.id FROM full_groups JOIN members m USING (group_id) WHERE m.slack_user_id LIKE '%-3'`,
  `INSERT INTO calendar_feeds (member_id, token_hash, made_at)
   SELECT m.id, ${HASH('m.id::text')}, now() FROM members m JOIN full_groups USING (group_id) WHERE got_off_at IS NULL`,
  `INSERT INTO audit_entries (id, group_id, at, by_id, what, subject_id)
   SELECT uuidv7(), group_id, ${AGO('a * 20 + n / 100.0')}, 'UFULL' || n || '-1', (CASE WHEN a % 2 = 0 THEN 'invited' ELSE 'pollOpened' END)::audit_kind,
     CASE WHEN a % 2 = 0 THEN 'UFULL' || n || '-' || a END FROM full_groups, generate_series(1, 20) a`,
  `INSERT INTO deliveries (id, key, group_id, about, address, status, nonce, posted_channel_id, ts, created_at, claimed_at, sent_at)
   SELECT uuidv7(), ${HASH(`group_id || ' ' || d`)}, group_id, '{"kind": "introduction"}',
     CASE WHEN d % 2 = 0 THEN channel_id ELSE 'UFULL' || n || '-' || d / 2 % 8 END, 'sent', gen_random_uuid(),
     channel_id, d || '.000100', at, at, at
   FROM full_groups, generate_series(1, 30) d, LATERAL (SELECT ${AGO('d * 4 + n / 1000.0')} AS at)`,
  `INSERT INTO delivery_copies (posted_channel_id, ts, delivery_id, found_at)
   SELECT posted_channel_id, ts || '1', id, now() FROM deliveries WHERE address LIKE 'CFULL%' AND ts = '2.000100'`,
  `INSERT INTO home_tabs (workspace_id, slack_user_id, opened_at)
   SELECT workspace_id, slack_user_id, ${AGO('n / 100.0')} FROM full_groups JOIN members m USING (group_id) WHERE m.got_off_at IS NULL`,
  `INSERT INTO paces (workspace_id, address, free_at) SELECT workspace_id, channel_id, now() FROM full_groups`,
  `INSERT INTO received_events (event_id, received_at)
   SELECT 'EvFULL' || e, now() - e * interval '1 minute' FROM generate_series(1, 20000) e`,
  `INSERT INTO pgboss.job (name, data, singleton_key, state, created_on, completed_on, policy)
   SELECT 'deliver', jsonb_build_object('deliveryId', id), address, 'completed', now(), now(), 'key_strict_fifo'
   FROM deliveries WHERE address LIKE 'CFULL%'`,
]
