/** Every message that can be shown of a group as large as the settings allow. */
import { AuditKind } from '#db/generated/enums.ts'
import { auditMessage } from '#slack/views/audit.ts'
import { calendarMessage } from '#slack/views/calendar.ts'
import { introductionMessage } from '#slack/views/consent.ts'
import { convenorOutsideMessage, convenorWantedMessage } from '#slack/views/convenor.ts'
import { offerMessage } from '#slack/views/offer.ts'
import type { Message } from '#slack/views/parts.ts'
import { placeChangedMessage } from '#slack/views/place.ts'
import { closingMessage } from '#slack/views/poll.ts'
import { pollPageMessage } from '#slack/views/poll-page.ts'
import {
  answersRecordedMessage,
  apologiesRecordedMessage,
  choiceRecordedMessage,
} from '#slack/views/record.ts'
import { comingMessage, fallingMessage } from '#slack/views/remainder.ts'
import {
  belowMinimumMessage,
  ownReminderMessage,
  reminderMessage,
  runCardMessage,
  sessionFixedMessage,
} from '#slack/views/session.ts'
import { statusMessage } from '#slack/views/status.ts'
import { surveyQuestionMessage } from '#slack/views/survey.ts'
import { calendarFileText } from '#text/session.ts'
import {
  choice,
  count,
  counts,
  group,
  id,
  members,
  mine,
  now,
  offer,
  poll,
  refusedOffer,
  run,
  session,
  sessions,
  status,
  survey,
  userId,
} from './largest-group.ts'
import { renewalMessages } from './largest-renewal.ts'

const pages = [...new Set(poll.dates.map(({ page }) => page))]
const anew = { dropped: sessions.slice(0, 20), dates: poll.dates.slice(0, 20), coming: [] }
const move = { dropped: [session], dates: poll.dates.slice(0, 1), coming: [100] }
const placed = sessions.map((each, index) => ({ ...each, place: `${index % 2}${'&'.repeat(199)}` }))
const entries = Array.from({ length: 30 }, () => ({
  at: now,
  byId: userId(1),
  what: AuditKind.addedToLockedRoster,
  subjectId: userId(2),
}))

/** They are made in the language that is spoken just now; what nobody is told is null. */
export function messages(): Record<string, Message | null> {
  return {
    ...Object.fromEntries(
      pages.map((page) => [`page ${page} of a poll`, pollPageMessage(poll, page, counts, new Set())]),
    ),
    'a page of a poll that is decided': pollPageMessage(
      { ...poll, status: 'decided' },
      1,
      counts,
      new Set(poll.dates.map(({ startsAt }) => startsAt.toMillis())),
    ),
    'the introduction': introductionMessage(group),
    'whether to close the poll': closingMessage({ groupId: group.id, silent: 100, isOneSilent: true }),
    'the runs on offer': offerMessage(offer),
    'the reasons why there is none': offerMessage(refusedOffer),
    'the card of a run': runCardMessage(run, group, now, calendarFileText()),
    'a reminder': reminderMessage(group, session),
    'a reminder of one’s own': ownReminderMessage(session),
    'a session that is fixed': sessionFixedMessage(group, session),
    'other places': placeChangedMessage(placed),
    'low numbers': belowMinimumMessage(group, session),
    'the dates that can fall': comingMessage(group, sessions),
    'what may become of a run': fallingMessage({ group, session, move, anew }),
    'answers that were recorded': answersRecordedMessage(userId(1), poll, count, true, false),
    'apologies that were recorded': apologiesRecordedMessage(userId(1), group, sessions, false),
    'a choice that was recorded': choiceRecordedMessage(userId(1), id(4), choice, true, false),
    'the question of a survey': surveyQuestionMessage(survey),
    'how a group stands': statusMessage(status),
    'the way into a calendar': calendarMessage(calendarFileText(), mine, 'https://bot.example/dates'),
    'what was done in a group': auditMessage({ group, entries, count: 1000 }),
    'a convenor who has left': convenorOutsideMessage(group),
    'the search for a convenor': convenorWantedMessage(
      { ...group, convenorIds: [] },
      members.map(({ id: memberId }) => ({ supporterId: memberId, memberId })),
    ),
    ...renewalMessages(),
  }
}
