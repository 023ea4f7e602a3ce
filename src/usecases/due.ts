import type { DateTime } from 'luxon'
import { getGroup } from '#db/group.ts'
import { openInvitations } from '#db/invitation.ts'
import { openPolls } from '#db/poll.ts'
import { runsUnderWay } from '#db/run.ts'
import { openSurveys } from '#db/survey.ts'
import { invitationReminderAt } from '#domain/invitation.ts'
import { type Moment, momentsOf } from '#domain/moment.ts'
import { nudgeAt } from '#domain/poll.ts'
import { reminderAt } from '#domain/reminder.ts'
import { ask, type Context } from './context.ts'
import { everybodyAnsweredAt } from './everybody.ts'
import { remindersOf } from './own-reminder.ts'

/** What will happen next by itself, and when. */
export type NextDue = {
  at: DateTime
  what:
    | 'everybodyAnswered'
    | 'nudge'
    | 'closing'
    | Moment['what']
    | 'invitationReminder'
    | 'invitationOver'
    | 'surveyCloses'
}

/** The next thing after now that a tick would act on, or null when nothing is in sight. */
export function nextDue(context: Context): Promise<NextDue | null> {
  return ask(context, async (tx) => {
    const due: NextDue[] = []
    for (const poll of await openPolls(tx)) {
      const answeredAt = await everybodyAnsweredAt(tx, await getGroup(tx, poll.groupId), poll)
      if (answeredAt) due.push({ at: answeredAt, what: 'everybodyAnswered' })
      if (!poll.nudgedAt) due.push({ at: nudgeAt(poll), what: 'nudge' })
      due.push({ at: poll.closesAt, what: 'closing' })
    }
    for (const run of await runsUnderWay(tx)) {
      const group = await getGroup(tx, run.groupId)
      for (const session of run.sessions) {
        due.push(...momentsOf(session, group.reminders))
        if (session.status !== 'firm') continue
        for (const before of remindersOf(group.members))
          due.push({ at: reminderAt(session, before), what: 'reminder' })
      }
    }
    for (const { sentAt, answerBy, isReminded } of await openInvitations(tx)) {
      if (!isReminded) due.push({ at: invitationReminderAt(sentAt, answerBy), what: 'invitationReminder' })
      due.push({ at: answerBy, what: 'invitationOver' })
    }
    for (const { closesAt } of await openSurveys(tx)) due.push({ at: closesAt, what: 'surveyCloses' })
    const ahead = due.filter(({ at }) => at > context.now)
    return ahead.sort((a, b) => a.at.toMillis() - b.at.toMillis())[0] ?? null
  })
}
