import type { DateTime } from 'luxon'
import { BUS_STOP_TRANSITIONS, type BusStopStatus, type ChoiceValue } from '#domain/bus-stop.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { Tx } from './client.ts'

/** A member's choice at a bus stop; `recordedBy` is the convenor who recorded it for them, by Slack user id. */
export type Choice = {
  memberId: string
  value: ChoiceValue
  hasToldGroup: boolean
  recordedBy: string | null
}

/** The bus stop at the end of a run, with the choices made so far. */
export type BusStop = {
  id: string
  runId: string
  groupId: string
  status: BusStopStatus
  /** How many sessions had taken place when members were asked; null before that. */
  heldWhenAsked: number | null
  choices: Choice[]
}

/** The bus stop with this id, or null. */
export async function findBusStop(tx: Tx, id: string): Promise<BusStop | null> {
  const row = await tx.busStop.findUnique({
    where: { id },
    include: { choices: { orderBy: { memberId: 'asc' } }, run: { select: { groupId: true } } },
  })
  if (!row) return null
  const { runId, run, status, heldWhenAsked, choices } = row
  return { id, runId, groupId: run.groupId, status, heldWhenAsked, choices }
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

/** Notes that members are asked now, after so many sessions; false when they were asked before. */
export async function markAsking(tx: Tx, id: string, heldWhenAsked: number): Promise<boolean> {
  const { count } = await tx.busStop.updateMany({
    where: { id, status: { in: statesBefore(BUS_STOP_TRANSITIONS, 'asking') } },
    data: { status: 'asking', heldWhenAsked },
  })
  return count === 1
}

/** Stores what a member chose, or a convenor recorded for them, over what was chosen before. */
export async function saveChoice(tx: Tx, busStopId: string, choice: Choice, now: DateTime): Promise<void> {
  const { memberId, ...values } = choice
  const data = { ...values, chosenAt: now.toJSDate() }
  await tx.choice.upsert({
    where: { busStopId_memberId: { busStopId, memberId } },
    create: { busStopId, memberId, ...data },
    update: data,
  })
}

/** Forgets what somebody wanted at the bus stops of a group that are not closed, because they are off its roster. */
export async function forgetChoices(tx: Tx, groupId: string, slackUserId: string): Promise<void> {
  await tx.choice.deleteMany({
    where: { member: { groupId, slackUserId }, busStop: { status: { not: 'closed' } } },
  })
}
