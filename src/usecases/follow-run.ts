import { lockGroupToLook } from '#db/group.ts'
import { advanceBusStop } from './bus-stop.ts'
import { type Context, commit } from './context.ts'
import { giveUpPastDates } from './do-without.ts'
import { noteNextLook } from './look-again.ts'
import { tellOfLowNumbers } from './minimum.ts'
import { askForNextSession, sayWhatComesNext } from './next-session.ts'
import { sendOwnReminders } from './own-reminder.ts'
import { sendDueReminders } from './reminder.ts'
import { openDueSurvey } from './survey.ts'
import { underWay } from './under-way.ts'

/**
 * Does what is due in a run under way by now, all of it or nothing, and notes when there is something again. Group and
 * run are read once, under the group's lock.
 */
export function followRun(context: Context, { id, groupId }: { id: string; groupId: string }): Promise<void> {
  return commit(context, async (tx) => {
    if (!(await lockGroupToLook(tx, groupId, context.now))) return
    const here = await underWay(tx, id)
    if (here.run.status !== 'fixed') return
    await sendDueReminders(tx, context, here)
    await sendOwnReminders(tx, context, here)
    await tellOfLowNumbers(tx, context, here)
    await sayWhatComesNext(tx, context, here)
    await advanceBusStop(tx, context, here)
    await openDueSurvey(tx, context, here)
    await askForNextSession(tx, context, here)
    await giveUpPastDates(tx, context, here)
    await noteNextLook(tx, context, here)
  })
}
