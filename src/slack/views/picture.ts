import type { DateTime } from 'luxon'
import type { Group } from '#db/group.ts'
import type { Run } from '#db/run.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { datesSought } from '#domain/run.ts'
import { lastSessionOn, nextSession } from '#domain/session.ts'
import type { PastResult } from '#domain/survey.ts'
import { datesPicture } from '#picture/dates.ts'
import { runPicture } from '#picture/run.ts'
import type { Drawing } from '#picture/svg.ts'
import { POINTS_AT_MOST, trendPicture } from '#picture/trend.ts'
import {
  datesAltText,
  datesWords,
  type PicturedSession,
  runAltText,
  runMonth,
  runWords,
  trendAltText,
  trendFigure,
  trendTitle,
  trendWords,
} from '#text/picture.ts'
import type { Offer } from '#usecases/offer.ts'
import { runsOf } from './grid.ts'

/** A picture, and the words that say the same. Neither it nor its file's name names a person or the group. */
export type Picture = { drawing: Drawing; filename: string; title: string; altText: string }

/** The newest results of surveys, as many as there is room for. */
export function trendShown(results: readonly PastResult[]): Picture {
  const shown = results.slice(-POINTS_AT_MOST)
  const title = trendTitle()
  const points = shown.map(({ mean, n, runNumber, occasion }) => ({
    mean,
    isBusStop: occasion === 'busStop',
    figure: trendFigure(mean),
    run: runNumber,
    answers: n,
  }))
  const drawing = trendPicture({ ...trendWords(), title }, points)
  return { drawing, filename: 'results.png', title, altText: trendAltText(shown) }
}

/** The dates of a poll with the runs on offer. */
export function datesShown({ group, poll, plan, answers }: Offer): Picture {
  const options = plan.kind === 'options' ? plan.options : []
  const dates = poll.dates.map(({ id, on }) => {
    const said = group.members.map((member) => answers.get(member.id)?.get(id))
    const count = (wanted: AnswerValue) => said.filter((value) => value === wanted).length
    return { on, can: count('can'), ifNeedBe: count('ifNeedBe'), runs: runsOf(options, id) }
  })
  const everybody = group.members.length
  const words = datesWords(everybody)
  const drawing = datesPicture({ ...words, month: runMonth }, everybody, dates)
  return { drawing, filename: 'dates.png', title: words.title, altText: datesAltText(everybody, dates) }
}

/** A run from its first session to the bus stop. */
export function runShown(run: Run, { planning }: Pick<Group, 'planning'>, now: DateTime): Picture {
  const sessions = picturedSessions(run, now)
  const words = runWords(run.sessionsWanted)
  const hasBusStop = lastSessionOn(run) !== null
  const drawing = runPicture({ ...words, month: runMonth }, sessions, hasBusStop)
  const sought = datesSought(run, planning)
  const altText = runAltText(run.sessionsWanted, sessions, { sought, hasBusStop })
  return { drawing, filename: 'run.png', title: words.title, altText }
}

function picturedSessions(run: Run, now: DateTime): PicturedSession[] {
  const next = nextSession(run.sessions, now)
  return run.sessions.map(({ id, number, on, status, endsAt }) => {
    const ahead = id === next?.id ? 'next' : 'toCome'
    return { number, on, state: status === 'skipped' ? 'skipped' : endsAt <= now ? 'over' : ahead }
  })
}
