/** Everything that can be shown of a group as large as the settings allow. */
import type { View } from '@slack/types'
import { DateTime } from 'luxon'
import type { Group, Member } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import type { Run } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { candidateSlots } from '#domain/calendar.ts'
import { DEFAULT_SETTINGS, NAME_AT_MOST, REMINDER_CHOICES } from '#domain/group.ts'
import type { PlannedRun } from '#domain/planner.ts'
import { DATES_AT_MOST, paginate } from '#domain/poll.ts'
import { answerView } from '#slack/views/answer.ts'
import { apologiesView, severalApologiesView } from '#slack/views/apology.ts'
import { convenorOutsideMessage, convenorsView, convenorWantedMessage } from '#slack/views/convenor.ts'
import { noticeView } from '#slack/views/notice.ts'
import type { Message } from '#slack/views/parts.ts'
import { notesOf, pollPageMessage } from '#slack/views/poll-page.ts'
import {
  answersRecordedMessage,
  apologiesRecordedMessage,
  choiceRecordedMessage,
  recordSheetView,
  recordView,
} from '#slack/views/record.ts'
import { previewView, scheduleView } from '#slack/views/schedule.ts'
import {
  belowMinimumMessage,
  reminderMessage,
  runCardMessage,
  sessionFixedMessage,
} from '#slack/views/session.ts'
import { setupView } from '#slack/views/setup.ts'
import { statusMessage } from '#slack/views/status.ts'
import { surveyQuestionMessage, surveyView } from '#slack/views/survey.ts'

/** An id as long as those of the database. */
export const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
export const userId = (number: number) => `U${String(number).padStart(11, '0')}`
const timeZone = 'Australia/Lord_Howe'
export const patterns: Group['patterns'] = [7, 3, 5].map((weekday, position) => ({
  id: id(position),
  position,
  name: 'Wednesday afternoon',
  weekday,
  startTime: '14:00',
  lengthMinutes: 180,
  // Longer than it was typed, as far as Slack is concerned.
  place: `${position}${'&'.repeat(199)}`,
}))
const member = (index: number) => ({
  id: id(index),
  slackUserId: userId(index),
  isMuted: false,
  reminders: [...REMINDER_CHOICES],
  hasArrived: true,
})
export const members = Array.from({ length: 100 }, (_, index) => member(index))

