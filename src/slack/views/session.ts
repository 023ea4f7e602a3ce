import type { Group } from '#db/group.ts'
import type { Run } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { datesSought } from '#domain/run.ts'
import { expected, lastSessionOn } from '#domain/session.ts'
import { sessionInWords } from '#text/date.ts'
import {
  belowMinimumText,
  ownReminderText,
  reminderOverText,
  reminderText,
  runCardNotes,
  runCardText,
  sessionFixedText,
  skipConfirmation,
  yourTimeText,
} from '#text/session.ts'
import { actions, context, labelled, type Message, paragraph, section } from './parts.ts'
import { cardPlaces, withPlace } from './place.ts'

/** How many of a group are expected at a session. */
export function expectedAt(group: Group, session: Session): number {
  return expected(
    group.members.map(({ id }) => id),
    session.apologyMemberIds,
    session.apologiesForgotten,
  )
}

/** The reminder of a session, with the reader's own time and apologies in one press. */
export function reminderMessage(group: Group, session: Session): Message {
  if (session.status === 'skipped') return paragraph(reminderOverText(session))
  const text = reminderText(session, expectedAt(group, session))
  return withPlace(session, { text, blocks: [section(text), yourTime(session), apologyButton(session)] })
}

/** The same privately, to a member who wants it. */
export function ownReminderMessage(session: Session): Message {
  if (session.status === 'skipped') return paragraph(reminderOverText(session))
  const text = ownReminderText(session)
  return withPlace(session, { text, blocks: [section(text), yourTime(session), apologyButton(session)] })
}

/** One session that has just been fixed. */
export function sessionFixedMessage(group: Group, session: Session): Message {
  const text = sessionFixedText(session, expectedAt(group, session))
  return withPlace(session, { text, blocks: [section(text), yourTime(session), apologyButton(session)] })
}

/** The run card; `lead` is what is new, when it is shown again. */
export function runCardMessage(
  run: Run,
  group: Pick<Group, 'planning'>,
  now: Session['startsAt'],
  lead?: string,
): Message {
  const card = runCardText(run.sessionsWanted, datesSought(run, group.planning), cardOf(run, now))
  const places = cardPlaces(run.sessions, now)
  const notes = runCardNotes(lastSessionOn(run))
  return {
    text: [...(lead ? [lead] : []), card, ...places, notes].join('\n'),
    blocks: [
      ...(lead ? [section(lead)] : []),
      section(card),
      ...(places.length > 0 ? [section(places.join('\n'))] : []),
      context(notes),
      actions(
        labelled('calendarFile', run.id),
        labelled('runPicture', run.id),
        labelled('apologise', run.groupId, { actionId: 'apologies' }),
      ),
    ],
  }
}

/** The sessions of a run as its card shows them. */
export function cardOf({ sessions }: Run, now: Session['startsAt']) {
  return sessions.map((session) => ({
    ...session,
    isSkipped: session.status === 'skipped',
    isOver: session.endsAt <= now,
  }))
}

/** To a convenor, when too few are expected. */
export function belowMinimumMessage(group: Group, session: Session): Message {
  const text = belowMinimumText(session, expectedAt(group, session), group.minimum)
  return {
    text,
    blocks: [
      section(text),
      actions(
        labelled('leaveAsItIs', session.id),
        labelled('skipThisSession', session.id, {
          actionId: 'skipSession',
          confirm: skipConfirmation(session),
        }),
        labelled('moveOrPlanAnew', session.id, { actionId: 'dateFalls' }),
      ),
    ],
  }
}

/** The same instant in the zone of whoever reads it; Slack fills it in. */
export function yourTime(session: Session) {
  const seconds = Math.floor(session.startsAt.toSeconds())
  return context(yourTimeText(`<!date^${seconds}^{date_long_pretty}, {time}|${sessionInWords(session)}>`))
}

function apologyButton(session: Session) {
  return actions(labelled('apologise', session.id))
}
