import type { Planning } from '#domain/group.ts'
import type { Alternation } from '#domain/planner.ts'
import { durationInWords } from './date.ts'

const LABELS = {
  name: 'Name of the group',
  timeZone: 'Time zone',
  timeZoneHint: 'All times of the group are meant in it.',
  otherZones: 'Other',
  language: 'Language',
  planning: 'How dates are found',
  whenYouMeet: 'When you meet',
  noSlot: 'None',
  aRun: 'A run',
  sessionsPerRun: 'Sessions in a run',
  gapMinDays: 'Fewest days between two sessions',
  gapPreferredDays: 'Preferred days between two sessions',
  gapMaxDays: 'Most days between two sessions',
  alternation: 'Taking the slots in turn',
  minimum: 'Minimum',
  minimumHint: 'How many must be expected for a session to go ahead.',
  places: 'Places',
  reminders: 'Reminders before each session',
  busStopAndSurvey: 'Bus stop and survey',
  askWithSessionsLeft: 'Ask about travelling on, with so many sessions to come',
  askWithSessionsLeftHint: 'Two means after the sixth session of eight. Each member is asked privately.',
  busStopReminders: 'Private reminders of that question',
  busStopRemindersHint: 'None, one or two, for those who have not chosen.',
  invitationDays: 'Days to answer an invitation',
  invitationDaysHint: 'For people whom you invite from the interest list.',
  surveyAfterSession: 'Survey after session',
  never: '0 means never.',
  surveyAtBusStop: 'Survey at the bus stop',
  askAtBusStop: 'Ask it at the bus stop, too',
  surveyDays: 'Days to answer the survey',
  people: 'People',
  members: 'Members',
  membersHint: 'Only members are asked about dates.',
  guestsHint: 'Guests of the workspace are not filled in; add them by name.',
  convenors: 'Convenors',
  convenorsHint: 'They choose the dates and change these settings.',
  convenorsElsewhere: '`/supportgroup convenors` changes who convenes.',
  interested: 'Interest list',
  interestedHint: 'People who would like a place. Nobody is told or asked by this.',
  override: 'Between two bus stops',
  overrideAllTheSame: 'Change the members all the same',
  overrideHint: 'It is recorded, and they are told.',
}

/** A heading, field, choice or hint in the form of the settings. */
export type SettingsLabel = keyof typeof LABELS

/** The words of that form that are always the same. */
export function settingsLabels(): Record<SettingsLabel, string> {
  return LABELS
}

/** The ways in which dates are found. */
export function planningLabels(): Record<Planning, string> {
  return { wholeRun: 'A whole run at once', oneAtATime: 'One session at a time, fixed automatically' }
}

/** Whether the slots take turns. */
export function alternationLabels(): Record<Alternation, string> {
  return { must: 'Required', prefer: 'Preferred', off: 'Does not matter' }
}

/** The fields of one slot. */
export function slotLabels(slot: number): { day: string; start: string; length: string } {
  return { day: `Slot ${slot}: day`, start: `Slot ${slot}: starts at`, length: `Slot ${slot}: length` }
}

/** How long a session takes. */
export function lengthLabel(hours: number): string {
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`
}

/** Zones of a part of the world whose cities begin with one of these letters. */
export function zonesLabel(area: string, first: string, last: string): string {
  return `${area}, ${first} to ${last}`
}

/** A reminder that can be chosen: "A week before". */
export function reminderLabel(before: string): string {
  const words = durationInWords(before)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} before`
}
