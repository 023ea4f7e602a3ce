import { DateTime } from 'luxon'
import { raiseSequences } from '#db/calendar-entry.ts'
import type { Database, Tx } from '#db/client.ts'
import { passOverEverythingPending } from '#db/delivery-without-job.ts'
import { allGroupIds, getGroup, lockGroup } from '#db/group.ts'
import { openPolls } from '#db/poll.ts'
import { runsUnderWay } from '#db/run.ts'
import { forgetAskedBySurvey, moveSurvey, openSurveys } from '#db/survey.ts'
import { isNudgeDue } from '#domain/poll.ts'
import { NO_ANSWERS } from '#domain/survey.ts'
import { UNWATCHED } from '#watch/watch.ts'
import { advanceBusStop } from './bus-stop.ts'
import { currentEntries } from './calendar.ts'
import { ask, type Context, commit } from './context.ts'
import { giveUpPastDates } from './do-without.ts'
import { tellWhenEverybodyAnswered } from './everybody.ts'
import { followInvitation, invitationsDue } from './invitation-due.ts'
import { tellOfLowNumbers } from './minimum.ts'
import { sayWhatComesNext } from './next-session.ts'
import { nudgeSilent } from './nudge.ts'
import { sendOwnReminders } from './own-reminder.ts'
import { sendDueReminders } from './reminder.ts'
import { sayToConvenors } from './say.ts'
import { closeSurvey, openDueSurvey, surveysToClose } from './survey.ts'
import { type UnderWay, underWay } from './under-way.ts'

/**
 * After a backup was put back, and before a bot uses it: everything that by now would be said from what is stored is
 * passed over for good, because it was probably said before; the convenors are to be told, once. Nothing is enqueued:
 * the bot makes the jobs when it starts.
 *
 * What is made anew with ids of its own, as the poll for a next session, is left to the bot: under what was posted
 * before nobody can answer any more.
 */
export async function followRestore(db: Database, now: DateTime, takenAt: string): Promise<void> {
  const queue = { add: async () => {}, addAll: async () => {} }
  const context: Context = { db, now, zoneData: '', settleSeconds: 0, queue, watch: UNWATCHED }
  // One step may lead to the next, as the end of a run to its bus stop.
  do await sayWhatIsDue(context)
  while ((await commit(context, passOverEverythingPending)) > 0)
  await outnumberLostChanges(context, takenAt)
  const change = now.toISO() ?? ''
  for (const groupId of await commit(context, allGroupIds)) {
    await commit(context, async (tx) =>
      sayToConvenors(tx, context, await getGroup(tx, groupId), (convenorId) => ({
        kind: 'restored',
        convenorId,
        takenAt,
        change,
      })),
    )
  }
}

async function sayWhatIsDue(context: Context): Promise<void> {
  for (const poll of await commit(context, openPolls)) {
    await commit(context, async (tx) =>
      tellWhenEverybodyAnswered(tx, context, await getGroup(tx, poll.groupId), poll),
    )
    if (isNudgeDue(poll, context.now)) await nudgeSilent(context, poll.id)
  }
  for (const { id, groupId } of await commit(context, runsUnderWay)) {
    await commit(context, async (tx) => {
      await lockGroup(tx, groupId)
      const here = await underWay(tx, id)
      await sendDueReminders(tx, context, here)
      await sendOwnReminders(tx, context, here)
      await tellOfLowNumbers(tx, context, here)
      await sayWhatComesNext(tx, context, here)
      await advanceBusStop(tx, context, here)
      await leaveOutDueSurvey(tx, context, here)
      await giveUpPastDates(tx, context, here)
    })
  }
  for (const invitation of await invitationsDue(context)) await followInvitation(context, invitation)
  for (const id of await surveysToClose(context)) await closeSurvey(context, id)
}

/**
 * A survey that came due since the backup may have been answered and even published. A second result, with one answer
 * more or less, would give that answer away, so it is not asked again.
 */
async function leaveOutDueSurvey(tx: Tx, context: Context, here: UnderWay): Promise<void> {
  const before = await openSurveys(tx, here.group.id)
  await openDueSurvey(tx, context, here)
  for (const { id } of await openSurveys(tx, here.group.id)) {
    if (before.some((survey) => survey.id === id)) continue
    await moveSurvey(tx, id, 'withheld', NO_ANSWERS)
    await forgetAskedBySurvey(tx, id)
  }
}

/**
 * Calendars may have been told of changes that the backup does not know, and pass over what comes with a number that they
 * have had. So all numbers are raised above those: by one for each second since the backup, in which less was changed.
 */
async function outnumberLostChanges(context: Context, takenAt: string): Promise<void> {
  const seconds = Math.ceil(context.now.diff(DateTime.fromISO(takenAt)).as('seconds'))
  // Of sessions, too, of which the backup does not know that calendars were told.
  for (const { id } of await ask(context, runsUnderWay))
    await commit(context, (tx) => currentEntries(tx, context, id))
  await commit(context, (tx) => raiseSequences(tx, Math.max(seconds, 1)))
}
