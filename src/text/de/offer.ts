import type { BlockedBy, ObjectiveName, PlannedRun, Standstill } from '#domain/planner.ts'
import type { When } from '../en/date.ts'
import { mention } from '../escape.ts'
import { counted, inWords, listed, times } from './count.ts'
import { clockInWords, dayInWords, slotInWords } from './date.ts'
import { plural } from './plural.ts'

/** The letter by which a run is spoken of: A, B, C. */
export function letter(index: number): string {
  return String.fromCharCode(65 + index)
}

const NAMES: Record<ObjectiveName, string> = {
  balanced: 'ausgewogen (empfohlen)',
  fullest: 'am vollsten',
  fairest: 'am gerechtesten',
}

/** "von acht Treffen", where there is more than one. */
function ofSo(sessions: number): string {
  return sessions === 1 ? '' : ` von ${counted(sessions, 'einem Treffen')}`
}

/** Above the runs that a convenor can choose from. */
export function offerIntro(runs: bigint, options: number, sessions: number): string {
  const [one, many] = sessions === 1 ? ['Termin', 'Termine'] : ['Durchgang', 'Durchgänge']
  const best = plural(options, {
    one: 'dieser ist am vollsten und am gerechtesten',
    other: `diese ${inWords(options)} sind die besten`,
  })
  return plural(runs, {
    one: `Es ist nur ein ${one}${ofSo(sessions)} möglich.`,
    other: `Es sind ${inWords(runs)} ${many}${ofSo(sessions)} möglich; ${best}.`,
  })
}

/** Where not every run could be compared: what is certain all the same. */
export function notAllCompared({ upperBound }: { upperBound: number }): string {
  return `Es sind zu viele Durchgänge, um alle zu vergleichen. Dass „am vollsten“ stimmt, ist sicher; und ${upperBound === 0 ? 'in keinem Durchgang können alle auch nur einmal kommen' : `in keinem Durchgang können alle öfter als ${times(upperBound)} kommen`}.`
}

/** How far a run is from the one named before it: "Er hat sechs seiner acht Termine mit A gemeinsam." */
export function distanceInWords(option: PlannedRun, first: PlannedRun): string {
  const shared = option.dateIds.filter((id) => first.dateIds.includes(id)).length
  if (shared === 0) return `Er hat keinen Termin mit ${letter(0)} gemeinsam.`
  const all = plural(option.dateIds.length, {
    one: 'seinen einzigen Termin',
    other: `${shared === 1 ? 'einen' : inWords(shared)} seiner ${counted(option.dateIds.length, 'ein Termin', 'Termine')}`,
  })
  return `Er hat ${all} mit ${letter(0)} gemeinsam.`
}

/** One run in words, above its dates. `first` is the run named before it, if it is not itself the first. */
export function optionInWords(
  option: PlannedRun,
  index: number,
  thinnest: When,
  first: PlannedRun | null,
): string {
  const breaks =
    option.alternationBreaks > 0 ? ` Das Abwechseln ist ${times(option.alternationBreaks)} unterbrochen.` : ''
  const ifNeedBe = option.ifNeedBe > 0 ? `, davon ${option.ifNeedBe} nur zur Not` : ''
  return `*${heading(option, index)}:* ${option.attendances} von ${option.possibleAttendances} möglichen Teilnahmen${ifNeedBe}; ${atLeast(option)}; ${thinnestInWords(option, thinnest)}.${breaks}${first ? ` ${distanceInWords(option, first)}` : ''}`
}

/** Of a run that is best in every way the words above it say so. */
function heading({ names }: PlannedRun, index: number): string {
  const isBestInAll = names.length === Object.keys(NAMES).length
  return [letter(index), ...(isBestInAll ? [] : [listed(names.map((name) => NAMES[name]))])].join(', ')
}

function atLeast({ fewestPerMember, dateIds }: PlannedRun): string {
  if (fewestPerMember === 0) return 'nicht alle, die geantwortet haben, können kommen'
  if (fewestPerMember === dateIds.length)
    return `alle, die geantwortet haben, können ${dateIds.length === 1 ? '' : 'jedes Mal '}kommen`
  return `alle, die geantwortet haben, können mindestens ${times(fewestPerMember)} kommen`
}

function thinnestInWords({ thinnest, dateIds, attendances }: PlannedRun, when: When): string {
  if (dateIds.length > 1 && attendances === dateIds.length * thinnest.attending)
    return `an jedem Termin sind es ${thinnest.attending}`
  return `am dünnsten ist ${dayInWords(when.on)} mit ${thinnest.attending}`
}

/** Below the runs on offer: what decides between those that suit people equally well. */
export function amongEqualRuns(preferredDays: number): string {
  return `Unter Durchgängen, die gleich gut passen, biete ich den an, dessen Abstände am nächsten bei ${counted(preferredDays, 'einem Tag', 'Tagen')} liegen, wie es die Einstellungen der Gruppe sagen.`
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
  const others =
    inAll > slackUserIds.length
      ? [counted(inAll - slackUserIds.length, 'eine weitere Person', 'weitere Personen')]
      : []
  const can = plural(inAll, { one: 'könnte', other: 'könnten' })
  return `Am seltensten ${can} ${listed([...slackUserIds.map(mention), ...others])} kommen: ${listed(figures)}.`
}

