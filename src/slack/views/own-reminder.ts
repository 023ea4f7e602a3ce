import type { ModalView } from '@slack/types'
import type { Group } from '#db/group.ts'
import { ownRemindersIntro, ownRemindersLabel, ownRemindersTitle } from '#text/home.ts'
import { field, plainText, section } from './parts.ts'
import { reminderChoices } from './setup-field.ts'

/** The form in which a member chooses when they are reminded privately. */
export function ownRemindersView(group: Group, reminders: readonly string[]): ModalView {
  return {
    type: 'modal',
    callback_id: 'ownReminders',
    private_metadata: group.id,
    title: plainText(ownRemindersTitle(), 24),
    submit: plainText('Save', 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(ownRemindersIntro(group.reminders)),
      field(ownRemindersLabel(), 'reminders', reminderChoices(reminders), { isOptional: true }),
    ],
  }
}
