import * as z from 'zod'
import { DEFAULT_SETTINGS, type GroupSettings, PATTERNS_AT_MOST, REMINDER_CHOICES } from '#domain/group.ts'
import { LANGUAGES } from '#domain/language.ts'
import { cleaned } from '#domain/typed-text.ts'
import type { FormValues } from './form.ts'
import { read } from './payload.ts'

/** What somebody typed. Every other field of the form is chosen, and holds nothing but what there is to choose. */
const typedText = z.string().default('').transform(cleaned)
/** What is not a number becomes one that no range contains, so that the field's own sentence answers it. */
const number = z.coerce.number().catch(Number.NaN)
/** The same for a field that the form of setting up does not have. */
const numberOr = (usual: number) => number.default(usual)
const form = z.object({
  name: typedText,
  timeZone: z.string().default(''),
  language: z.enum(LANGUAGES).catch(DEFAULT_SETTINGS.language),
  planning: z.enum(['wholeRun', 'oneAtATime']).catch(DEFAULT_SETTINGS.planning),
  sessionsPerRun: number,
  gapMinDays: number,
  gapPreferredDays: number,
  gapMaxDays: number,
  alternation: z.enum(['must', 'prefer', 'off']).catch(DEFAULT_SETTINGS.alternation),
  minimum: number,
  places: number,
  reminders: z.array(z.enum(REMINDER_CHOICES)).default([]),
  askWithSessionsLeft: numberOr(DEFAULT_SETTINGS.askWithSessionsLeft),
  busStopReminders: numberOr(DEFAULT_SETTINGS.busStopReminders),
  invitationDays: numberOr(DEFAULT_SETTINGS.invitationDays),
  surveyAfterSession: numberOr(DEFAULT_SETTINGS.surveyAfterSession),
  // Not `list`: the form of setting up does not have this field, which is another thing than nothing ticked.
  surveyAtBusStop: z.array(z.string()).optional(),
  surveyDays: numberOr(DEFAULT_SETTINGS.surveyDays),
})

/** The settings in a form as it is, sound or not. */
export function settingsFrom(values: FormValues): GroupSettings {
  const { surveyAtBusStop, ...settings } = read(form, values)
  return {
    ...settings,
    isSurveyAtBusStop: surveyAtBusStop ? surveyAtBusStop.length > 0 : DEFAULT_SETTINGS.isSurveyAtBusStop,
    patterns: patternsFrom(values),
  }
}

/** A slot that is chosen in full; a day that is none, for one, leaves it empty. */
const pattern = z.object({
  weekday: z.coerce.number().int().min(1).max(7),
  startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  lengthMinutes: z.coerce.number().int().min(1).max(1440),
  place: typedText.transform((place) => place || null),
})

function patternsFrom(values: FormValues): GroupSettings['patterns'] {
  return slotsFilled(values).flatMap((index) => slotIn(values, index) ?? [])
}

/** The numbers of the slots that are chosen in full, from 0, in the order of the form. */
export function slotsFilled(values: FormValues): number[] {
  const slots = Array.from({ length: PATTERNS_AT_MOST }, (_, index) => index)
  return slots.filter((index) => slotIn(values, index) !== undefined)
}

function slotIn(values: FormValues, index: number) {
  const [weekday, startTime] = [values[`weekday${index}`], values[`start${index}`]]
  const [lengthMinutes, place] = [values[`length${index}`], values[`place${index}`]]
  return pattern.safeParse({ weekday, startTime, lengthMinutes, place }).data
}
