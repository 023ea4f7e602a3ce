import type { Tx } from '#db/client.ts'
import { findGroup, type Group, getGroup } from '#db/group.ts'
import { groupIdsKnownTo } from '#db/interest.ts'
import { findLatestRun } from '#db/run.ts'
import {
  findAsked,
  findBusStopSurvey,
  findLatestSurvey,
  findSurvey,
  findSurveyOfRun,
  forgetAskedBySurvey,
  insertAsked,
  insertSurvey,
  lockSurvey,
  moveSurvey,
  openSurveys,
  type Survey,
  saveSurveyAnswer,
  surveyIdsOver,
} from '#db/survey.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import {
  dueSurvey,
  isSurveyOpen,
  type NextSurvey,
  NO_ANSWERS,
  nextSurvey,
  result,
  SURVEY_NEEDS,
  surveyClosesAt,
  type Trend,
  trend,
  withAnswer,
} from '#domain/survey.ts'
import { groupFor } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'
import { sayAll, sayToConvenors, sayToGroup } from './say.ts'
import type { UnderWay } from './under-way.ts'

/**
 * Opens the survey of a run under way that is due, once. Everybody on the roster at that moment is asked, and they
 * alone; those who have muted private messages find the question with a command. With fewer than five members
 * nobody is, because no result could be shown.
 */
export async function openDueSurvey(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  const occasion = run.status === 'fixed' ? dueSurvey(run, group, context.now) : null
  if (!occasion || (await findSurveyOfRun(tx, run.id, occasion))) return
  const closesAt = surveyClosesAt(context.now, group.surveyDays, group.timeZone)
  const status = group.members.length < SURVEY_NEEDS ? 'notAsked' : 'open'
  const surveyId = await insertSurvey(tx, { runId: run.id, occasion, status, closesAt })
  if (!surveyId || status === 'notAsked') return
  await insertAsked(
    tx,
    surveyId,
    group.members.map(({ id }) => id),
  )
  await refreshHomes(tx, context, group.id)
  const asked = group.members.filter(({ isMuted }) => !isMuted)
  const sayings = asked.map(({ id: memberId, slackUserId: address }) => {
    return { address, about: { kind: 'surveyQuestion', surveyId, memberId } } as const
  })
  await sayAll(tx, context, group, sayings)
}

/** Open surveys whose time is over, whatever has become of their run. */
export function surveysToClose(context: Context): Promise<string[]> {
  return ask(context, (tx) => surveyIdsOver(tx, context.now))
}

/**
 * Closes a survey whose time is over, for ever. With five answers or more the group is told the result; with fewer
 * the answers are forgotten, and the convenors are told that. In either case nothing is left of who was asked.
 */
export function closeSurvey(context: Context, surveyId: string): Promise<void> {
  return commit(context, async (tx) => {
    await lockSurvey(tx, surveyId)
    const survey = await findSurvey(tx, surveyId)
    if (survey?.status !== 'open' || isSurveyOpen(survey, context.now)) return
    const isShown = result(survey.counts) !== null
    if (isShown) await moveSurvey(tx, surveyId, 'published', survey.counts)
    else await moveSurvey(tx, surveyId, 'withheld', NO_ANSWERS)
    await forgetAskedBySurvey(tx, surveyId)
    const group = await getGroup(tx, survey.groupId)
    if (isShown) await sayToGroup(tx, context, group, { kind: 'surveyResult', surveyId })
    else
      await sayToConvenors(tx, context, group, (convenorId) => ({
        kind: 'surveyWithheld',
        surveyId,
        convenorId,
      }))
  })
}

/** The question of an open survey, for somebody who was asked and has not answered. */
export type SurveyQuestion = { group: Group; survey: Survey }

/** The question that a button in a private message is about. */
export function surveyQuestion(
  context: Context,
  actor: Actor,
  surveyId: string,
): Promise<Outcome<SurveyQuestion>> {
  return ask(context, async (tx) => questionFor(tx, context, actor, await findSurvey(tx, surveyId)))
}

/** The question, or that the group is too small for one: `isSoNow`, or was so when the last survey came. */
export type SurveyHere =
  | (SurveyQuestion & { kind: 'question' })
  | { kind: 'tooFew'; isSoNow: boolean; next: NextSurvey | null }

