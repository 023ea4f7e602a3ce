import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { GOOD_SIZE_AT_MOST, type GroupSettings, NAME_AT_MOST, PATTERNS_AT_MOST } from '#domain/group.ts'
import { LANGUAGES } from '#domain/language.ts'
import { weekdayInWords } from '#text/date.ts'
import { rosterLockedHint, sizeHint, surveyHint } from '#text/group.ts'
import { LANGUAGE_NAMES } from '#text/language.ts'
import { usualPlaceField } from '#text/place.ts'
import {
  alternationLabels,
  lengthLabel,
  planningLabels,
  settingsLabels,
  slotLabels,
} from '#text/settings-field.ts'
import { context, counted, field, form, header, option, runCountBlock } from './parts.ts'
import { placeInput } from './place-form.ts'
import { number, people, radio, reminderChoices, select, timeZoneSelect } from './setup-field.ts'

/** What the form starts with: settings and people, by Slack user id. */
export type SetupModel = {
  isNew: boolean
  /** Whether the roster is locked until the bus stop. */
  isLocked: boolean
  channelId: string
  settings: GroupSettings
  /** How many runs the settings leave, in words. */
  runsLeft: string
  memberIds: string[]
  convenorIds: string[]
  interestedIds: string[]
}

const LENGTHS = [60, 90, 120, 150, 180, 210, 240, 300, 360]

/** The form in which a group is set up, and later changed. */
export function setupView(model: SetupModel): ModalView {
  return form(model.isNew ? 'setup' : 'settings', model.channelId, [
    ...groupBlocks(model),
    ...patternBlocks(model),
    ...runBlocks(model),
    ...(model.isNew ? [] : renewalBlocks(model)),
    ...peopleBlocks(model),
  ])
}

function groupBlocks({ settings }: SetupModel): KnownBlock[] {
  const words = settingsLabels()
  return [
    field(words.name, 'name', {
      type: 'plain_text_input',
      action_id: 'name',
      initial_value: settings.name,
      // Slack may count an emoji as several; whether it is too long is said beside the field.
      max_length: 2 * NAME_AT_MOST,
    }),
    field(words.timeZone, 'timeZone', timeZoneSelect(settings.timeZone), {
      hint: words.timeZoneHint,
    }),
    select(words.language, 'language', languageOptions(), settings.language),
    radio(words.planning, 'planning', planningLabels(), settings.planning),
  ]
}

function patternBlocks({ settings }: SetupModel): KnownBlock[] {
  const words = settingsLabels()
  const slots = Array.from({ length: PATTERNS_AT_MOST }, (_, index) => index)
  return [
    header(words.whenYouMeet),
    ...slots.flatMap((index) => {
      const pattern = settings.patterns[index]
      const days = [1, 2, 3, 4, 5, 6, 7].map((day) => option(weekdayInWords(day), String(day)))
      const none = option(words.noSlot, 'none')
      const choices = index === 0 ? days : [none, ...days]
      const chosen = choices.find(({ value }) => value === String(pattern?.weekday ?? 'none'))
      const slot = slotLabels(index + 1)
      return [
        counted(
          field(slot.day, `pattern${index}`, {
            type: 'static_select',
            action_id: `weekday${index}`,
            options: choices,
            ...(chosen && { initial_option: chosen }),
          }),
        ),
        field(slot.start, `start${index}`, {
          type: 'timepicker',
          action_id: `start${index}`,
          initial_time: pattern?.startTime ?? '18:30',
        }),
        select(slot.length, `length${index}`, lengthOptions(), String(pattern?.lengthMinutes ?? 180)),
        usualPlace(index, pattern?.place ?? null),
      ]
    }),
  ]
}

function usualPlace(index: number, place: string | null): InputBlock {
  const { label, hint } = usualPlaceField(index + 1)
  return field(label, `place${index}`, placeInput(`place${index}`, place), { hint, isOptional: true })
}

function runBlocks({ settings, runsLeft }: SetupModel): KnownBlock[] {
  const words = settingsLabels()
  return [
    header(words.aRun),
    counted(number(words.sessionsPerRun, 'sessionsPerRun', settings.sessionsPerRun)),
    counted(number(words.gapMinDays, 'gapMinDays', settings.gapMinDays)),
    counted(number(words.gapPreferredDays, 'gapPreferredDays', settings.gapPreferredDays)),
    counted(number(words.gapMaxDays, 'gapMaxDays', settings.gapMaxDays)),
    counted(radio(words.alternation, 'alternation', alternationLabels(), settings.alternation)),
    runCountBlock(runsLeft),
    number(words.minimum, 'minimum', settings.minimum, words.minimumHint),
    number(words.places, 'places', settings.places, sizeHint()),
    field(words.reminders, 'reminders', reminderChoices(settings.reminders), {
      isOptional: true,
    }),
  ]
}

/** Left out when a group is set up: its first bus stop is far away, and the usual values do until then. */
function renewalBlocks({ settings }: SetupModel): KnownBlock[] {
  const words = settingsLabels()
  return [
    header(words.busStopAndSurvey),
    number(
      words.askWithSessionsLeft,
      'askWithSessionsLeft',
      settings.askWithSessionsLeft,
      words.askWithSessionsLeftHint,
    ),
    number(words.busStopReminders, 'busStopReminders', settings.busStopReminders, words.busStopRemindersHint),
    number(words.invitationDays, 'invitationDays', settings.invitationDays, words.invitationDaysHint),
    number(
      words.surveyAfterSession,
      'surveyAfterSession',
      settings.surveyAfterSession,
      `${surveyHint()} ${words.never}`,
    ),
    field(words.surveyAtBusStop, 'surveyAtBusStop', surveyAtBusStop(settings), { isOptional: true }),
    number(words.surveyDays, 'surveyDays', settings.surveyDays),
  ]
}

function surveyAtBusStop({ isSurveyAtBusStop }: GroupSettings): InputBlock['element'] {
  const options = [option(settingsLabels().askAtBusStop, 'yes')]
  return {
    type: 'checkboxes',
    action_id: 'surveyAtBusStop',
    options,
    ...(isSurveyAtBusStop && { initial_options: options }),
  }
}

function peopleBlocks(model: SetupModel): KnownBlock[] {
  const words = settingsLabels()
  return [
    header(words.people),
    ...(model.memberIds.length > GOOD_SIZE_AT_MOST ? [context(sizeHint())] : []),
    people(words.members, 'members', model.memberIds, {
      hint: model.isLocked ? rosterLockedHint() : membersHint(model.isNew),
    }),
    ...(model.isLocked ? [overrideField()] : []),
    ...(model.isNew
      ? [
          people(words.convenors, 'convenors', model.convenorIds, {
            hint: words.convenorsHint,
          }),
        ]
      : [context(words.convenorsElsewhere)]),
    people(words.interested, 'interested', model.interestedIds, {
      hint: words.interestedHint,
      isOptional: true,
    }),
  ]
}

function membersHint(isNew: boolean): string {
  const { membersHint: hint, guestsHint } = settingsLabels()
  return isNew ? `${hint} ${guestsHint}` : hint
}

function overrideField(): InputBlock {
  const words = settingsLabels()
  const options = [option(words.overrideAllTheSame, 'yes', words.overrideHint)]
  const element = { type: 'checkboxes' as const, action_id: 'override', options }
  return field(words.override, 'override', element, { isOptional: true })
}

function languageOptions() {
  return LANGUAGES.map((language) => option(LANGUAGE_NAMES[language], language))
}

function lengthOptions() {
  return LENGTHS.map((minutes) => option(lengthLabel(minutes / 60), String(minutes)))
}
