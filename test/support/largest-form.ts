/** Every form, window and Home tab that can be shown of a group as large as the settings allow. */
import type { HomeView, ModalView } from '@slack/types'
import type { Member } from '#db/group.ts'
import { REMINDER_CHOICES } from '#domain/group.ts'
import { answerView } from '#slack/views/answer.ts'
import { apologiesView, severalApologiesView } from '#slack/views/apology.ts'
import { calendarMessage, calendarView, feedMadeView } from '#slack/views/calendar.ts'
import { convenorsView } from '#slack/views/convenor.ts'
import { homeView } from '#slack/views/home.ts'
import { loadingView, noticeView } from '#slack/views/notice.ts'
import { ownRemindersView } from '#slack/views/own-reminder.ts'
import { placeView } from '#slack/views/place-form.ts'
import { notesOf } from '#slack/views/poll-page.ts'
import { recordSheetView, recordView } from '#slack/views/record.ts'
import { previewView, scheduleView } from '#slack/views/schedule.ts'
import { setupView } from '#slack/views/setup.ts'
import { surveyView } from '#slack/views/survey.ts'
import { brokenText } from '#text/help.ts'
import { languageNow } from '#text/language.ts'
import { runsLeft } from '#text/poll.ts'
import { calendarFileText } from '#text/session.ts'
import {
  choice,
  group,
  id,
  members,
  mine,
  patterns,
  poll,
  sessions,
  slots,
  status,
  survey,
  timeZone,
  userId,
} from './largest-group.ts'
import { renewalForms } from './largest-renewal.ts'

const ADDRESS = 'https://bot.example/dates'
const schedule = {
  channelId: group.channelId,
  sessions: 52,
  from: '2027-01-18',
  until: '2027-12-31',
  closesOn: '2027-01-11',
  closesTime: '20:00',
}
const people = members.map((member) => member.slackUserId)
const filledIn = {
  isNew: true,
  isLocked: true,
  channelId: group.channelId,
  settings: group,
  memberIds: people,
  convenorIds: group.convenorIds,
  interestedIds: people,
}
const values = new Map(poll.dates.map((date) => [date.id, 'ifNeedBe'] as const))
const coming = sessions.map((each) => ({ session: each, isSent: true, recordedBy: userId(1) }))
const recorded = { group, member: members[0] as Member }
const sheet = { ...recorded, poll, values, recordedBy: people }

/** The forms and windows, in the language that is spoken just now. */
export function forms(): Record<string, ModalView> {
  const left = runsLeft(10n ** 30n, { from: schedule.from, until: schedule.until, sessions: 52 })
  const setup = { ...filledIn, runsLeft: left }
  const noted = slots.map((slot) => ({ slot, notes: notesOf(slot.on, timeZone) }))
  return {
    'set-up': setupView(setup),
    settings: setupView({ ...setup, isNew: false, memberIds: [], interestedIds: [] }),
    schedule: scheduleView({ ...schedule, timeZone, runsLeft: left }),
    preview: previewView(schedule, noted, { runs: 10n ** 30n, pages: 9 }, timeZone),
    answers: answerView({
      pollId: poll.id,
      timeZone,
      closesAt: poll.closesAt,
      dates: poll.dates,
      values,
      recordedBy: people,
      version: 12,
    }),
    apologies: apologiesView(group.id, coming),
    'several apologies': severalApologiesView(group.id, coming),
    'what to record': recordView(group.id, ['answers', 'apologies', 'choice']),
    'answers to record': recordSheetView({ ...recorded, what: 'answers', sheet }),
    'apologies to record': recordSheetView({ ...recorded, what: 'apologies', coming }),
    'a choice to record': recordSheetView({ ...recorded, what: 'choice', busStopId: id(4), choice }),
    convenors: convenorsView(group),
    survey: surveyView(survey),
    'reminders of one’s own': ownRemindersView(group, REMINDER_CHOICES),
    'where sessions take place': placeView({ group, slots: patterns, coming: sessions }),
    'what a calendar needs': calendarView(calendarMessage(calendarFileText(), mine, ADDRESS)),
    'a new address for a calendar': feedMadeView(`${ADDRESS}/${'x'.repeat(43)}.ics`),
    'a moment to wait': loadingView(),
    'a sentence': noticeView(brokenText('7F3K-2M')),
    ...renewalForms(),
  }
}

/** Home tabs in the language that is spoken just now. */
export function homes(): Record<string, HomeView> {
  const speaking = { ...group, language: languageNow() }
  const one = { ...status, group: speaking }
  return {
    'several groups': homeView({ statuses: [one, one, one, one], away: [speaking, speaking] }, ADDRESS),
    'one group, without calendars': homeView({ statuses: [one], away: [] }, null),
    'a member alone': homeView(
      { statuses: [{ ...one, forConvenor: null, isConvenor: false }], away: [] },
      ADDRESS,
    ),
    'somebody away': homeView({ statuses: [], away: [speaking] }, null),
    'a stranger': homeView({ statuses: [], away: [] }, null),
  }
}
