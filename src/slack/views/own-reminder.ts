import type { ModalView } from '@slack/types'
import type { Group } from '#db/group.ts'
import { ownRemindersIntro, ownRemindersLabel } from '#text/home.ts'
import { field, form, section } from './parts.ts'
import { reminderChoices } from './setup-field.ts'

/** The form in which a member chooses when they are reminded privately. */
export function ownRemindersView(group: Group, reminders: readonly string[]): ModalView {
  return form('ownReminders', group.id, [
    section(ownRemindersIntro(group.reminders)),
    field(ownRemindersLabel(), 'reminders', reminderChoices(reminders), { isOptional: true }),
  ])
}
