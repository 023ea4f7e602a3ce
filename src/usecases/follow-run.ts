import type { Tx } from '#db/client.ts'
import { advanceBusStop } from './bus-stop.ts'
import type { Context } from './context.ts'
import { giveUpPastDates } from './do-without.ts'
import { tellOfLowNumbers } from './minimum.ts'
import { askForNextSession, sayWhatComesNext } from './next-session.ts'
import { sendOwnReminders } from './own-reminder.ts'
import { sendDueReminders } from './reminder.ts'
import { openDueSurvey } from './survey.ts'
import type { UnderWayWithPolls } from './under-way.ts'

/** Does what is due in a run under way by now. */
export async function followRun(tx: Tx, context: Context, here: UnderWayWithPolls): Promise<void> {
  await sendDueReminders(tx, context, here)
  await sendOwnReminders(tx, context, here)
  await tellOfLowNumbers(tx, context, here)
  await sayWhatComesNext(tx, context, here)
  await advanceBusStop(tx, context, here)
  await openDueSurvey(tx, context, here)
  await askForNextSession(tx, context, here)
  await giveUpPastDates(tx, context, here)
}
