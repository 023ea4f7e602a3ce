import type { DateTime } from 'luxon'
import type { CandidateSlot } from '#domain/calendar.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import { type PagedSlot, POLL_TRANSITIONS, type PollStatus } from '#domain/poll.ts'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { toLookAt } from './group.ts'
import { day, instant, maybeInstant, toDay } from './time.ts'
import { INSTALLED } from './workspace.ts'

/** A candidate date of a poll. */
export type PollDate = CandidateSlot & {
  id: string
  isSecondTime: boolean
  /** The edition of the time-zone data by which the instants were computed. */
  zoneData: string
  page: number
  mark: number
  /** When a convenor said that a session on this date cannot be kept. */
  fellAt: DateTime | null
}

/** A poll with its dates in order of time. */
export type Poll = {
  id: string
  runId: string
  groupId: string
  number: number
  status: PollStatus
  sessionsWanted: number
  /** Whether it asks again about dates of a run under way that are to replace others. */
  isForRemainder: boolean
  timeZone: string
  openedAt: DateTime
  closesAt: DateTime
  closedAt: DateTime | null
  nudgedAt: DateTime | null
  dates: PollDate[]
}

const WHOLE = {
  run: { select: { groupId: true } },
  dates: { orderBy: { startsAt: 'asc' } },
} satisfies Prisma.PollInclude

type PollRow = Prisma.PollGetPayload<{ include: typeof WHOLE }>

/** The poll with this id, or null. */
export async function findPoll(tx: Tx, id: string): Promise<Poll | null> {
  const row = await tx.poll.findUnique({ where: { id }, include: WHOLE })
  return row && toPoll(row)
}

/** The poll with this id; it must exist. */
export async function getPoll(tx: Tx, id: string): Promise<Poll> {
  return toPoll(await tx.poll.findUniqueOrThrow({ where: { id }, include: WHOLE }))
}

/** The group's open poll, or null. */
export async function findOpenPoll(tx: Tx, groupId: string): Promise<Poll | null> {
  const row = await tx.poll.findUnique({ where: { openForGroupId: groupId }, include: WHOLE })
  return row && toPoll(row)
}

/** The group's poll that was opened last, whatever its state, or null. */
export async function findLatestPoll(tx: Tx, groupId: string): Promise<Poll | null> {
  const row = await tx.poll.findFirst({
    where: { run: { groupId } },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    include: WHOLE,
  })
  return row && toPoll(row)
}

/** All polls of a run, oldest first. */
export async function pollsOf(tx: Tx, runId: string): Promise<Poll[]> {
  const rows = await tx.poll.findMany({ where: { runId }, orderBy: { number: 'asc' }, include: WHOLE })
  return rows.map(toPoll)
}

/** All open polls, those that close first at the front. */
export async function openPolls(tx: Tx): Promise<Poll[]> {
  const rows = await tx.poll.findMany({
    where: { status: 'open', openForGroup: INSTALLED },
    orderBy: { closesAt: 'asc' },
    include: WHOLE,
  })
  return rows.map(toPoll)
}

