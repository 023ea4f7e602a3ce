/** Samples of the words on and beside what people press, fill in and type. */
import { REMINDER_CHOICES } from '#domain/group.ts'
import * as button from '#text/button.ts'
import * as command from '#text/command.ts'
import * as field from '#text/field.ts'
import type { FormName } from '#text/form.ts'
import * as form from '#text/form.ts'
import * as settingsField from '#text/settings-field.ts'

const FORM_NAMES = [
  'setup',
  'settings',
  'schedule',
  'preview',
  'answers',
  'severalApologies',
  'record',
  'recordAnswers',
  'recordApologies',
  'recordChoice',
  'invite',
  'join',
  'convenors',
  'survey',
  'ownReminders',
  'place',
] as const satisfies readonly FormName[]

/** What stands around every form. */
export const FORM_WORDS = () => FORM_NAMES.flatMap((name) => Object.values(form.formWords(name)))

/** What each function of these modules says. */
export const labelsSaid = (): Record<string, Record<string, string[]>> => ({
  button: { buttonLabels: Object.values(button.buttonLabels()), fixLabel: [button.fixLabel('A')] },
  command: { commandUsages: Object.values(command.commandUsages()) },
  field: {
    fieldLabels: Object.values(field.fieldLabels()),
    closesTimeLabel: [field.closesTimeLabel('Europe/London')],
  },
  form: {
    formWords: FORM_WORDS(),
    noticeWords: Object.values(form.noticeWords()),
  },
  settingsField: {
    settingsLabels: Object.values(settingsField.settingsLabels()),
    planningLabels: Object.values(settingsField.planningLabels()),
    alternationLabels: Object.values(settingsField.alternationLabels()),
    slotLabels: Object.values(settingsField.slotLabels(1)),
    lengthLabel: [1, 1.5, 3].map(settingsField.lengthLabel),
    zonesLabel: [settingsField.zonesLabel('America', 'A', 'F')],
    reminderLabel: REMINDER_CHOICES.map(settingsField.reminderLabel),
  },
})

export const LABEL_MODULES = { button, command, field, form, settingsField }
