import { DateTime } from 'luxon'

/** An instant from the database, in UTC. */
export function instant(stored: Date): DateTime {
  return DateTime.fromJSDate(stored, { zone: 'utc' })
}

/** The same for a column that may be empty. */
export function maybeInstant(stored: Date | null): DateTime | null {
  return stored && instant(stored)
}

/** A day column as `YYYY-MM-DD`. Prisma reads days as midnight UTC. */
export function day(stored: Date): string {
  return stored.toISOString().slice(0, 10)
}

/** `YYYY-MM-DD` as Prisma wants a day. */
export function toDay(on: string): Date {
  return new Date(`${on}T00:00:00Z`)
}
