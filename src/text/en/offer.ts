import type { BlockedBy, ObjectiveName, PlannedRun, Standstill } from '#domain/planner.ts'
import { mention } from '../escape.ts'
import { counted, inWords, listed, times } from './count.ts'
import { clockInWords, dayInWords, slotInWords, type When } from './date.ts'
import { plural } from './plural.ts'

/** The letter by which a run is spoken of: A, B, C. */
export function letter(index: number): string {
  return String.fromCharCode(65 + index)
}

const NAMES: Record<ObjectiveName, string> = {
  balanced: 'balanced (recommended)',
  fullest: 'fullest',
  fairest: 'fairest',
}

/** Above the runs that a convenor can choose from. */
export function offerIntro(runs: bigint, options: number, sessions: number): string {
  const possible = sessions === 1 ? 'possible date' : 'possible run'
  const ofSo = sessions === 1 ? '' : ` of ${inWords(sessions)}`
  if (runs === 1n) return `There is just one ${possible}${ofSo}.`
  const best = plural(options, {
    one: 'this one is the fullest and the fairest',
    other: `these ${inWords(options)} are the best`,
  })
  return `There are ${inWords(runs)} ${possible}s${ofSo}; ${best}.`
}

/** Where not every run could be compared: what is certain all the same. */
export function notAllCompared({ upperBound }: { upperBound: number }): string {
  return `There are too many runs to compare all of them. That the fullest is the fullest is certain; and ${upperBound === 0 ? 'no run lets everybody come even once' : `no run lets everybody come more than ${times(upperBound)}`}.`
}

/** How far a run is from the one named before it: "It shares six of its eight dates with A." */
export function distanceInWords(option: PlannedRun, first: PlannedRun): string {
  const shared = option.dateIds.filter((id) => first.dateIds.includes(id)).length
  if (shared === 0) return `It shares none of its dates with ${letter(0)}.`
  return `It shares ${inWords(shared)} of its ${counted(option.dateIds.length, 'date')} with ${letter(0)}.`
}

/** One run in words, above its dates. `first` is the run named before it, if it is not itself the first. */
export function optionInWords(
  option: PlannedRun,
  index: number,
  thinnest: When,
  first: PlannedRun | null,
): string {
  const breaks =
    option.alternationBreaks > 0
      ? ` The alternation is broken ${plural(option.alternationBreaks, { one: 'once', other: `${inWords(option.alternationBreaks)} times` })}.`
      : ''
  const ifNeedBe = option.ifNeedBe > 0 ? `, ${option.ifNeedBe} of them only if need be` : ''
  return `*${heading(option, index)}:* ${option.attendances} of ${option.possibleAttendances} possible attendances${ifNeedBe}; ${atLeast(option)}; ${thinnestInWords(option, thinnest)}.${breaks}${first ? ` ${distanceInWords(option, first)}` : ''}`
}

/** Of a run that is best in every way the words above it say so. */
function heading({ names }: PlannedRun, index: number): string {
  const isBestInAll = names.length === Object.keys(NAMES).length
  return [letter(index), ...(isBestInAll ? [] : [listed(names.map((name) => NAMES[name]))])].join(', ')
}

function atLeast({ fewestPerMember, dateIds }: PlannedRun): string {
  if (fewestPerMember === 0) return 'not everyone who answered can come'
  if (fewestPerMember === dateIds.length)
    return `everyone who answered can come${dateIds.length === 1 ? '' : ' every time'}`
  return `everyone who answered can come at least ${times(fewestPerMember)}`
}

function thinnestInWords({ thinnest, dateIds, attendances }: PlannedRun, when: When): string {
  if (dateIds.length > 1 && attendances === dateIds.length * thinnest.attending)
    return `each date has ${thinnest.attending}`
  return `thinnest is ${dayInWords(when.on)} with ${thinnest.attending}`
}

/** Below the runs on offer: what decides between those that suit people equally well. */
export function amongEqualRuns(preferredDays: number): string {
  return `Of runs that suit people equally well I offer the one whose gaps are nearest to ${counted(preferredDays, 'day')}, as in the settings of the group.`
}

/**
 * Who could come least often, for the convenor alone: some by name, and how many there are in all. `figuresOf`
 * has the figure of each run on offer.
 */
export function leastOften(
  slackUserIds: readonly string[],
  inAll: number,
  figuresOf: readonly { letter: string; attendances: number }[],
): string {
  const figures = figuresOf.map(({ letter: name, attendances }) => `${times(attendances)} in ${name}`)
  const others = inAll > slackUserIds.length ? [counted(inAll - slackUserIds.length, 'other')] : []
  return `${listed([...slackUserIds.map(mention), ...others])} could come least often: ${listed(figures)}.`
}