/** What the group of this channel is being asked. */
export function surveyHere(context: Context, actor: Actor): Promise<Outcome<SurveyHere>> {
  return ask(context, async (tx) => {
    const group = await findGroup(tx, actor.teamId, actor.channelId)
    if (!group) return refuse({ code: 'noGroupHere' })
    const open = (await openSurveys(tx, group.id)).filter((survey) => isSurveyOpen(survey, context.now))
    // Before the roster: whoever was asked may answer, also when they have got off since.
    const own: Outcome<SurveyQuestion>[] = []
    for (const survey of open) own.push(await questionFor(tx, context, actor, survey))
    for (const each of own) if ('value' in each) return { value: { kind: 'question', ...each.value } }
    const isAnswered = own.some((each) => 'refusal' in each && each.refusal.code === 'surveyAnswered')
    if (isAnswered) return refuse({ code: 'surveyAnswered' })
    const found = await groupFor(tx, actor)
    if ('refusal' in found) return found
    if (open.length > 0) return refuse({ code: 'surveyNotAsked' })
    const run = await findLatestRun(tx, group.id)
    const halfWay = run && (await findSurveyOfRun(tx, run.id, 'halfWay'))
    const next = nextSurvey(run, group, halfWay !== null, context.now)
    const isSoNow = group.members.length < SURVEY_NEEDS
    const latest = await findLatestSurvey(tx, group.id)
    if (isSoNow || latest?.status === 'notAsked') return { value: { kind: 'tooFew', isSoNow, next } }
    return refuse({ code: 'noOpenSurvey', next })
  })
}

/**
 * Counts an answer from 0 to 10, once for each person who was asked. Which answer was whose is stored nowhere, so it
 * cannot be changed; nothing else is written, so that nothing tells who has answered.
 */
export function answerSurvey(
  context: Context,
  actor: Actor,
  surveyId: string,
  score: number,
): Promise<Outcome<SurveyQuestion>> {
  return commit(context, async (tx) => {
    await lockSurvey(tx, surveyId)
    const found = await questionFor(tx, context, actor, await findSurvey(tx, surveyId))
    if ('refusal' in found) return found
    const { group, survey, memberId } = found.value
    await saveSurveyAnswer(tx, surveyId, memberId, withAnswer(survey.counts, score))
    return { value: { group, survey } }
  })
}

/** Who may answer is decided by who was asked, not by the roster as it is now. */
async function questionFor(
  tx: Tx,
  context: Context,
  actor: Actor,
  survey: Survey | null,
): Promise<Outcome<SurveyQuestion & { memberId: string }>> {
  const group = survey && (await getGroup(tx, survey.groupId))
  if (!group || group.teamId !== actor.teamId) return refuse({ code: 'surveyNotAsked' })
  const asked = await findAsked(tx, survey.id, actor.slackUserId)
  if (!asked && !(await knowsGroup(tx, actor, group))) return refuse({ code: 'notMember' })
  if (!isSurveyOpen(survey, context.now)) return refuse({ code: 'surveyClosed' })
  if (!asked) return refuse({ code: 'surveyNotAsked' })
  if (asked.hasAnswered) return refuse({ code: 'surveyAnswered' })
  return { value: { group, survey, memberId: asked.memberId } }
}

/** Whoever is or was in a group, or on its list, may hear of its surveys; once one is closed, nothing tells who was asked. */
async function knowsGroup(tx: Tx, { teamId, slackUserId }: Actor, group: Group): Promise<boolean> {
  const inside = [...group.members, ...group.away].map((member) => member.slackUserId)
  if ([...inside, ...group.convenorIds].includes(slackUserId)) return true
  return (await groupIdsKnownTo(tx, teamId, slackUserId)).includes(group.id)
}

/** How a published survey at a bus stop compares with the stop before; null where either of the two shows no result. */
export async function trendOf(tx: Tx, survey: Survey): Promise<Trend | null> {
  if (survey.occasion !== 'busStop') return null
  const before = await findBusStopSurvey(tx, survey.groupId, survey.runNumber - 1)
  const [then, now] = [before, survey].map((each) =>
    each?.status === 'published' ? result(each.counts) : null,
  )
  return then && now ? trend(then, now) : null
}