/** Who has said nothing, for the convenor alone; not answered is not *cannot*. */
export function notHeardFrom(slackUserIds: readonly string[]): string {
  const count = plural(slackUserIds.length, {
    one: 'das zählt weder für noch gegen einen Termin. Diese Person wird bei den festgelegten Treffen erwartet, solange sie sich nicht entschuldigt.',
    other:
      'sie zählen weder für noch gegen einen Termin. Sie werden bei den festgelegten Treffen erwartet, solange sie sich nicht entschuldigen.',
  })
  return `Nicht geantwortet: ${listed(slackUserIds.map(mention))}; ${count}`
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
    one: 'Damit ist der Termin festgelegt, und die ganze Gruppe erfährt es.',
    other: `Damit sind alle ${counted(sessions, 'ein Termin', 'Termine')} festgelegt, und die ganze Gruppe erfährt es.`,
  })
}

/** What has just been done. */
export function fixed(): string {
  return 'Das ist jetzt festgelegt. Die Nachricht an die Gruppe ist auf dem Weg in den Kanal.'
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
      return 'Niemand hat geantwortet, darum kann ich keine Termine wählen.'
    case 'dates':
      return `Ein Durchgang braucht ${counted(blocked.sessions, 'einen Termin', 'Termine')}, und ${usable(blocked.available)}.`
    case 'fixedDates':
      return `${staying(blocked.fixed)} nicht zusammen in einem Durchgang von ${counted(blocked.sessions, 'einem Treffen')} halten.`
    case 'gaps':
      return `Kein Durchgang von ${counted(blocked.sessions, 'einem Treffen')} passt zu den Abständen von ${blocked.gapDays.min} bis ${blocked.gapDays.max} Tagen${between(blocked.standstill)}.`
    case 'alternation': {
      const wanted = listed(blocked.patternOrder.map(names.pattern))
      return `In keinem Durchgang von ${counted(blocked.sessions, 'einem Treffen')} wechseln sich ${wanted} ab${between(blocked.standstill)}.`
    }
    case 'minimum':
      return `Kein Durchgang von ${counted(blocked.sessions, 'einem Treffen')} passt zu den Regeln. Woran es liegt: ${noDate(blocked.standstill, counted(blocked.minimum, 'einer Person', 'Personen'))}; ${mostThatAnySuits(blocked.standstill.mostAttending)}.`
    case 'neededMembers':
      return `Kein Durchgang von ${counted(blocked.sessions, 'einem Treffen')} passt allen, die dabei sein müssen. Woran es liegt: ${noDate(blocked.standstill, 'ihnen allen')}.`
  }
}

function usable(available: number): string {
  if (available === 0) return 'keiner ist zu brauchen'
  return plural(available, {
    one: 'nur einer ist zu brauchen',
    other: `nur ${inWords(available)} sind zu brauchen`,
  })
}

function staying(fixed: number): string {
  return plural(fixed, {
    one: 'Der Termin, der bleiben muss, lässt sich',
    other: `Die ${counted(fixed, 'ein Termin', 'Termine')}, die bleiben müssen, lassen sich`,
  })
}

function mostThatAnySuits(most: number): string {
  return most === 0
    ? 'keiner davon passt irgendwem'
    : `höchstens passt einer davon ${counted(most, 'einer Person', 'Personen')}`
}

function between({ between: window, sessions }: Standstill): string {
  if (!window) return ''
  const after = sessions === 0 ? 'dem letzten Treffen' : counted(sessions, 'einem Treffen')
  return `: Nach ${after} müsste das nächste zwischen ${dayInWords(window.from)} und ${dayInWords(window.to)} liegen`
}

function noDate({ between: window }: Standstill, whom: string): string {
  return window
    ? `Zwischen ${dayInWords(window.from)} und ${dayInWords(window.to)} liegt kein Termin, der ${whom} passt`
    : `Kein Termin passt ${whom}`
}

function whatHelps({ rule }: BlockedBy): string {
  return rule === 'answers'
    ? 'Frage noch einmal mit `/supportgroup schedule`, vielleicht mit mehr Zeit zum Antworten.'
    : 'Frage mit `/supportgroup schedule` nach mehr Terminen.'
}

/** A date that was fixed without asking, for the convenor who can take it back. */
export function fixedAutomaticallyText(when: string, undoUntil: string, expectedCount: number): string {
  const expected = plural(expectedCount, {
    one: 'eine Person wird erwartet',
    other: `${counted(expectedCount, 'eine Person', 'Personen')} werden erwartet`,
  })
  return `Das nächste Treffen ist festgelegt: ${when}; ${expected}. Wenn das nicht richtig ist, kannst du es bis ${undoUntil} zurücknehmen.`
}

/** In place of the message about a date that was taken back. */
export function onHoldAgainText(): string {
  return 'Der Termin, der hier stand, steht nicht mehr fest.'
}

/** After a date was taken back, in the channel. */
export function takenBackText(when: string): string {
  return `${when} ist wieder vorgemerkt. Die Koordination wählt den Termin; sonst ändert sich nichts.`
}

export function offerHeading(options: number): string {
  return plural(options, { one: 'Die Termine können festgelegt werden', other: 'Die Termine auswählen' })
}
