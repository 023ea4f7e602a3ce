import type { DateTime } from 'luxon'
import { NEVER_FORGOTTEN, type OpenRun } from '#domain/retention.ts'
import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'
import { instant, maybeInstant } from './time.ts'

/** Runs that nobody has ended, each with the end of its last date. */
export async function openRuns(tx: Tx): Promise<OpenRun[]> {
  const rows = await tx.$queryRaw<
    { id: string; groupId: string; createdAt: Date; lastDateAt: Date | null }[]
  >`
    SELECT id, group_id AS "groupId", created_at AS "createdAt", greatest(
      (SELECT max(ends_at) FROM sessions WHERE run_id = runs.id),
      (SELECT max(ends_at) FROM poll_dates JOIN polls ON polls.id = poll_id WHERE run_id = runs.id)) AS "lastDateAt"
    FROM runs WHERE ended_at IS NULL`
  return rows.map(({ createdAt, lastDateAt, ...ids }) => ({
    ...ids,
    createdAt: instant(createdAt),
    lastDateAt: maybeInstant(lastDateAt),
  }))
}

/** Runs whose end lies before an instant: those that were ended, and these that were given up. */
const ended = (before: DateTime, givenUp: readonly string[]) =>
  Prisma.sql`(runs.ended_at < ${before.toJSDate()} OR runs.id = ANY(${[...givenUp]}::uuid[]))`

// Each of these takes at most so many rows, passes over those that another instance has in hand, and answers how many
// it took.

/** Forgets the ids of events that arrived before an instant. */
export function forgetEventIds(tx: Tx, before: DateTime, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM received_events WHERE event_id IN (
      SELECT event_id FROM received_events WHERE received_at < ${before.toJSDate()}
      ORDER BY received_at LIMIT ${most} FOR UPDATE SKIP LOCKED)`
}

/**
 * Forgets to whom, about whom, where and when something was said before an instant, and what else is known of it but that
 * it was said. What Slack never took is given up. `keptSince` holds, for groups with a run under way, since when
 * everything is kept.
 */
export function forgetDeliveries(
  tx: Tx,
  before: DateTime,
  keptSince: ReadonlyMap<string, DateTime>,
  most: number,
): Promise<number> {
  const kept = JSON.stringify([...keptSince].map(([id, since]) => ({ id, since: since.toUTC().toISO() })))
  return tx.$executeRaw`
    WITH due AS (
      SELECT id FROM deliveries
      WHERE created_at < ${before.toJSDate()} AND (sent_at IS NULL OR sent_at < ${before.toJSDate()})
        AND status NOT IN ('pending', 'sending') AND NOT about ->> 'kind' = ANY(${[...NEVER_FORGOTTEN]})
        AND NOT EXISTS (
          SELECT 1 FROM jsonb_to_recordset(${kept}::jsonb) AS kept (id uuid, since timestamptz)
          WHERE kept.id = group_id AND kept.since <= created_at)
      ORDER BY created_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    ), copies AS (
      DELETE FROM delivery_copies USING due WHERE delivery_id = due.id
    )
    UPDATE deliveries
    SET about = '{"kind": "forgotten"}', address = '', nonce = deliveries.id::text, posted_channel_id = NULL,
      ts = NULL, created_at = NULL, claimed_at = NULL, sent_at = NULL, reason = NULL, repeats = 0,
      is_of_erased = false,
      status = CASE WHEN status IN ('failed', 'unknown') THEN 'skipped' ELSE status END
    FROM due WHERE deliveries.id = due.id`
}

/** Forgets who sent apologies for sessions that ended before an instant, in runs that have ended; how many they were is kept. */
export function forgetApologies(
  tx: Tx,
  before: DateTime,
  now: DateTime,
  givenUp: readonly string[],
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    WITH due AS (
      SELECT sessions.id FROM sessions JOIN runs ON runs.id = run_id
      WHERE ends_at < ${before.toJSDate()} AND ${ended(now, givenUp)}
        AND EXISTS (SELECT 1 FROM apologies WHERE session_id = sessions.id)
      LIMIT ${most} FOR UPDATE OF sessions SKIP LOCKED
    ), gone AS (
      DELETE FROM apologies USING due WHERE session_id = due.id RETURNING session_id
    )
    UPDATE sessions SET apologies_forgotten = apologies_forgotten + number_of
    FROM (SELECT session_id, count(*)::int AS number_of FROM gone GROUP BY session_id) AS counted
    WHERE sessions.id = session_id`
}

/** Forgets what members answered to the polls of runs that ended before an instant. */
export function forgetAnswers(
  tx: Tx,
  before: DateTime,
  givenUp: readonly string[],
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM answers USING (
      SELECT poll_date_id, member_id FROM answers
      JOIN poll_dates ON poll_dates.id = poll_date_id JOIN polls ON polls.id = poll_id JOIN runs ON runs.id = run_id
      WHERE ${ended(before, givenUp)} LIMIT ${most} FOR UPDATE OF answers SKIP LOCKED) AS due
    WHERE answers.poll_date_id = due.poll_date_id AND answers.member_id = due.member_id`
}

/**
 * Forgets what members chose at bus stops that were closed before an instant. While one is open its closing is still to
 * come, and lets off whoever chose that, however late.
 */
export function forgetChoices(tx: Tx, before: DateTime, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM choices USING (
      SELECT bus_stop_id, member_id FROM choices
      JOIN bus_stops ON bus_stops.id = bus_stop_id JOIN runs ON runs.id = run_id
      WHERE runs.ended_at < ${before.toJSDate()} LIMIT ${most} FOR UPDATE OF choices SKIP LOCKED) AS due
    WHERE choices.bus_stop_id = due.bus_stop_id AND choices.member_id = due.member_id`
}

/**
 * Forgets the counters of surveys that closed before an instant, in runs that were ended. In one that is only given up
 * the survey would count as never asked, and be asked again.
 */
export function forgetSurveys(tx: Tx, before: DateTime, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM surveys WHERE id IN (
      SELECT surveys.id FROM surveys JOIN runs ON runs.id = run_id
      WHERE surveys.status <> 'open' AND closes_at < ${before.toJSDate()} AND runs.ended_at IS NOT NULL
      LIMIT ${most} FOR UPDATE OF surveys SKIP LOCKED)`
}

/** Forgets audit entries from before an instant, for which the trigger that keeps them wants to hear the reason. */
export async function forgetAudit(tx: Tx, before: DateTime, most: number): Promise<number> {
  await tx.$queryRaw`SELECT set_config('supportgroup.audit', 'purge', true)`
  return tx.$executeRaw`
    DELETE FROM audit_entries WHERE id IN (
      SELECT id FROM audit_entries WHERE at < ${before.toJSDate()}
      ORDER BY at LIMIT ${most} FOR UPDATE SKIP LOCKED)`
}
