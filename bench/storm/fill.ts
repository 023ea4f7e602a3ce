import { DateTime } from 'luxon'
import { saveInstallation } from '#db/installation.ts'
import { commit } from '#usecases/context.ts'
import { TEAM, ZONE } from '../shared/group.ts'
import type { Bench } from '../shared/server.ts'
import type { Installed, Wanted } from './slack.ts'

/** A workspace takes fifty questions about its channels in a minute; each of three instances that start has one for each. */
const CHANNELS_IN_WORKSPACE = 10

/** Sessions of which a reminder is due at the same time in each channel. */
export const IN_CHANNEL = 10

/** Workspaces with so many channels in all, and two people in each. */
export function places(channels: number): Pick<Wanted, 'workspaces' | 'channels'> {
  const workspaces: Record<string, string[]> = {}
  const people: Record<string, string[]> = {}
  for (let index = 0; index < channels; index += 1) {
    const number = Math.floor(index / CHANNELS_IN_WORKSPACE)
    const teamId = number === 0 ? TEAM : `T1N${number}`
    workspaces[teamId] = [...(workspaces[teamId] ?? []), `C${index}`]
    people[`C${index}`] = [`U${index}N0`, `U${index}N1`]
  }
  return { workspaces, channels: people }
}

/** A group in each channel, with a run under way in which nothing is due yet; the bot is installed. */
export async function fill(bench: Bench, installed: readonly Installed[], where: Wanted): Promise<void> {
  const now = DateTime.utc()
  await commit(bench.at(now), async (tx) => {
    for (const each of installed) await saveInstallation(tx, each, now)
  })
  const channels = Object.entries(where.workspaces).flatMap(([teamId, ids]) => ids.map((id) => [teamId, id]))
  const [teamIds, channelIds] = [0, 1].map((part) => channels.map((pair) => pair[part]))
  await bench.sql(GROUPS, [teamIds, channelIds, now.toISO()])
  await bench.sql('VACUUM ANALYZE')
}

/** From now on all of it is due: the next tick of any instance finds it. */
export async function makeDue(bench: Bench): Promise<void> {
  await bench.sql(MOVED, [DateTime.utc().toISO()])
}

/** When the session with a number takes place, ten hours after the one before, if the first is so soon after an instant. */
const when = (after: string, number: string) => `
  SELECT at AS starts_at, at + interval '1 hour' AS ends_at, (at AT TIME ZONE '${ZONE}')::date AS "on",
    to_char(at AT TIME ZONE '${ZONE}', 'HH24:MI') AS start_time
  FROM (SELECT date_trunc('hour', ${after}) + ${number} * interval '10 hours' AS at)`

/** Within a week, as after some days without a bot: the week before each of the ten sessions has begun. */
const MOVED = `
  WITH moved AS (
    UPDATE sessions SET (starts_at, ends_at, "on", start_time) = (${when("$1::timestamptz + interval '2 days'", 'number')})
  )
  UPDATE groups SET look_at = NULL`

/** Nothing is due for two months. */
const GROUPS = `
  WITH g AS (
    INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
      gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, survey_after_session, created_at)
    SELECT uuidv7(), w.id, channel, 'never read', '${ZONE}', 'wholeRun', ${IN_CHANNEL}, 10, 17, 25, 'prefer', 1, 8,
      '{P7D}', 0, $3::timestamptz - interval '60 days'
    FROM unnest($1::text[], $2::text[]) AS place (team, channel) JOIN workspaces w ON w.team_id = place.team
    RETURNING id, channel_id
  ), p AS (
    INSERT INTO patterns (id, group_id, position, weekday, start_time, length_minutes)
    SELECT uuidv7(), id, 0, 7, '14:00', 60 FROM g RETURNING id, group_id
  ), m AS (
    INSERT INTO members (id, group_id, slack_user_id, joined_at, arrived_at)
    SELECT uuidv7(), id, 'U' || substr(channel_id, 2) || 'N' || n, $3::timestamptz, $3::timestamptz
    FROM g, generate_series(0, 1) n
  ), c AS (
    INSERT INTO convenors (group_id, slack_user_id) SELECT id, 'U' || substr(channel_id, 2) || 'N0' FROM g
  ), r AS (
    INSERT INTO runs (id, group_id, number, status, sessions_wanted, created_at)
    SELECT uuidv7(), id, 1, 'fixed', ${IN_CHANNEL}, $3::timestamptz - interval '50 days' FROM g RETURNING id, group_id
  ), b AS (
    INSERT INTO bus_stops (id, run_id, status) SELECT uuidv7(), id, 'announced' FROM r
  )
  INSERT INTO sessions (id, run_id, number, pattern_id, starts_at, ends_at, "on", start_time, length_minutes, time_zone,
    zone_data, status, fixed_at)
  SELECT uuidv7(), r.id, n, p.id, w.*, 60, '${ZONE}', '${process.versions.tz}', 'firm', $3::timestamptz - interval '30 days'
  FROM r JOIN p USING (group_id), generate_series(1, ${IN_CHANNEL}) n,
    LATERAL (${when("$3::timestamptz + interval '60 days'", 'n')}) w`
