import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { GOOD_SIZE_AT_MOST, type GroupSettings, NAME_AT_MOST, type Planning } from '#domain/group.ts'
import { LANGUAGES } from '#domain/language.ts'
import type { Alternation } from '#domain/planner.ts'
import { weekdayInWords } from '#text/date.ts'
import { rosterLockedHint, sizeHint, surveyHint } from '#text/group.ts'
import { LANGUAGE_NAMES } from '#text/language.ts'
import { usualPlaceField } from '#text/place.ts'
import { context, counted, field, header, option, plainText, runCountBlock } from './parts.ts'
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

/** How many patterns the form has room for. */
export const PATTERNS_IN_FORM = 3

const LENGTHS = [60, 90, 120, 150, 180, 210, 240, 300, 360]
const ALTERNATIONS: Record<Alternation, string> = {
  must: 'Required',
  prefer: 'Preferred',
  off: 'Does not matter',
}
const PLANNINGS: Record<Planning, string> = {
  wholeRun: 'A whole run at once',
  oneAtATime: 'One session at a time, fixed automatically',
}

/** The form in which a group is set up, and later changed. */
export function setupView(model: SetupModel): ModalView {
  return {
    type: 'modal',
    callback_id: model.isNew ? 'setup' : 'settings',
    private_metadata: model.channelId,
    title: plainText(model.isNew ? 'Set up your group' : 'Settings', 24),
    submit: plainText(model.isNew ? 'Set up' : 'Save', 24),
    close: plainText('Cancel', 24),
    blocks: [
      ...groupBlocks(model),
      ...patternBlocks(model),
      ...runBlocks(model),
      ...(model.isNew ? [] : renewalBlocks(model)),
      ...peopleBlocks(model),
    ],
  }
}

function groupBlocks({ settings }: SetupModel): KnownBlock[] {
  return [
    field('Name of the group', 'name', {
      type: 'plain_text_input',
      action_id: 'name',
      initial_value: settings.name,
      // Slack may count an emoji as several; whether it is too long is said beside the field.
      max_length: 2 * NAME_AT_MOST,
    }),
    field('Time zone', 'timeZone', timeZoneSelect(settings.timeZone), {
      hint: 'All times of the group are meant in it.',
    }),
    select('Language', 'language', languageOptions(), settings.language),
    radio('How dates are found', 'planning', PLANNINGS, settings.planning),
  ]
}

function patternBlocks({ settings }: SetupModel): KnownBlock[] {
  const slots = Array.from({ length: PATTERNS_IN_FORM }, (_, index) => index)
  return [
    header('When you meet'),
    ...slots.flatMap((index) => {
      const pattern = settings.patterns[index]
      const days = [1, 2, 3, 4, 5, 6, 7].map((day) => option(weekdayInWords(day), String(day)))
      const none = option('None', 'none')
      const choices = index === 0 ? days : [none, ...days]
      const chosen = choices.find(({ value }) => value === String(pattern?.weekday ?? 'none'))
      const name = `Slot ${index + 1}`
      return [
        counted(
          field(`${name}: day`, `pattern${index}`, {
            type: 'static_select',
            action_id: `weekday${index}`,
            options: choices,
            ...(chosen && { initial_option: chosen }),
          }),
        ),
        field(`${name}: starts at`, `start${index}`, {
          type: 'timepicker',
          action_id: `start${index}`,
          initial_time: pattern?.startTime ?? '18:30',
        }),
        select(`${name}: length`, `length${index}`, lengthOptions(), String(pattern?.lengthMinutes ?? 180)),
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
  return [
    header('A run'),
    counted(number('Sessions in a run', 'sessionsPerRun', settings.sessionsPerRun)),
    counted(number('Fewest days between two sessions', 'gapMinDays', settings.gapMinDays)),
    counted(number('Preferred days between two sessions', 'gapPreferredDays', settings.gapPreferredDays)),
    counted(number('Most days between two sessions', 'gapMaxDays', settings.gapMaxDays)),
    counted(radio('Taking the slots in turn', 'alternation', ALTERNATIONS, settings.alternation)),
    runCountBlock(runsLeft),
    number('Minimum', 'minimum', settings.minimum, 'How many must be expected for a session to go ahead.'),
    number('Places', 'places', settings.places, sizeHint()),
    field('Reminders before each session', 'reminders', reminderChoices(settings.reminders), {
      isOptional: true,
    }),
  ]
}

/** Left out when a group is set up: its first bus stop is far away, and the usual values do until then. */
function renewalBlocks({ settings }: SetupModel): KnownBlock[] {
  return [
    header('Bus stop and survey'),
    number(
      'Ask about travelling on, with so many sessions to come',
      'askWithSessionsLeft',
      settings.askWithSessionsLeft,
      'Two means after the sixth session of eight. Each member is asked privately.',
    ),
    number(
      'Private reminders of that question',
      'busStopReminders',
      settings.busStopReminders,
      'None, one or two, for those who have not chosen.',
    ),
    number(
      'Days to answer an invitation',
      'invitationDays',
      settings.invitationDays,
      'For people whom you invite from the interest list.',
    ),
    number(
      'Survey after session',
      'surveyAfterSession',
      settings.surveyAfterSession,
      `${surveyHint()} 0 means never.`,
    ),
    field('Survey at the bus stop', 'surveyAtBusStop', surveyAtBusStop(settings), { isOptional: true }),
    number('Days to answer the survey', 'surveyDays', settings.surveyDays),
  ]
}

function surveyAtBusStop({ isSurveyAtBusStop }: GroupSettings): InputBlock['element'] {
  const options = [option('Ask it at the bus stop, too', 'yes')]
  return {
    type: 'checkboxes',
    action_id: 'surveyAtBusStop',
    options,
    ...(isSurveyAtBusStop && { initial_options: options }),
  }
}

function peopleBlocks(model: SetupModel): KnownBlock[] {
  return [
    header('People'),
    ...(model.memberIds.length > GOOD_SIZE_AT_MOST ? [context(sizeHint())] : []),
    people('Members', 'members', model.memberIds, {
      hint: model.isLocked ? rosterLockedHint() : membersHint(model.isNew),
    }),
    ...(model.isLocked ? [overrideField()] : []),
    ...(model.isNew
      ? [
          people('Convenors', 'convenors', model.convenorIds, {
            hint: 'They choose the dates and change these settings.',
          }),
        ]
      : [context('`/supportgroup convenors` changes who convenes.')]),
    people('Interest list', 'interested', model.interestedIds, {
      hint: 'People who would like a place. Nobody is told or asked by this.',
      isOptional: true,
    }),
  ]
}

function membersHint(isNew: boolean): string {
  const hint = 'Only members are asked about dates.'
  return isNew ? `${hint} Guests of the workspace are not filled in; add them by name.` : hint
}

function overrideField(): InputBlock {
  const options = [option('Change the members all the same', 'yes', 'It is recorded, and they are told.')]
  const element = { type: 'checkboxes' as const, action_id: 'override', options }
  return field('Between two bus stops', 'override', element, { isOptional: true })
}

function languageOptions() {
  return LANGUAGES.map((language) => option(LANGUAGE_NAMES[language], language))
}

function lengthOptions() {
  return LENGTHS.map((minutes) => {
    const hours = minutes / 60
    return option(`${hours} ${hours === 1 ? 'hour' : 'hours'}`, String(minutes))
  })
}
