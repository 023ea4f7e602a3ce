import type { DateTime } from 'luxon'

export type SessionStatus = 'firm' | 'skipped'

/** A fixed session, as far as rules about time and numbers need it. */
export type FixedSession = {
  id: string
  number: number
  status: SessionStatus
  on: string
  startTime: string
  lengthMinutes: number
  timeZone: string
  startsAt: DateTime
  endsAt: DateTime
  fixedAt: DateTime
}

/**
 * Members are expected unless they sent apologies: how many of the roster have not. `forgotten` is how many more
 * apologies there were of which nobody knows any more from whom.
 */
export function expected(
  memberIds: readonly string[],
  apologyMemberIds: readonly string[],
  forgotten = 0,
): number {
  const absent = new Set(apologyMemberIds)
  return Math.max(0, memberIds.filter((id) => !absent.has(id)).length - forgotten)
}

/** The first session that is firm and not yet over. */
export function nextSession<S extends Pick<FixedSession, 'status' | 'endsAt'>>(
  sessions: readonly S[],
  now: DateTime,
): S | undefined {
  return sessions.find((session) => session.status === 'firm' && session.endsAt > now)
}

/** The local day of a run's last session, or null while not all of its dates have been found. */
export function lastSessionOn(run: {
  sessionsWanted: number
  sessions: readonly Pick<FixedSession, 'on'>[]
}): string | null {
  return run.sessions.length < run.sessionsWanted ? null : (run.sessions.at(-1)?.on ?? null)
}

/** Whether the first session of a run has begun, skipped or not: from then on its roster is locked. */
export function hasBegun(
  run: { sessions: readonly Pick<FixedSession, 'startsAt'>[] },
  now: DateTime,
): boolean {
  return run.sessions.some((session) => session.startsAt <= now)
}

/** A run as far as its progress goes. */
export type RunProgress = {
  sessionsWanted: number
  sessions: readonly Pick<FixedSession, 'status' | 'endsAt'>[]
}

/**
 * How many sessions of a run are still to come, also those whose date has not been found yet. Where a run has more
 * firm sessions than it was meant to have, all of them come.
 */
export function sessionsToCome(run: RunProgress, now: DateTime): number {
  const behind = run.sessions.filter((session) => session.status === 'skipped' || session.endsAt <= now)
  return Math.max(run.sessionsWanted, run.sessions.length) - behind.length
}

/** How many sessions of a run took place. */
export function sessionsHeld(run: RunProgress, now: DateTime): number {
  return run.sessions.filter((session) => session.status === 'firm' && session.endsAt <= now).length
}

/** Whether a run has no session before it any more. */
export function isRunOver(run: RunProgress, now: DateTime): boolean {
  return sessionsToCome(run, now) === 0
}

/** The firm sessions that have not begun, as they come. */
export function comingSessions<S extends Pick<FixedSession, 'status' | 'startsAt'>>(
  sessions: readonly S[],
  now: DateTime,
): S[] {
  return sessions.filter(({ status, startsAt }) => status === 'firm' && startsAt > now)
}
