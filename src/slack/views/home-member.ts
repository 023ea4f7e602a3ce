import type { KnownBlock } from '@slack/types'
import { datesSought } from '#domain/run.ts'
import { lastSessionOn } from '#domain/session.ts'
import { busStopAheadText, hasGroupHeardText, ownChoiceText } from '#text/bus-stop.ts'
import { formWords } from '#text/form.ts'
import { mySettingsText, whoConvenesText } from '#text/home.ts'
import { runCardText } from '#text/session.ts'
import {
  answeredText,
  busStopBehindText,
  choosingText,
  nextSessionText,
  nothingPlanned,
  openPollText,
} from '#text/status.ts'
import { surveyOpenText } from '#text/survey.ts'
import type { Status } from '#usecases/status.ts'
import { choiceButtons, theGroupKnows } from './bus-stop.ts'
import { calendarBlocks } from './calendar.ts'
import { actions, button, context, labelled, section } from './parts.ts'
import { cardPlaces, placeLines } from './place.ts'
import { leaveButton } from './roster.ts'
import { cardOf, expectedAt, yourTime } from './session.ts'

/** What somebody in a group sees of it: what comes next, what is asked, the run at a glance, and their own settings. */
export function memberBlocks(status: Status, calendarUrl: string | null): KnownBlock[] {
  const blocks = [...nextBlocks(status), ...pollBlocks(status), ...surveyBlocks(status), ...runBlocks(status)]
  return [
    ...(blocks.length > 0 ? blocks : [section(nothingPlanned())]),
    ...ownBlocks(status, calendarUrl),
    context(whoConvenesText(status.group.convenorIds)),
  ]
}

function nextBlocks({ next, group, mine }: Status): KnownBlock[] {
  if (!next) return []
  const hasSent = mine !== null && next.apologyMemberIds.includes(mine.memberId)
  const press = hasSent ? labelled('comeAfterAll', next.id) : labelled('apologise', next.id)
  const others = labelled('otherApologies', group.id, { actionId: 'apologies' })
  return [
    section([nextSessionText(next, expectedAt(group, next), hasSent), ...placeLines(next)].join('\n')),
    yourTime(next),
    ...(mine ? [actions(press, others)] : []),
  ]
}

function pollBlocks({ poll, group, mine }: Status): KnownBlock[] {
  if (poll?.status === 'closed') return [section(choosingText())]
  if (poll?.status !== 'open') return []
  const progress = mine ? [answeredText(mine.answered, poll.dates.length)] : []
  return [
    section([openPollText(poll.closesAt, poll.timeZone), ...progress].join(' ')),
    ...(mine ? [actions(labelled('answerOnForm', group.id, { style: 'primary' }))] : []),
  ]
}

function surveyBlocks({ surveys, group, mine }: Status): KnownBlock[] {
  if (!mine) return []
  return surveys.flatMap(({ id, closesAt }) => [
    section(surveyOpenText({ closesAt, timeZone: group.timeZone })),
    actions(labelled('answerSurvey', id)),
  ])
}

function runBlocks({ run, group, now, busStop, toCome, mine }: Status): KnownBlock[] {
  if (busStop === 'closed') return [section(busStopBehindText())]
  if (!run || run.sessions.length === 0) return []
  const card = runCardText(run.sessionsWanted, datesSought(run, group.planning), cardOf(run, now))
  const places = cardPlaces(run.sessions, now)
  const isAsked = mine && run.busStopId && busStop !== null && busStop !== 'announced'
  const choice = isAsked ? [ownChoiceText(mine.choice)] : []
  const mayTell = isAsked && mine.choice === 'gettingOff' && !mine.hasToldGroup
  return [
    section(card),
    ...(places.length > 0 ? [section(places.join('\n'))] : []),
    section([busStopAheadText(toCome, lastSessionOn(run)), ...choice].join(' ')),
    ...(isAsked && run.busStopId ? [choiceButtons(run.busStopId)] : []),
    ...(mayTell && run.busStopId
      ? [section(hasGroupHeardText()), actions(theGroupKnows(run.busStopId))]
      : []),
    actions(labelled('calendarFile', run.id), labelled('runPicture', run.id)),
  ]
}

function ownBlocks({ group, mine, run, next }: Status, calendarUrl: string | null): KnownBlock[] {
  if (!mine) return []
  const mute = mine.isMuted
    ? labelled('remindAgain', group.id)
    : labelled('doNotRemindPrivately', group.id, { actionId: 'doNotRemind' })
  return [
    section(mySettingsText(mine)),
    actions(mute, button(formWords('ownReminders').title, 'ownReminders', group.id), leaveButton(group.id)),
    ...calendarBlocks(
      { group, next, runId: run?.id ?? null, isMember: true, madeAt: mine.calendarSince },
      calendarUrl,
    ),
  ]
}
