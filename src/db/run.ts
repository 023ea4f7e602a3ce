import type { DateTime } from 'luxon'
import { statesBefore } from '#domain/life-cycle.ts'
import { RUN_TRANSITIONS, type RunStatus } from '#domain/run.ts'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { toLookAt } from './group.ts'
import { SESSION_WITH_APOLOGIES, type Session, toSession } from './session.ts'

/** A run with all its sessions in order of time, also those that were skipped. */
export type Run = {
  id: string
  groupId: string
  number: number
  status: RunStatus
  sessionsWanted: number
  sessions: Session[]
  busStopId: string | null
}

const WHOLE = {
  sessions: { orderBy: { startsAt: 'asc' }, include: SESSION_WITH_APOLOGIES },
  busStop: { select: { id: true } },
} satisfies Prisma.RunInclude

type RunRow = Prisma.RunGetPayload<{ include: typeof WHOLE }>

/** The run with this id, or null. */
export async function findRun(tx: Tx, id: string): Promise<Run | null> {
  const row = await tx.run.findUnique({ where: { id }, include: WHOLE })
  return row && toRun(row)
}

/** The run with this id; it must exist. */
export async function getRun(tx: Tx, id: string): Promise<Run> {
  return toRun(await tx.run.findUniqueOrThrow({ where: { id }, include: WHOLE }))
}

/** The group's newest run, or null when it has had none. */
export async function findLatestRun(tx: Tx, groupId: string): Promise<Run | null> {
  const row = await tx.run.findFirst({ where: { groupId }, orderBy: { number: 'desc' }, include: WHOLE })
  return row && toRun(row)
}

/** Stores a run that is being planned and returns it. */
export async function insertRun(
  tx: Tx,
  run: { groupId: string; number: number; sessionsWanted: number },
  now: DateTime,
): Promise<Run> {
  const row = await tx.run.create({
    data: { ...run, status: 'planning', createdAt: now.toJSDate() },
    include: WHOLE,
  })
  return toRun(row)
}

/** Changes how many sessions a run is to have. */
export async function setSessionsWanted(tx: Tx, id: string, sessionsWanted: number): Promise<void> {
  await tx.run.update({ where: { id }, data: { sessionsWanted } })
}

/** Moves a run to a state; false when its state does not allow that. */
export async function moveRun(tx: Tx, id: string, to: Exclude<RunStatus, 'ended'>): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id, status: { in: statesBefore(RUN_TRANSITIONS, to) } },
    data: { status: to },
  })
  return count === 1
}

/** Notes that a run's bus stop has closed; false when it is not under way. */
export async function endRun(tx: Tx, id: string, now: DateTime): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id, status: { in: statesBefore(RUN_TRANSITIONS, 'ended') } },
    data: { status: 'ended', endedAt: now.toJSDate() },
  })
  return count === 1
}

/** How many polls a run has had. */
export function pollsOfRun(tx: Tx, runId: string): Promise<number> {
  return tx.poll.count({ where: { runId } })
}

/** The groups with a run under way that a tick has to look at by now, those with the oldest first. */
export async function groupsWithRunToLookAt(tx: Tx, now: DateTime): Promise<string[]> {
  const rows = await tx.run.findMany({
    where: { status: 'fixed', group: toLookAt(now) },
    select: { groupId: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ groupId }) => groupId)
}

/** The id of the group's run that is under way, or null. */
export async function runIdUnderWay(tx: Tx, groupId: string): Promise<string | null> {
  const row = await tx.run.findFirst({ where: { groupId, status: 'fixed' }, select: { id: true } })
  return row?.id ?? null
}

/** Runs that are under way, oldest first. */
export async function runsUnderWay(tx: Tx): Promise<Run[]> {
  const rows = await tx.run.findMany({ where: { status: 'fixed' }, orderBy: { id: 'asc' }, include: WHOLE })
  return rows.map(toRun)
}

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    groupId: row.groupId,
    number: row.number,
    status: row.status,
    sessionsWanted: row.sessionsWanted,
    sessions: row.sessions.map(toSession),
    busStopId: row.busStop?.id ?? null,
  }
}
