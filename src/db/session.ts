import type { DateTime } from 'luxon'
import type { PlacesOfSession } from '#domain/place.ts'
import type { FixedSession } from '#domain/session.ts'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { day, instant, maybeInstant, toDay } from './time.ts'

/** A session with the members who have sent apologies. */
export type Session = FixedSession &
  PlacesOfSession & {
    runId: string
    patternId: string
    /** Where the wall time comes twice, whether the second is meant. */
    isSecondTime: boolean
    /** The edition of the time-zone data by which the instants were computed. */
    zoneData: string
    undoUntil: DateTime | null
    apologyMemberIds: string[]
    /** How many more apologies there were of which nobody knows any more from whom. */
    apologiesForgotten: number
  }

/** What to read with a session row so that `toSession` can be used. */
export const SESSION_WITH_APOLOGIES = {
  apologies: { select: { memberId: true }, orderBy: { memberId: 'asc' } },
  pattern: { select: { place: true } },
} satisfies Prisma.SessionInclude

type SessionRow = Prisma.SessionGetPayload<{ include: typeof SESSION_WITH_APOLOGIES }>

/** The session with this id, or null. */
export async function findSession(tx: Tx, id: string): Promise<Session | null> {
  const row = await tx.session.findUnique({ where: { id }, include: SESSION_WITH_APOLOGIES })
  return row && toSession(row)
}

/** Those of these sessions that there are, in order of time. */
export async function findSessions(tx: Tx, ids: readonly string[]): Promise<Session[]> {
  const rows = await tx.session.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { startsAt: 'asc' },
    include: SESSION_WITH_APOLOGIES,
  })
  return rows.map(toSession)
}

/** The session with this id; it must exist. */
export async function getSession(tx: Tx, id: string): Promise<Session> {
  return toSession(await tx.session.findUniqueOrThrow({ where: { id }, include: SESSION_WITH_APOLOGIES }))
}

/** Stores a firm session of a run and returns its id. */
export async function insertSession(
  tx: Tx,
  session: Omit<Session, 'id' | 'status' | 'apologyMemberIds' | 'apologiesForgotten' | keyof PlacesOfSession>,
): Promise<string> {
  const row = await tx.session.create({
    data: {
      ...session,
      on: toDay(session.on),
      startsAt: session.startsAt.toJSDate(),
      endsAt: session.endsAt.toJSDate(),
      fixedAt: session.fixedAt.toJSDate(),
      undoUntil: session.undoUntil?.toJSDate() ?? null,
      status: 'firm',
    },
  })
  return row.id
}

/** Skips a firm session; false when it was not firm any more. */
export async function skipSession(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id, status: 'firm' },
    data: { status: 'skipped' },
  })
  return count === 1
}

/** Numbers the sessions of a run in the order of time, from 1. */
export async function renumberSessions(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE sessions SET number = ordered.place
    FROM (SELECT id, row_number() OVER (ORDER BY starts_at) AS place FROM sessions WHERE run_id = ${runId}::uuid) AS ordered
    WHERE sessions.id = ordered.id`
}

/** Takes a session away for good, because its date is on hold again or has fallen. */
export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.session.delete({ where: { id } })
}

/** Locks a session until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM sessions WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/** A session as the rules want it. */
export function toSession(row: SessionRow): Session {
  const { apologies, pattern, on, startsAt, endsAt, fixedAt, undoUntil, ...columns } = row
  return {
    ...columns,
    usualPlace: pattern.place,
    on: day(on),
    startsAt: instant(startsAt),
    endsAt: instant(endsAt),
    fixedAt: instant(fixedAt),
    undoUntil: maybeInstant(undoUntil),
    apologyMemberIds: apologies.map((apology) => apology.memberId),
  }
}
