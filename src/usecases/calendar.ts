import { calendarEntriesOf, lockCalendarEntries, saveCalendarEntries } from '#db/calendar-entry.ts'
import type { Tx } from '#db/client.ts'
import { getRun } from '#db/run.ts'
import { type CalendarEntry, changedEntries } from '#domain/calendar-entry.ts'
import type { Context } from './context.ts'

/**
 * What calendars are told of the sessions of a run, brought up to date first. It is stored when it is told and not when
 * it changes: no calendar has to hear of what nobody had been told.
 */
export async function currentEntries(tx: Tx, context: Context, runId: string): Promise<CalendarEntry[]> {
  const look = async () => {
    const entries = await calendarEntriesOf(tx, runId)
    return { entries, changed: changedEntries(entries, (await getRun(tx, runId)).sessions, context.now) }
  }
  const seen = await look()
  if (seen.changed.length === 0) return seen.entries
  await lockCalendarEntries(tx, runId)
  const { changed } = await look()
  await saveCalendarEntries(tx, runId, changed)
  return calendarEntriesOf(tx, runId)
}
