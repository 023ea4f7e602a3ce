import type { CalendarEntry } from '#domain/calendar-entry.ts'
import type { Tx } from './client.ts'
import { instant } from './time.ts'

/** What calendars were last told of the sessions of a run, also of those that have gone. */
export async function calendarEntriesOf(tx: Tx, runId: string): Promise<CalendarEntry[]> {
  const rows = await tx.calendarEntry.findMany({
    where: { runId },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ runId: _, startsAt, endsAt, changedAt, ...columns }) => ({
    ...columns,
    startsAt: instant(startsAt),
    endsAt: instant(endsAt),
    changedAt: instant(changedAt),
  }))
}

/** Stores what calendars are told from now on. */
export async function saveCalendarEntries(
  tx: Tx,
  runId: string,
  entries: readonly CalendarEntry[],
): Promise<void> {
  for (const { id, startsAt, endsAt, changedAt, ...columns } of entries) {
    const data = {
      ...columns,
      startsAt: startsAt.toJSDate(),
      endsAt: endsAt.toJSDate(),
      changedAt: changedAt.toJSDate(),
    }
    await tx.calendarEntry.upsert({ where: { id }, create: { id, runId, ...data }, update: data })
  }
}

/** Makes all sequences greater by so much, also those of dates on hold, which grow with the moves of their polls. */
export async function raiseSequences(tx: Tx, by: number): Promise<void> {
  await tx.calendarEntry.updateMany({ data: { sequence: { increment: by } } })
  await tx.poll.updateMany({ data: { moves: { increment: by } } })
}

/**
 * One after the other: locks the run's group, and so all of its sessions, until the transaction ends. Nothing becomes due
 * by what follows, so no tick has to look at the group for it.
 */
export async function lockCalendarEntries(tx: Tx, runId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM groups WHERE id = (SELECT group_id FROM runs WHERE id = ${runId}::uuid) FOR NO KEY UPDATE`
}