/** The ids of the open polls of a workspace, or of all, oldest first. */
export async function openPollIds(tx: Tx, teamId?: string): Promise<string[]> {
  const workspace = { ...INSTALLED.workspace, ...(teamId && { teamId }) }
  const rows = await tx.poll.findMany({
    where: { status: 'open', openForGroup: { workspace } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** The groups with an open poll that a tick has to look at by now, those with the oldest first. */
export async function groupsWithPollToLookAt(tx: Tx, now: DateTime): Promise<string[]> {
  const rows = await tx.poll.findMany({
    where: { status: 'open', openForGroup: toLookAt(now) },
    select: { openForGroupId: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ openForGroupId }) => openForGroupId ?? [])
}

/** Locks a poll until the transaction ends: `change` before its status changes, `read` while answers are written. */
export async function lockPoll(tx: Tx, id: string, mode: 'change' | 'read'): Promise<void> {
  if (mode === 'change') await tx.$queryRaw`SELECT 1 FROM polls WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  else await tx.$queryRaw`SELECT 1 FROM polls WHERE id = ${id}::uuid FOR SHARE`
}

/**
 * Locks polls until the transaction ends, as while answers are written; answers until when each that is open takes them.
 */
export async function lockOpenPolls(tx: Tx, ids: readonly string[]): Promise<Map<string, DateTime>> {
  const rows = await tx.$queryRaw<{ id: string; status: PollStatus; closesAt: Date }[]>`
    SELECT id::text, status::text AS status, closes_at AS "closesAt" FROM polls
    WHERE id = ANY(${[...new Set(ids)]}::uuid[]) ORDER BY id FOR SHARE`
  return new Map(rows.flatMap((row) => (row.status === 'open' ? [[row.id, instant(row.closesAt)]] : [])))
}

/** Stores an open poll with its dates and returns its id. A group's second open poll violates a constraint. */
export async function insertPoll(
  tx: Tx,
  poll: Pick<
    Poll,
    | 'runId'
    | 'groupId'
    | 'number'
    | 'sessionsWanted'
    | 'isForRemainder'
    | 'timeZone'
    | 'openedAt'
    | 'closesAt'
  >,
  dates: readonly (PagedSlot & { zoneData: string })[],
): Promise<string> {
  const { groupId, ...columns } = poll
  const row = await tx.poll.create({
    data: {
      ...columns,
      openedAt: poll.openedAt.toJSDate(),
      closesAt: poll.closesAt.toJSDate(),
      status: 'open',
      openForGroupId: groupId,
    },
  })
  await tx.pollDate.createMany({
    data: dates.map((date) => ({
      ...date,
      pollId: row.id,
      on: toDay(date.on),
      startsAt: date.startsAt.toJSDate(),
      endsAt: date.endsAt.toJSDate(),
    })),
  })
  return row.id
}

/** Changes how many sessions are to be chosen from a poll. */
export async function setPollSessionsWanted(tx: Tx, id: string, sessionsWanted: number): Promise<void> {
  await tx.poll.update({ where: { id }, data: { sessionsWanted } })
}

/** Notes that the date that starts at an instant cannot be kept, in every poll of the run that asked about it. */
export async function markFallen(tx: Tx, runId: string, startsAt: DateTime, now: DateTime): Promise<void> {
  await tx.pollDate.updateMany({
    where: { poll: { runId }, startsAt: startsAt.toJSDate() },
    data: { fellAt: now.toJSDate() },
  })
}

/** Closes an open poll; false when it was not open any more. */
export async function markPollClosed(tx: Tx, id: string, now: DateTime): Promise<boolean> {
  const { count } = await tx.poll.updateMany({
    where: { id, status: 'open' },
    data: { status: 'closed', openForGroupId: null, closedAt: now.toJSDate() },
  })
  return count === 1
}

/** Notes that the silent have been asked once more; false when that was noted before or the poll is not open. */
export async function markNudged(tx: Tx, id: string, now: DateTime): Promise<boolean> {
  const { count } = await tx.poll.updateMany({
    where: { id, status: 'open', nudgedAt: null },
    data: { nudgedAt: now.toJSDate() },
  })
  return count === 1
}

/** Moves a closed poll to decided or back; false when its state does not allow that. */
export async function movePoll(
  tx: Tx,
  id: string,
  to: 'closed' | 'decided',
  now: DateTime,
): Promise<boolean> {
  const from = statesBefore(POLL_TRANSITIONS, to).filter((status) => status !== 'open')
  const { count } = await tx.poll.updateMany({
    where: { id, status: { in: from } },
    data: { status: to, ...movedAt(now) },
  })
  return count === 1
}

/** Notes that the instants of a poll's dates have changed, for the calendars that show them. */
export async function notePollShifted(tx: Tx, id: string, now: DateTime): Promise<void> {
  await tx.poll.update({ where: { id }, data: movedAt(now) })
}

function movedAt(now: DateTime) {
  return { moves: { increment: 1 }, movedAt: now.toJSDate() }
}

/** The candidate date from which a session of a run was fixed, or null. */
export async function findPollDateOf(
  tx: Tx,
  runId: string,
  startsAt: DateTime,
): Promise<{ id: string; pollId: string } | null> {
  return tx.pollDate.findFirst({
    where: { startsAt: startsAt.toJSDate(), poll: { runId, status: 'decided' } },
    orderBy: { poll: { number: 'desc' } },
    select: { id: true, pollId: true },
  })
}

/** A candidate date by its id, with the zone of its poll, or null. */
export async function findPollDate(tx: Tx, id: string): Promise<(PollDate & { timeZone: string }) | null> {
  const row = await tx.pollDate.findUnique({
    where: { id },
    include: { poll: { select: { timeZone: true } } },
  })
  return row && { ...toPollDate(row), timeZone: row.poll.timeZone }
}

function toPoll(row: PollRow): Poll {
  return {
    id: row.id,
    runId: row.runId,
    groupId: row.run.groupId,
    number: row.number,
    status: row.status,
    sessionsWanted: row.sessionsWanted,
    isForRemainder: row.isForRemainder,
    timeZone: row.timeZone,
    openedAt: instant(row.openedAt),
    closesAt: instant(row.closesAt),
    closedAt: maybeInstant(row.closedAt),
    nudgedAt: maybeInstant(row.nudgedAt),
    dates: row.dates.map(toPollDate),
  }
}

function toPollDate(row: PollRow['dates'][number]): PollDate {
  return {
    id: row.id,
    page: row.page,
    mark: row.mark,
    patternId: row.patternId,
    on: day(row.on),
    startTime: row.startTime,
    lengthMinutes: row.lengthMinutes,
    isSecondTime: row.isSecondTime,
    zoneData: row.zoneData,
    startsAt: instant(row.startsAt),
    endsAt: instant(row.endsAt),
    fellAt: maybeInstant(row.fellAt),
  }
}
