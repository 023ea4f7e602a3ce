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

/** Members are expected unless they sent apologies: how many of the roster have not. */
export function expected(memberIds: readonly string[], apologyMemberIds: readonly string[]): number {
  const absent = new Set(apologyMemberIds)
  return memberIds.filter((id) => !absent.has(id)).length
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

/** A run as far as its progress goes. */
export type RunProgress = {
  sessionsWanted: number
  sessions: readonly Pick<FixedSession, 'status' | 'endsAt'>[]
}

/** How many sessions of a run are still to come, also those whose date has not been found yet. */
export function sessionsToCome(run: RunProgress, now: DateTime): number {
  const behind = run.sessions.filter((session) => session.status === 'skipped' || session.endsAt <= now)
  return Math.max(0, run.sessionsWanted - behind.length)
}

/** Whether a run has no session before it any more. */
export function isRunOver(run: RunProgress, now: DateTime): boolean {
  return sessionsToCome(run, now) === 0
}
