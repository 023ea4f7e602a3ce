import { type Language, USUAL_LANGUAGE } from './language.ts'
import { listChange, withChange } from './list-change.ts'
import { placeProblem, slotToday } from './place.ts'
import type { Alternation } from './planner.ts'
import { charactersOf } from './typed-text.ts'

/** How dates are found: a whole run at once, or one session after the other. */
export type Planning = 'wholeRun' | 'oneAtATime'

/** What a convenor sets up, without the roster. */
export type GroupSettings = {
  name: string
  /** IANA zone of every wall time of the group. */
  timeZone: string
  /** In which the bot speaks to the group, and to its people about it. */
  language: Language
  planning: Planning
  sessionsPerRun: number
  gapMinDays: number
  gapPreferredDays: number
  gapMaxDays: number
  alternation: Alternation
  minimum: number
  places: number
  /** ISO 8601 durations before the start, in wall time. */
  reminders: string[]
  /** Members are asked about travelling on when so many sessions of the run are still to come. */
  askWithSessionsLeft: number
  /** How often those who have not chosen are reminded of that, privately. */
  busStopReminders: number
  /** How many days somebody who is invited has to answer. */
  invitationDays: number
  /** After which session of a run the survey is asked; 0 for never. */
  surveyAfterSession: number
  isSurveyAtBusStop: boolean
  /** How many days a survey is open. */
  surveyDays: number
  patterns: PatternSettings[]
}

/** A recurring slot as the convenor chooses it; what people call it, "Sunday afternoon", follows from day and time. */
export type PatternSettings = {
  weekday: number
  startTime: string
  lengthMinutes: number
  /** Where its sessions take place unless one has a place of its own; null where nobody has said. */
  place: string | null
}

/** The settings that are whole numbers. */
export type NumberField = keyof typeof RANGES

/** One thing that is wrong with the settings, named by the field it belongs to. */
export type SettingsProblem =
  | { field: 'name'; problem: 'missing' | 'tooLong' }
  | { field: 'timeZone'; problem: 'unknown' }
  | {
      field: NumberField
      problem: 'outOfRange'
      from: number
      to: number
    }
  | { field: 'gapMaxDays'; problem: 'smallerThanMinimum' }
  | { field: 'gapPreferredDays'; problem: 'outsideRange' }
  | { field: 'minimum'; problem: 'morePeopleThanPlaces' }
  | { field: 'patterns'; problem: 'none' | 'twice' }
  /** `slot` counts the patterns, from 0. */
  | { field: 'place'; slot: number; problem: 'placeTooLong' }
  | { field: 'members'; problem: 'none' | 'locked' }
  | { field: 'convenors'; problem: 'none' }
  | { field: 'members' | 'convenors'; problem: 'tooMany'; most: number }

/** What the first users asked for, and what the form starts with. */
export const DEFAULT_SETTINGS: Omit<GroupSettings, 'name' | 'timeZone'> = {
  language: USUAL_LANGUAGE,
  planning: 'wholeRun',
  sessionsPerRun: 8,
  gapMinDays: 10,
  gapPreferredDays: 17,
  gapMaxDays: 25,
  alternation: 'prefer',
  minimum: 5,
  places: 10,
  reminders: ['P7D', 'P1D'],
  askWithSessionsLeft: 2,
  busStopReminders: 2,
  invitationDays: 5,
  surveyAfterSession: 4,
  isSurveyAtBusStop: true,
  surveyDays: 7,
  patterns: [
    { weekday: 7, startTime: '14:00', lengthMinutes: 180, place: null },
    { weekday: 3, startTime: '18:30', lengthMinutes: 180, place: null },
  ],
}

/** The reminders a convenor can choose from, longest before first. */
export const REMINDER_CHOICES = ['P14D', 'P7D', 'P2D', 'P1D', 'PT2H'] as const

/** A form with more slots than that is hard to oversee. */
export const PATTERNS_AT_MOST = 3

/** Above this many places the form says that a smaller group is easier; it is a hint, not a rule. */
export const GOOD_SIZE_AT_MOST = 12

/** A name fits a heading; counted in characters, of which an emoji may have several. */
export const NAME_AT_MOST = 60

/** As many as there can be places. Everybody in a group is written to, so without an end one could reach a whole workspace. */
export const PEOPLE_AT_MOST = 100

/** A group that meets less often than twice a year needs no run. */
export const LONGEST_GAP_DAYS = 180

const RANGES = {
  sessionsPerRun: [1, 52],
  gapMinDays: [1, LONGEST_GAP_DAYS],
  gapPreferredDays: [1, LONGEST_GAP_DAYS],
  gapMaxDays: [1, LONGEST_GAP_DAYS],
  minimum: [1, 100],
  places: [2, PEOPLE_AT_MOST],
  askWithSessionsLeft: [1, 10],
  busStopReminders: [0, 2],
  invitationDays: [1, 30],
  surveyAfterSession: [0, 52],
  surveyDays: [1, 30],
} as const

/**
 * The settings that somebody means by a form: what they changed of what it showed, and all else as it is `now`, since
 * another may have changed that meanwhile; of slots and reminders each one.
 */
export function settingsMeant(now: GroupSettings, shown: GroupSettings, typed: GroupSettings): GroupSettings {
  const isSame = (field: keyof GroupSettings) => JSON.stringify(typed[field]) === JSON.stringify(shown[field])
  const fields = Object.keys(typed) as (keyof GroupSettings)[]
  const meant = { ...typed, ...Object.fromEntries(fields.filter(isSame).map((field) => [field, now[field]])) }
  if (!isSame('reminders')) meant.reminders = remindersMeant(now.reminders, shown.reminders, typed.reminders)
  if (!isSame('patterns')) meant.patterns = patternsMeant(now.patterns, shown.patterns, typed.patterns)
  return meant
}

