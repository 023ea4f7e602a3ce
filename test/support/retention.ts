/** What is old is forgotten, at instants near the end of its period. */
import { DateTime } from 'luxon'
import { USUAL_RETENTION } from '#config.ts'
import { forgetOld } from '#usecases/retention.ts'
import type { Desk } from './group-desk.ts'

export const RETENTION = USUAL_RETENTION

/** An instant so many days, and perhaps milliseconds, after another, ISO 8601. */
export function daysAfter(iso: string, days: number, milliseconds = 0): string {
  return DateTime.fromISO(iso, { zone: 'utc' }).plus({ days, milliseconds }).toISO() ?? ''
}

/** Forgets everything that is old by the usual periods at an instant. */
export async function forgetAt(desk: Desk, iso: string): Promise<void> {
  while (!(await forgetOld(desk.at(iso), RETENTION)));
}