/** Its name would like to be markup. */
export const group: Group = {
  ...DEFAULT_SETTINGS,
  id: id(1),
  teamId: 'T00000000001',
  channelId: 'C00000000001',
  name: '<!channel> & <@U1> '.repeat(4).slice(0, NAME_AT_MOST),
  timeZone,
  sessionsPerRun: 52,
  places: 100,
  patterns,
  members,
  away: Array.from({ length: 10 }, (_, index) => member(100 + index)),
  convenorIds: Array.from({ length: 10 }, (_, index) => userId(index)),
}
const now = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })
const slots = paginate(
  candidateSlots(patterns, { from: '2027-01-18', until: '2027-12-31' }, timeZone).slice(0, DATES_AT_MOST),
)
export const poll: Poll = {
  id: id(2),
  runId: id(3),
  groupId: group.id,
  number: 1,
  status: 'open',
  sessionsWanted: 52,
  isForRemainder: false,
  timeZone,
  openedAt: now,
  closesAt: now.plus({ days: 7 }),
  closedAt: null,
  nudgedAt: null,
  dates: slots.map((slot, index) => ({
    ...slot,
    id: id(index),
    isSecondTime: false,
    zoneData: '',
    fellAt: null,
  })),
}
const sessions: Session[] = poll.dates.slice(0, 52).map(({ page: _, mark: __, ...slot }, index) => ({
  ...slot,
  runId: id(3),
  number: index + 1,
  status: index % 2 === 0 ? 'skipped' : 'firm',
  timeZone,
  fixedAt: now,
  undoUntil: null,
  apologiesForgotten: 0,
  place: null,
  usualPlace: patterns.find((pattern) => pattern.id === slot.patternId)?.place ?? null,
  apologyMemberIds: [id(1)],
}))
export const session = sessions[1] as Session
export const run: Run = {
  id: id(3),
  groupId: group.id,
  number: 1,
  status: 'fixed',
  sessionsWanted: 52,
  sessions,
  busStopId: id(4),
}
export const option: PlannedRun = {
  names: ['balanced', 'fullest', 'fairest'],
  dateIds: sessions.map((each) => each.id),
  attendances: 5000,
  possibleAttendances: 5200,
  fewestPerMember: 30,
  worstServedMemberIds: members.map((member) => member.id),
  attendancesByMember: members.map((member) => ({ memberId: member.id, attendances: 30 })),
  ifNeedBe: 40,
  thinnest: { dateId: id(5), attending: 90 },
  alternationBreaks: 12,
  gapDeviation: 0,
}
export const offer = {
  group,
  poll,
  patterns,
  answers: new Map(
    members.map((member) => [member.id, new Map(poll.dates.map((date) => [date.id, 'ifNeedBe' as const]))]),
  ),
  rules: {
    sessions: 52,
    gapDays: { min: 1, max: 180 },
    alternation: 'must' as const,
    patternOrder: patterns.map((pattern) => pattern.id),
    minimum: 100,
    neededMemberIds: [],
    leftOutDateIds: [],
    fixedDateIds: [],
    firmDateIds: [],
    giveUp: 2,
  },
  loosenings: [],
  plan: {
    kind: 'options' as const,
    options: [option, option, option],
    proof: 'optimal' as const,
    runs: 10n ** 30n,
    silentMemberIds: members.map((member) => member.id),
  },
}
const count = { can: 100, ifNeedBe: 100, cannot: 0, silent: 0 }
export const counts = new Map(poll.dates.map((date) => [date.id, count]))
export const status = {
  now,
  group,
  isConvenor: true,
  run,
  next: session,
  toCome: 52,
  busStop: 'asking' as const,
  poll,
  silent: 100,
  mayInvite: true,
  mine: {
    memberId: id(1),
    answered: 90,
    choice: 'gettingOff' as const,
    isMuted: false,
    reminders: [...REMINDER_CHOICES],
    calendarSince: now,
  },
  forConvenor: {
    silentIds: members.map(({ slackUserId }) => slackUserId),
    interested: 100,
    results: Array.from({ length: 30 }, (_, index) => ({
      mean: 8.5,
      bands: { low: 10, middle: 20, high: 70 },
      n: 100,
      runNumber: index + 1,
      occasion: 'halfWay' as const,
    })),
  },
}
const choice = { memberId: id(1), value: 'gettingOff' as const, hasToldGroup: false, recordedBy: userId(1) }
const survey = { id: id(5), closesAt: now.plus({ days: 7 }), timeZone }
const pages = [...new Set(poll.dates.map(({ page }) => page))]

/** Every message about it. */
export const MESSAGES: Record<string, Message | null> = {
  ...Object.fromEntries(
    pages.map((page) => [`page ${page} of a poll`, pollPageMessage(poll, page, counts, new Set())]),
  ),
  'a page of a poll that is decided': pollPageMessage(
    { ...poll, status: 'decided' },
    1,
    counts,
    new Set(poll.dates.map(({ startsAt }) => startsAt.toMillis())),
  ),
  'the card of a run': runCardMessage(run, group, now, 'What is new.'),
  'a reminder': reminderMessage(group, session),
  'a session that is fixed': sessionFixedMessage(group, session),
  'low numbers': belowMinimumMessage(group, session),
  'answers that were recorded': answersRecordedMessage(userId(1), poll, count, true, false),
  'apologies that were recorded': apologiesRecordedMessage(userId(1), group, sessions, false),
  'a choice that was recorded': choiceRecordedMessage(userId(1), id(4), choice, true, false),
  'the question of a survey': surveyQuestionMessage(survey),
  'how a group stands': statusMessage(status),
  'a convenor who has left': convenorOutsideMessage(group),
  'the search for a convenor': convenorWantedMessage(
    { ...group, convenorIds: [] },
    members.map(({ id: memberId }) => ({ supporterId: memberId, memberId })),
  ),
}

const schedule = {
  channelId: group.channelId,
  sessions: 52,
  from: '2027-01-18',
  until: '2027-12-31',
  closesOn: '2027-01-11',
  closesTime: '20:00',
}
const people = members.map((member) => member.slackUserId)
const setup = {
  isNew: true,
  isLocked: true,
  runsLeft: 'x'.repeat(200),
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
const notedSlots = slots.map((slot) => ({ slot, notes: notesOf(slot.on, timeZone) }))

/** Every form about it. */
export const FORMS: Record<string, View> = {
  'set-up': setupView(setup),
  settings: setupView({ ...setup, isNew: false, memberIds: [], interestedIds: [] }),
  schedule: scheduleView({ ...schedule, timeZone, runsLeft: 'x'.repeat(200) }),
  preview: previewView(schedule, notedSlots, { runs: 10n ** 30n, pages: 9 }, timeZone),
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
  notice: noticeView('A sentence.'),
}
