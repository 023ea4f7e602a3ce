import type { DateTime } from 'luxon'
import { statesBefore } from '#domain/life-cycle.ts'
import { NO_ANSWERS, SURVEY_TRANSITIONS, type SurveyOccasion, type SurveyStatus } from '#domain/survey.ts'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { instant } from './time.ts'
import { INSTALLED } from './workspace.ts'

/** A survey with its eleven counters; who was asked is apart from it. */
export type Survey = {
  id: string
  runId: string
  runNumber: number
  groupId: string
  occasion: SurveyOccasion
  status: SurveyStatus
  closesAt: DateTime
  /** How many chose 0, 1, … 10. */
  counts: number[]
}

const WHOLE = { run: { select: { groupId: true, number: true } } } satisfies Prisma.SurveyInclude

type SurveyRow = Prisma.SurveyGetPayload<{ include: typeof WHOLE }>

/** The survey with this id, or null. */
export async function findSurvey(tx: Tx, id: string): Promise<Survey | null> {
  const row = await tx.survey.findUnique({ where: { id }, include: WHOLE })
  return row && toSurvey(row)
}

/** The survey of a run on an occasion, or null. */
export async function findSurveyOfRun(
  tx: Tx,
  runId: string,
  occasion: SurveyOccasion,
): Promise<Survey | null> {
  const row = await tx.survey.findUnique({ where: { runId_occasion: { runId, occasion } }, include: WHOLE })
  return row && toSurvey(row)
}

/** The survey at the bus stop of a group's run with this number, or null. */
export async function findBusStopSurvey(tx: Tx, groupId: string, runNumber: number): Promise<Survey | null> {
  const row = await tx.survey.findFirst({
    where: { occasion: 'busStop', run: { groupId, number: runNumber } },
    include: WHOLE,
  })
  return row && toSurvey(row)
}

/** The group's newest survey, whatever its state, or null. */
export async function findLatestSurvey(tx: Tx, groupId: string): Promise<Survey | null> {
  const row = await tx.survey.findFirst({
    where: { run: { groupId } },
    orderBy: { id: 'desc' },
    include: WHOLE,
  })
  return row && toSurvey(row)
}

/** All open surveys, or those of one group, those that close first at the front. */
export async function openSurveys(tx: Tx, groupId?: string): Promise<Survey[]> {
  const rows = await tx.survey.findMany({
    where: { status: 'open', run: { group: { ...INSTALLED, ...(groupId && { id: groupId }) } } },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    include: WHOLE,
  })
  return rows.map(toSurvey)
}

/** The open surveys whose time is over by an instant, those that closed first at the front. */
export async function surveyIdsOver(tx: Tx, at: DateTime): Promise<string[]> {
  const rows = await tx.survey.findMany({
    where: { status: 'open', closesAt: { lte: at.toJSDate() }, run: { group: INSTALLED } },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** The surveys of a group whose result was shown, oldest first. */
export async function publishedSurveys(tx: Tx, groupId: string): Promise<Survey[]> {
  const rows = await tx.survey.findMany({
    where: { status: 'published', run: { groupId } },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    include: WHOLE,
  })
  return rows.map(toSurvey)
}

/** Stores a survey of a run without any answer, unless there was one; answers its id, or null when there was. */
export async function insertSurvey(
  tx: Tx,
  survey: { runId: string; occasion: SurveyOccasion; status: 'open' | 'notAsked'; closesAt: DateTime },
): Promise<string | null> {
  const [row] = await tx.survey.createManyAndReturn({
    data: [{ ...survey, closesAt: survey.closesAt.toJSDate(), counts: [...NO_ANSWERS] }],
    skipDuplicates: true,
    select: { id: true },
  })
  return row?.id ?? null
}

/** Locks a survey until the transaction ends: answers and its closing come one after the other. */
export async function lockSurvey(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM surveys WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Closes an open survey with its counters as they are to be kept; false when its state does not allow that. */
export async function moveSurvey(
  tx: Tx,
  id: string,
  to: 'published' | 'withheld',
  counts: readonly number[],
): Promise<boolean> {
  const { count } = await tx.survey.updateMany({
    where: { id, status: { in: statesBefore(SURVEY_TRANSITIONS, to) } },
    data: { status: to, counts: [...counts] },
  })
  return count === 1
}

/** Stores who is asked. */
export async function insertAsked(tx: Tx, surveyId: string, memberIds: readonly string[]): Promise<void> {
  await tx.surveyMember.createMany({
    data: memberIds.map((memberId) => ({ surveyId, memberId, hasAnswered: false })),
  })
}

/** Somebody who was asked, by Slack user id, whether they are on the roster still or not; null for all others. */
export async function findAsked(
  tx: Tx,
  surveyId: string,
  slackUserId: string,
): Promise<{ memberId: string; hasAnswered: boolean } | null> {
  return tx.surveyMember.findFirst({
    where: { surveyId, member: { slackUserId } },
    select: { memberId: true, hasAnswered: true },
  })
}

/**
 * Counts an answer: the new counters, and that this member has answered. Both are written in one transaction, and
 * the rows of all who were asked are written anew by one statement. Postgres notes in every row which transaction
 * wrote it (xmin), and puts a row that was written later behind the others: if only this member's row were written,
 * it would carry the same mark as the change of the counters, and say who made it.
 */
export async function saveSurveyAnswer(
  tx: Tx,
  surveyId: string,
  memberId: string,
  counts: readonly number[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE survey_members SET has_answered = has_answered OR member_id = ${memberId}::uuid
    WHERE survey_id = ${surveyId}::uuid`
  await tx.survey.update({ where: { id: surveyId }, data: { counts: [...counts] } })
}

/** Forgets who was asked and who has answered. */
export async function forgetAskedBySurvey(tx: Tx, surveyId: string): Promise<void> {
  await tx.surveyMember.deleteMany({ where: { surveyId } })
}

function toSurvey({ run, closesAt, ...columns }: SurveyRow): Survey {
  return { ...columns, runNumber: run.number, groupId: run.groupId, closesAt: instant(closesAt) }
}
