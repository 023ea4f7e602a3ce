import type { DateTime } from 'luxon'
import type { ShiftedSlot } from '#domain/zone-data.ts'
import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'

/**
 * Runs that have not ended and have a date after now, of a session or of a poll, whose instants were computed by an
 * older edition of the time-zone data than this one. Editions are in the order of their names: `2026b`, `2026c`.
 */
export function runsOfOlderZoneData(
  tx: Tx,
  zoneData: string,
  now: DateTime,
): Promise<{ id: string; groupId: string }[]> {
  const older = { startsAt: { gt: now.toJSDate() }, zoneData: { lt: zoneData } }
  return tx.run.findMany({
    where: {
      status: { not: 'ended' },
      OR: [{ sessions: { some: older } }, { polls: { some: { dates: { some: older } } } }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, groupId: true },
  })
}

/** Gives sessions the day, wall time and instants that they have by other clock rules. */
export function shiftSessions(tx: Tx, shifted: readonly ShiftedSlot[]): Promise<void> {
  return shift(tx, 'sessions', shifted)
}

/** The same for dates of polls. */
export function shiftPollDates(tx: Tx, shifted: readonly ShiftedSlot[]): Promise<void> {
  return shift(tx, 'poll_dates', shifted)
}

async function shift(
  tx: Tx,
  name: 'sessions' | 'poll_dates',
  shifted: readonly ShiftedSlot[],
): Promise<void> {
  if (shifted.length === 0) return
  const table = Prisma.raw(name)
  const rows = JSON.stringify(
    shifted.map(({ id, on, startTime, isSecondTime, startsAt, endsAt }) => ({
      id,
      on,
      start_time: startTime,
      is_second_time: isSecondTime,
      starts_at: startsAt.toUTC().toISO(),
      ends_at: endsAt.toUTC().toISO(),
    })),
  )
  const values = Prisma.sql`jsonb_to_recordset(${rows}::jsonb) AS v(
    id uuid, "on" date, start_time text, is_second_time boolean, starts_at timestamptz, ends_at timestamptz)`
  // A start is unique and checked row by row. So that two may take each other's, all leave theirs first.
  await tx.$executeRaw`
    UPDATE ${table} AS t SET starts_at = t.starts_at - interval '1000 years' FROM ${values} WHERE t.id = v.id`
  await tx.$executeRaw`
    UPDATE ${table} AS t
    SET "on" = v."on", start_time = v.start_time, is_second_time = v.is_second_time,
        starts_at = v.starts_at, ends_at = v.ends_at
    FROM ${values} WHERE t.id = v.id`
}

/** Notes that everything of a run after now is as this edition has it. */
export async function noteZoneData(tx: Tx, runId: string, zoneData: string, now: DateTime): Promise<void> {
  const older = { startsAt: { gt: now.toJSDate() }, zoneData: { lt: zoneData } }
  await tx.session.updateMany({ where: { runId, ...older }, data: { zoneData } })
  await tx.pollDate.updateMany({ where: { poll: { runId }, ...older }, data: { zoneData } })
}
