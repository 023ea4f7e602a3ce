import type { DateTime } from 'luxon'
import { BUS_STOP_TRANSITIONS, type BusStopStatus, type ChoiceValue } from '#domain/bus-stop.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { Tx } from './client.ts'

/** A member's choice at a bus stop. */
export type Choice = { memberId: string; value: ChoiceValue; hasToldGroup: boolean }

/** The bus stop at the end of a run, with the choices made so far. */
export type BusStop = {
  id: string
  runId: string
  groupId: string
  status: BusStopStatus
  /** How many sessions were to come when members were asked; null before that. */
  askedWithLeft: number | null
  choices: Choice[]
}

/** The bus stop with this id, or null. */
export async function findBusStop(tx: Tx, id: string): Promise<BusStop | null> {
  const row = await tx.busStop.findUnique({
    where: { id },
    include: { choices: { orderBy: { memberId: 'asc' } }, run: { select: { groupId: true } } },
  })
  if (!row) return null
  const { runId, run, status, askedWithLeft, choices } = row
  return { id, runId, groupId: run.groupId, status, askedWithLeft, choices }
}

/** Announces the bus stop of a run; a run has one for ever. */
export async function insertBusStop(tx: Tx, runId: string): Promise<void> {
  await tx.busStop.createMany({ data: [{ runId, status: 'announced' }], skipDuplicates: true })
}

/** Moves a bus stop to a state; false when its state does not allow that. */
export async function moveBusStop(tx: Tx, id: string, to: BusStopStatus): Promise<boolean> {
  const { count } = await tx.busStop.updateMany({
    where: { id, status: { in: statesBefore(BUS_STOP_TRANSITIONS, to) } },
    data: { status: to },
  })
  return count === 1
}

/** Notes that members are asked now, with so many sessions to come; false when they were asked before. */
export async function markAsking(tx: Tx, id: string, askedWithLeft: number): Promise<boolean> {
  const { count } = await tx.busStop.updateMany({
    where: { id, status: { in: statesBefore(BUS_STOP_TRANSITIONS, 'asking') } },
    data: { status: 'asking', askedWithLeft },
  })
  return count === 1
}

/** Stores what a member chose, or a convenor recorded for them, over what was chosen before. */
export async function saveChoice(
  tx: Tx,
  busStopId: string,
  choice: Choice,
  now: DateTime,
  recordedBy: string | null = null,
): Promise<void> {
  const { memberId, ...values } = choice
  const data = { ...values, recordedBy, chosenAt: now.toJSDate() }
  await tx.choice.upsert({
    where: { busStopId_memberId: { busStopId, memberId } },
    create: { busStopId, memberId, ...data },
    update: data,
  })
}
