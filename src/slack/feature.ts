import { registerAnswer } from './answer.ts'
import { registerApology } from './apology.ts'
import { registerAudit } from './audit.ts'
import { registerBusStop } from './bus-stop.ts'
import { registerCalendar } from './calendar.ts'
import { registerCommand } from './command.ts'
import { registerConsent } from './consent.ts'
import { registerConvenor } from './convenor.ts'
import { registerFix } from './fix.ts'
import { registerForgetMe } from './forget-me.ts'
import { registerInterest } from './interest.ts'
import { registerInvitation } from './invitation.ts'
import { registerLeave } from './leave.ts'
import { registerOwnReminder } from './own-reminder.ts'
import { registerPicture } from './picture.ts'
import { registerPlace } from './place.ts'
import { registerPoll } from './poll.ts'
import { registerRecord } from './record.ts'
import { registerRemainder } from './remainder.ts'
import { registerRunCount } from './run-count.ts'
import { registerSchedule } from './schedule.ts'
import { registerSession } from './session.ts'
import { registerSetup } from './setup.ts'
import { registerSighting } from './sighting.ts'
import { registerSurvey } from './survey.ts'

/** Every feature with listeners: commands, buttons and forms. */
export const FEATURES = [
  registerCommand,
  registerSetup,
  registerRunCount,
  registerSchedule,
  registerPoll,
  registerAnswer,
  registerFix,
  registerSession,
  registerPlace,
  registerCalendar,
  registerRemainder,
  registerApology,
  registerRecord,
  registerBusStop,
  registerSurvey,
  registerPicture,
  registerInterest,
  registerInvitation,
  registerLeave,
  registerConsent,
  registerForgetMe,
  registerConvenor,
  registerOwnReminder,
  registerAudit,
  registerSighting,
]
