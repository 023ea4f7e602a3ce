import * as z from 'zod'
import { DEFAULT_SETTINGS, type GroupSettings } from '#domain/group.ts'
import { patternName } from '#text/date.ts'
import { plain } from '#text/escape.ts'
import type { FormValues } from './form.ts'
import { read } from './payload.ts'
import { PATTERNS_IN_FORM } from './views/setup.ts'

const text = z.string().default('')
const list = z.array(z.string()).default([])
/** What is not a number becomes one that no range contains, so that the field's own sentence answers it. */
const number = z.coerce.number().catch(Number.NaN)
/** The same for a field that the form of setting up does not have. */
const numberOr = (usual: number) => number.default(usual)
const form = z.object({
  name: text,
  timeZone: text,
  planning: z.enum(['wholeRun', 'oneAtATime']).catch(DEFAULT_SETTINGS.planning),
  sessionsPerRun: number,
  gapMinDays: number,
  gapPreferredDays: number,
  gapMaxDays: number,
  alternation: z.enum(['must', 'prefer', 'off']).catch(DEFAULT_SETTINGS.alternation),
  minimum: number,
  places: number,
  reminders: list,
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
    name: plain(settings.name),
    patterns: patternsFrom(values),
  }
}

function patternsFrom(values: FormValues): GroupSettings['patterns'] {
  return Array.from({ length: PATTERNS_IN_FORM }, (_, index) => ({
    weekday: Number(values[`weekday${index}`]),
    startTime: String(values[`start${index}`] ?? ''),
    lengthMinutes: Number(values[`length${index}`]),
  }))
    .filter(({ weekday, startTime, lengthMinutes }) => weekday >= 1 && startTime !== '' && lengthMinutes > 0)
    .map((pattern) => ({ ...pattern, name: patternName(pattern.weekday, pattern.startTime) }))
}
