import * as de from './de/invitation.ts'
import * as en from './en/invitation.ts'
import { inLanguages } from './language.ts'

export type { GroupToJoin, RunToJoin } from './en/invitation.ts'

export const {
  whatIsKept,
  invitationText,
  invitationReminderText,
  invitationStateText,
  gettingOnText,
  welcomeText,
  invitationReplyText,
  invitationState,
  invitedPeopleText,
  whoToInvite,
  invitedText,
  nobodyToInvite,
  pleaseAgree,
} = inLanguages({ en, de })
