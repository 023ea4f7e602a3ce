import { interestList } from '#db/interest.ts'
import { findPoll, findPollDate, pollsOf } from '#db/poll.ts'
import { findRun, getRun } from '#db/run.ts'
import { findSession, findSessions } from '#db/session.ts'
import { isWantedByMember } from '#domain/reminder.ts'
import { isRunOver, nextSession } from '#domain/session.ts'
import { inviteButton } from '#slack/views/bus-stop.ts'
import { actions, labelled, paragraph, section } from '#slack/views/parts.ts'
import { placeChangedMessage } from '#slack/views/place.ts'
import {
  belowMinimumMessage,
  expectedAt,
  ownReminderMessage,
  reminderMessage,
  runCardMessage,
  sessionFixedMessage,
} from '#slack/views/session.ts'
import { momentInWords, sessionInWords } from '#text/date.ts'
import { fixedAutomaticallyText, onHoldAgainText, takenBackText } from '#text/offer.ts'
import { datesFallText, doneWithoutText, runChangedText } from '#text/remainder.ts'
import {
  calendarFileText,
  lateChangeText,
  nextIsSought,
  nextStepsText,
  reminderMissedText,
  runOverText,
  sessionOverText,
  sessionSkippedText,
} from '#text/session.ts'
import { invitingNow, isAnyoneToInvite } from '#usecases/inviting.ts'
import { howMissed } from '#usecases/reminder.ts'
import type { Renderers } from './renderer.ts'

/** What is said about fixed dates. */
export const sessionRenderers: Renderers<
  | 'runCard'
  | 'nextSteps'
  | 'datesFall'
  | 'runChanged'
  | 'doneWithout'
  | 'sessionFixed'
  | 'fixedAutomatically'
  | 'takenBack'
  | 'reminder'
  | 'ownReminder'
  | 'reminderMissed'
  | 'sessionOver'
  | 'runOver'
  | 'sessionSkipped'
  | 'placeChanged'
  | 'lateChange'
  | 'belowMinimum'
  | 'calendarFile'
> = {
  async runCard({ tx, about, group, now }) {
    const run = await findRun(tx, about.runId)
    return run && run.sessions.length > 0 ? runCardMessage(run, group, now) : null
  },

  async nextSteps({ tx, about, group, now }) {
    const interested = (await interestList(tx, group.id)).length
    const placesFree = Math.max(0, (await invitingNow(tx, now, group))?.placesFree ?? 0)
    const text = nextStepsText(interested, placesFree)
    const canInvite = await isAnyoneToInvite(tx, now, group)
    return {
      text,
      blocks: [
        section(text),
        actions(labelled('calendarFile', about.runId), ...(canInvite ? [inviteButton(group.id)] : [])),
      ],
    }
  },

  async datesFall({ tx, about }) {
    const asked = (await pollsOf(tx, about.runId)).flatMap(({ dates, timeZone }) =>
      dates.map((date) => ({ ...date, timeZone })),
    )
    const whens = about.starts
      .split(',')
      .flatMap((start) => asked.findLast(({ startsAt }) => startsAt.toMillis() === Number(start)) ?? [])
    return whens.length > 0 ? paragraph(datesFallText(whens)) : null
  },

  async runChanged({ tx, about, group, now }) {
    const poll = await findPoll(tx, about.pollId)
    if (!poll) return null
    return runCardMessage(await getRun(tx, poll.runId), group, now, runChangedText(poll.sessionsWanted))
  },

  async doneWithout({ tx, about }) {
    const poll = await findPoll(tx, about.pollId)
    return poll && paragraph(doneWithoutText(poll.dates.length))
  },

  async sessionFixed({ tx, about, group, isPosted }) {
    const session = await findSession(tx, about.sessionId)
    if (!session) return isPosted ? paragraph(onHoldAgainText()) : null
    return sessionFixedMessage(group, session)
  },

  async fixedAutomatically({ tx, about, group }) {
    const session = await findSession(tx, about.sessionId)
    if (!session?.undoUntil) return null
    const undoUntil = momentInWords(session.undoUntil, group.timeZone)
    const text = fixedAutomaticallyText(sessionInWords(session), undoUntil, expectedAt(group, session))
    return { text, blocks: [section(text), actions(labelled('takeBack', session.id))] }
  },

  async takenBack({ tx, about }) {
    const date = await findPollDate(tx, about.pollDateId)
    return date && paragraph(takenBackText(sessionInWords(date)))
  },

  async reminder({ tx, about, group, now, isPosted }) {
    const session = await findSession(tx, about.sessionId)
    if (!session) return isPosted ? paragraph(onHoldAgainText()) : null
    if (session.startsAt <= now) return null
    if (session.status === 'skipped' && !isPosted) return null
    return reminderMessage(group, session)
  },

  async ownReminder({ tx, about, group, now, isPosted }) {
    const session = await findSession(tx, about.sessionId)
    const member = group.members.find(({ id }) => id === about.memberId)
    if (!member) return null
    if (!session) return isPosted ? paragraph(onHoldAgainText()) : null
    if (session.startsAt <= now) return null
    return isPosted || isWantedByMember(member, session, about.before) ? ownReminderMessage(session) : null
  },

  async reminderMissed({ tx, about, group }) {
    const session = await findSession(tx, about.sessionId)
    return session && paragraph(reminderMissedText(session, await howMissed(tx, group, session)))
  },

  async sessionOver({ tx, about, group, now }) {
    const session = await findSession(tx, about.sessionId)
    if (!session) return null
    const run = await getRun(tx, session.runId)
    if (isRunOver(run, now)) return null
    const next = nextSession(run.sessions, now)
    return runCardMessage(run, group, now, next ? sessionOverText(next) : nextIsSought())
  },

  async runOver({ tx, about }) {
    const run = await getRun(tx, about.runId)
    return paragraph(runOverText(run.sessions.length))
  },

  async sessionSkipped({ tx, about }) {
    const session = await findSession(tx, about.sessionId)
    return session && paragraph(sessionSkippedText(session))
  },

  async placeChanged({ tx, about, now, isPosted }) {
    const sessions = await findSessions(tx, about.sessionIds.split(','))
    // What has begun by the time of posting, or is not to be, needs no place; what was posted goes on being true.
    const told = sessions.filter(({ status, startsAt }) => isPosted || (status === 'firm' && startsAt > now))
    return told.length > 0 ? placeChangedMessage(told) : null
  },

  async lateChange({ tx, about, group, now }) {
    const session = await findSession(tx, about.sessionId)
    const member = group.members.find(({ id }) => id === about.memberId)
    if (!session || !member || session.startsAt <= now) return null
    const isComing = !session.apologyMemberIds.includes(member.id)
    return paragraph(lateChangeText(member.slackUserId, session, isComing, expectedAt(group, session)))
  },

  async belowMinimum({ tx, about, group, now }) {
    const session = await findSession(tx, about.sessionId)
    if (session?.status !== 'firm' || session.startsAt <= now) return null
    if (expectedAt(group, session) >= group.minimum) return null
    return belowMinimumMessage(group, session)
  },

  async calendarFile() {
    return paragraph(calendarFileText())
  },
}