/** Who has said nothing, for the convenor alone; not answered is not *cannot*. */
export function notHeardFrom(slackUserIds: readonly string[]): string {
  return `We have not heard from ${listed(slackUserIds.map(mention))}; they count neither for nor against a date, and are expected at those that are fixed unless they send apologies.`
}

/** A run's dates, one a line, with what is remarkable about each. */
export function runDates(dates: readonly (When & { notes: readonly string[] })[]): string {
  return dates
    .map((when, index) => {
      const notes = when.notes.map((note) => ` (${note})`).join('')
      return `${index + 1}. ${slotInWords(when)}${notes}`
    })
    .join('\n')
}

/** A long run's dates, one a line: there is no room for more than when each begins. */
export function runStarts(dates: readonly When[]): string {
  return dates
    .map(
      (when, index) => `${index + 1}. ${dayInWords(when.on)}, ${clockInWords(when.startsAt, when.timeZone)}`,
    )
    .join('\n')
}

/** What pressing the button does, before it is done. */
export function fixConfirmation(sessions: number): string {
  return plural(sessions, {
    one: 'This makes the date firm and tells the whole group.',
    other: `This makes all ${inWords(sessions)} dates firm and tells the whole group.`,
  })
}

/** What has just been done. */
export function fixed(): string {
  return 'That is firm now. The message for the group is on its way to the channel.'
}

/** Why no run fits, and what would help: `help`, if the planner knows of something. */
export function blockedInWords(
  blocked: BlockedBy,
  names: { pattern(id: string): string },
  help: string,
): string {
  return `${whatBlocks(blocked, names)} ${help || whatHelps(blocked)}`
}

function whatBlocks(blocked: BlockedBy, names: { pattern(id: string): string }): string {
  switch (blocked.rule) {
    case 'answers':
      return 'Nobody has answered, so I cannot choose any dates.'
    case 'dates':
      return `A run needs ${counted(blocked.sessions, 'date')}, and ${blocked.available === 0 ? 'none' : `only ${inWords(blocked.available)}`} can be used.`
    case 'fixedDates':
      return `The ${counted(blocked.fixed, 'date')} that must stay cannot be kept together in a run of ${inWords(blocked.sessions)}.`
    case 'gaps':
      return `No run of ${inWords(blocked.sessions)} fits the gaps of ${blocked.gapDays.min} to ${blocked.gapDays.max} days${between(blocked.standstill)}.`
    case 'alternation': {
      const wanted = listed(blocked.patternOrder.map(names.pattern))
      return `No run of ${inWords(blocked.sessions)} alternates between ${wanted}${between(blocked.standstill)}.`
    }
    case 'minimum':
      return `No run of ${inWords(blocked.sessions)} fits the rules. What blocks it: ${noDate(blocked.standstill)} suits ${inWords(blocked.minimum)} of you; ${mostThatAnySuits(blocked.standstill.mostAttending)}.`
    case 'neededMembers':
      return `No run of ${inWords(blocked.sessions)} suits everybody who is needed. What blocks it: ${noDate(blocked.standstill)} suits all of them.`
  }
}

function mostThatAnySuits(most: number): string {
  return most === 0 ? 'none of them suits anybody' : `the most that any of them suits is ${inWords(most)}`
}

function between({ between: window, sessions }: Standstill): string {
  if (!window) return ''
  return `: after ${sessions === 0 ? 'the last session' : counted(sessions, 'session')} the next would have to be between ${dayInWords(window.from)} and ${dayInWords(window.to)}`
}

function noDate({ between: window }: Standstill): string {
  return window ? `between ${dayInWords(window.from)} and ${dayInWords(window.to)} no date` : 'no date'
}

function whatHelps({ rule }: BlockedBy): string {
  return rule === 'answers'
    ? 'Ask again with `/supportgroup schedule`, perhaps with more time to answer.'
    : 'Ask about more dates with `/supportgroup schedule`.'
}

/** A date that was fixed without asking, for the convenor who can take it back. */
export function fixedAutomaticallyText(when: string, undoUntil: string, expectedCount: number): string {
  return `The next session is fixed for ${when}; ${counted(expectedCount, 'person is', 'people are')} expected. If that is not right, you can take it back until ${undoUntil}.`
}

/** In place of the message about a date that was taken back. */
export function onHoldAgainText(): string {
  return 'The date that stood here is not firm any more.'
}

/** After a date was taken back, in the channel. */
export function takenBackText(when: string): string {
  return `${when} is on hold again. The convenor will choose the date; nothing else changes.`
}

/** Above the runs on offer. */
export function offerHeading(options: number): string {
  return plural(options, { one: 'The dates can be fixed', other: 'Choose the dates' })
}