function remindersMeant(now: string[], shown: string[], typed: string[]): string[] {
  if (JSON.stringify(now) === JSON.stringify(shown)) return typed
  const meant = withChange(now, listChange(shown, typed))
  return REMINDER_CHOICES.filter((each) => meant.includes(each))
}

type Patterns = readonly PatternSettings[]

/** What stands in the form comes before what others added meanwhile. */
function patternsMeant(now: Patterns, shown: Patterns, typed: Patterns): PatternSettings[] {
  const own = typed.flatMap((pattern) => patternMeant(pattern, now, shown) ?? [])
  const isIn = (patterns: Patterns, slot: PatternSettings) => sameSlot(slot, patterns) !== undefined
  const replaced = shown.filter((slot) => !isIn(typed, slot)).map((slot) => slotToday(slot, now))
  const others = now.filter((slot) => !isIn(shown, slot) && !isIn(own, slot) && !replaced.includes(slot))
  return [...own, ...others].slice(0, PATTERNS_AT_MOST)
}

/** Null for a slot that was left alone and that another has taken out. */
function patternMeant(pattern: PatternSettings, now: Patterns, shown: Patterns): PatternSettings | null {
  const [before, today] = [sameSlot(pattern, shown), sameSlot(pattern, now)]
  if (!today && JSON.stringify(before) === JSON.stringify(pattern)) return null
  const isLengthLeftAlone = before?.lengthMinutes === pattern.lengthMinutes
  const isPlaceLeftAlone = slotToday(pattern, shown)?.place === pattern.place
  return {
    ...pattern,
    ...(isLengthLeftAlone && today && { lengthMinutes: today.lengthMinutes }),
    ...(isPlaceLeftAlone && { place: slotToday(pattern, now)?.place ?? null }),
  }
}

/** The slot of these at the same time of the week. */
function sameSlot(slot: PatternSettings, patterns: Patterns): PatternSettings | undefined {
  return patterns.find(({ weekday, startTime }) => weekday === slot.weekday && startTime === slot.startTime)
}

/** Everything that is wrong with settings and roster, in the order of the form; empty when all is well. */
export function settingsProblems(
  settings: GroupSettings,
  roster: { memberIds: readonly string[]; convenorIds: readonly string[] },
  isTimeZone: (name: string) => boolean,
): SettingsProblem[] {
  const problems: SettingsProblem[] = []
  if (settings.name.trim() === '') problems.push({ field: 'name', problem: 'missing' })
  else if (charactersOf(settings.name) > NAME_AT_MOST) problems.push({ field: 'name', problem: 'tooLong' })
  if (!isTimeZone(settings.timeZone)) problems.push({ field: 'timeZone', problem: 'unknown' })
  problems.push(...patternProblems(settings.patterns), ...placeProblems(settings.patterns))
  const outOfRange = rangeProblems(settings)
  problems.push(...outOfRange)
  if (outOfRange.length === 0) problems.push(...relationProblems(settings))
  return [
    ...problems,
    ...peopleProblems('members', roster.memberIds),
    ...peopleProblems('convenors', roster.convenorIds),
  ]
}

function peopleProblems(field: 'members' | 'convenors', ids: readonly string[]): SettingsProblem[] {
  if (ids.length > PEOPLE_AT_MOST) return [{ field, problem: 'tooMany', most: PEOPLE_AT_MOST }]
  return ids.length === 0 ? [{ field, problem: 'none' }] : []
}

function patternProblems(patterns: readonly PatternSettings[]): SettingsProblem[] {
  if (patterns.length === 0) return [{ field: 'patterns', problem: 'none' }]
  const slots = patterns.map((pattern) => `${pattern.weekday} ${pattern.startTime}`)
  return new Set(slots).size < slots.length ? [{ field: 'patterns', problem: 'twice' }] : []
}

function placeProblems(patterns: readonly PatternSettings[]): SettingsProblem[] {
  return patterns.flatMap(({ place }, slot): SettingsProblem[] =>
    placeProblem(place ?? '') === 'placeTooLong' ? [{ field: 'place', slot, problem: 'placeTooLong' }] : [],
  )
}

function rangeProblems(settings: GroupSettings): SettingsProblem[] {
  const fields = Object.keys(RANGES) as NumberField[]
  return fields
    .filter((field) => {
      const [from, to] = RANGES[field]
      return !Number.isInteger(settings[field]) || settings[field] < from || settings[field] > to
    })
    .map((field) => ({ field, problem: 'outOfRange', from: RANGES[field][0], to: RANGES[field][1] }))
}

function relationProblems(settings: GroupSettings): SettingsProblem[] {
  const problems: SettingsProblem[] = []
  const { gapMinDays, gapPreferredDays, gapMaxDays } = settings
  if (gapMaxDays < gapMinDays) problems.push({ field: 'gapMaxDays', problem: 'smallerThanMinimum' })
  else if (gapPreferredDays < gapMinDays || gapPreferredDays > gapMaxDays) {
    problems.push({ field: 'gapPreferredDays', problem: 'outsideRange' })
  }
  if (settings.minimum > settings.places) problems.push({ field: 'minimum', problem: 'morePeopleThanPlaces' })
  return problems
}
