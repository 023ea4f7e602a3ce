/** The words of the command line: what `npm run plan` says, to a convenor at a terminal. */
import type { BlockedBy, Loosening, PlannedRun, Proof } from '#domain/planner.ts'
import { cleaned, shortened } from '#domain/typed-text.ts'
import { counted, inWords, listed, times } from './count.ts'
import { dayInWords, type When, weekdayInWords } from './date.ts'
import { type LooseningNames, wayInWords, whatWouldHelp } from './loosening.ts'
import { blockedInWords, letter, notAllCompared, offerIntro, optionInWords } from './offer.ts'

export const USAGE = `Usage: npm run plan -- FILE [--rules rules.json] [--json]

FILE is JSON as docs/plan-input.schema.json says, a CSV export of Rallly or Doodle, or a table with names
in the first column and dates (2027-01-03T14:00) in the first row. Use - for standard input.
--rules FILE  rules as JSON, which replace those of the file
--json        the answer as JSON; use npm run --silent plan -- … so that nothing else is printed`

/** A name or a value as somebody typed it, within a sentence. */
function quoted(text: string): string {
  return `“${shortened(cleaned(text), 40)}”`
}

function perhaps(near: string | undefined): string {
  return near === undefined ? '.' : `; perhaps you mean ${quoted(near)}.`
}

function either(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)
}

const PROBLEMS = {
  ourFault: 'That did not work, and the fault is not yours. Please report it, with the file if you can.',
  noFile: 'Which file? Name one, or - for standard input.',
  manyFiles: 'One file at a time, please.',
  stdinTwice: 'Standard input can be read only once: as the file or as the rules.',
  missing: 'There is no such file.',
  folder: 'This is a folder, not a file.',
  forbidden: 'This file may not be read.',
  broken: 'This file cannot be read.',
  tooLarge: 'This file is larger than 20 MB, which no poll is.',
  encoding: 'This character is neither UTF-8 nor UTF-16; save the file as UTF-8.',
  zeroByte: 'There is a zero byte here, so this is no text; save the file as UTF-8.',
  empty: 'The file is empty.',
  format:
    'The format is not known: JSON begins with {, an export of Rallly with Name,Email, one of Doodle with its title and link, and a table with “name” and dates such as 2027-01-03T14:00.',
  quoteOpen: 'The quotation mark that opens this cell is never closed.',
  quoteAlone:
    'A quotation mark in this cell stands alone: put the cell into quotation marks and double those within.',
  start: 'A start must be a local day and time, such as 2027-01-03T14:00, or a day, such as 2027-01-03.',
  gapMax: 'The largest gap is smaller than the smallest.',
  gapPreferred: 'The preferred gap is not between the smallest and the largest.',
  noDates: 'There are no dates in this file.',
  noMembers: 'There is nobody in this file.',
  noName: 'The name is missing in this row.',
  tooMuch: 'There are too many members, sessions and days to compare runs exactly; leave some of them out.',
} as const

/** What is wrong, where there is nothing to be named. */
export function inputProblem(problem: keyof typeof PROBLEMS): string {
  return PROBLEMS[problem]
}

export function unknownOption(option: string): string {
  return `The option ${quoted(option)} is not known or not complete.`
}

const JSON_PROBLEMS: Record<string, string> = {
  TooDeep: 'The JSON is nested too deeply here.',
  PropertyNameExpected: 'A name in quotation marks is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace } is expected here.',
  CloseBracketExpected: 'A closing bracket ] is expected here.',
  EndOfFileExpected: 'The JSON has ended before this.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfString: 'The closing quotation mark of this text is missing.',
}

/** A fault of the JSON itself, by the parser's name for it. */
export function jsonProblem(problem: string, name = ''): string {
  if (problem === 'NameTwice') return `${quoted(name)} is here for the second time.`
  if (problem === 'NameOdd') return `${quoted(name)} cannot be a name here.`
  return JSON_PROBLEMS[problem] ?? 'This is not valid JSON.'
}

/** What a value of our JSON has to be, if it is there; `what` is its name, or that of the list it is in. */
export function wrongValue(what: string, expected: string | null): string {
  if (expected === null) return `${quoted(what)} is missing here.`
  return `${what === '' ? 'The file' : quoted(what)} must ${expected}.`
}

const KINDS: Record<string, string> = {
  object: 'be an object in braces',
  record: 'be an object in braces',
  array: 'be a list in brackets',
  string: 'be a text in quotation marks',
  number: 'be a whole number',
  int: 'be a whole number',
}

/** "be a whole number": the kinds of values as the schema calls them. */
export function beOfKind(kind: string): string {
  return KINDS[kind] ?? `be of the kind ${kind}`
}

/** "be “can”, “ifNeedBe” or “cannot”". */
export function beOneOf(values: readonly string[]): string {
  return `be ${either(values.map(quoted))}`
}

/** "be 1 or more", "have 200 characters or fewer". */
export function beOfSize(origin: string, bound: 'least' | 'most', size: number): string {
  const figure = size.toLocaleString('en-GB')
  if (origin !== 'array' && origin !== 'string')
    return `be ${figure} or ${bound === 'least' ? 'more' : 'less'}`
  const unit = origin === 'array' ? ['entry', 'entries'] : ['character', 'characters']
  return `have ${figure} ${unit[size === 1 ? 0 : 1]} or ${bound === 'least' ? 'more' : 'fewer'}`
}

export function unknownName(name: string, near: string | undefined, known: readonly string[]): string {
  const all = near === undefined ? ` Known are ${listed(known.map(quoted))}.` : ''
  return `The name ${quoted(name)} is not known here${perhaps(near)}${all}`
}

export function unknownId(kind: 'date' | 'member' | 'pattern', id: string, near: string | undefined): string {
  const what = { date: 'date with the id', member: 'member with the id', pattern: 'pattern' }[kind]
  return `There is no ${what} ${quoted(id)}${perhaps(near)}`
}

export function unknownZone(name: string, near: string | undefined): string {
  return `There is no time zone ${quoted(name)}${perhaps(near)}`
}

export function twoZones(ofFile: string, ofRules: string): string {
  return `The file is in the time zone ${quoted(ofFile)}, the rules say ${quoted(ofRules)}.`
}

export function patternTwice(pattern: string): string {
  return `The pattern ${quoted(pattern)} is listed for the second time.`
}

export function twice(kind: 'date' | 'member', id: string, firstLine: number): string {
  return `The ${kind} ${quoted(id)} is here for the second time; the first is on line ${firstLine}.`
}

export function startTwice(start: string, first: string, second: string): string {
  return `The dates ${quoted(first)} and ${quoted(second)} have the same start, ${start}.`
}

export function tooMany(what: 'dates' | 'members' | 'answers' | 'cells', most: number): string {
  return `There are more than ${most.toLocaleString('en-GB')} ${what}; that is more than can be planned.`
}

export function noAnswer(problem: 'unknown' | 'beyond', text: string, known: readonly string[]): string {
  return problem === 'beyond'
    ? `There is no date above the answer ${quoted(text)}.`
    : `The answer ${quoted(text)} is not known; it is ${either(known)}, or empty.`
}

export function dateProblem(text: string, format: 'document' | 'rallly' | 'table'): string {
  if (format === 'document') return `${quoted(text)} is no day of the calendar.`
  if (format === 'table') {
    return `${quoted(text)} is no date; the first row has dates such as 2027-01-03 or 2027-01-03T14:00.`
  }
  return `${quoted(text)} is no date; an export of Rallly has dates such as Sun 3 Jan 2027 14:00 - 17:00.`
}

export function doodleProblem(part: 'month' | 'day' | 'time', text: string): string {
  const example = { month: 'January 2027', day: 'Sun 3', time: '2:00 PM – 5:00 PM' }[part]
  return `${quoted(text)} is no ${part}; an export of Doodle has ${part}s such as ${example}.`
}

export function wrongWeekday(written: string, on: string): string {
  return `${dayOfYear(on)} is not a ${quoted(written)}.`
}

/** Neighbours are the last time before and the first time after, both `2027-03-28T00:59`. */
export function skippedStart(
  on: string,
  time: string,
  timeZone: string,
  [before, after]: readonly [string, string],
): string {
  const beside = (start: string) => (start.startsWith(on) ? start.slice(11) : start.replace('T', ' '))
  return `${dayOfYear(on)} has no ${time} in ${timeZone}, because the clocks go forward: choose ${beside(before)} or earlier, or ${beside(after)} or later.`
}

/** "Sunday 14:00": how a slot is called where the file has no name for it. */
export function weekdayPattern(weekday: number, time: string | undefined): string {
  return time ? `${weekdayInWords(weekday)} ${time}` : weekdayInWords(weekday)
}

/** "Sunday 3 January 2027". */
function dayOfYear(on: string): string {
  return `${dayInWords(on)} ${on.slice(0, 4)}`
}

/** "Sunday 3 January 2027, 14:00"; a whole day has no time. */
export function dayAndTime(on: string, time: string): string {
  return time ? `${dayOfYear(on)}, ${time}` : dayOfYear(on)
}

/** Above the options: how many runs there are, whether these are proven, and what was read. */
export function planIntro(runs: bigint, options: number, sessions: number, proof: Proof): string {
  const proven = proof === 'optimal' ? 'Proven to be the best.' : notAllCompared(proof)
  return `${offerIntro(runs, options, sessions)} ${proven}`
}

/** What was read, and the zone that it was read in. */
export function readIntro(dates: number, members: number, timeZone: string): string {
  return `Read: ${counted(dates, 'date')} in the time zone ${timeZone}, ${counted(members, 'member')}.`
}

/** One run in words. */
export function planOption(
  option: PlannedRun,
  index: number,
  thinnest: When,
  first: PlannedRun | null,
): string {
  // Slack's asterisks are the only markup of this sentence, which has nothing in it that somebody typed.
  return optionInWords(option, index, thinnest, first).replaceAll('*', '')
}

/** Who could come least often, by name: it is the convenor's own terminal. */
export function leastOftenByName(names: readonly string[], inAll: number, attendances: number): string {
  return `${someOf(names, inAll)} could come least often: ${times(attendances)}.`
}

export function silentByName(names: readonly string[], inAll: number): string {
  return `We have not heard from ${someOf(names, inAll)}; they count neither for nor against a date.`
}

function someOf(names: readonly string[], inAll: number): string {
  return listed(inAll > names.length ? [...names, counted(inAll - names.length, 'other')] : names)
}

/** Behind a date: how many can come. */
export function howMany(can: number, ifNeedBe: number): string {
  const some = ifNeedBe > 0 ? `, ${inWords(ifNeedBe)} only if need be` : ''
  return `${counted(can, 'person', 'people')} can${some}`
}

/** Why there is no run, with all that would help, in one paragraph. */
export function whyNoRun(
  blocked: BlockedBy,
  ways: readonly Loosening[],
  names: LooseningNames & { pattern(id: string): string },
): string {
  return blockedInWords(blocked, names, whatWouldHelp(ways, names) || nothingHelps(blocked))
}

/** Why there is no run, above a list of what would help. */
export function whyNoRunAbove(
  blocked: BlockedBy,
  ways: readonly Loosening[],
  names: { pattern(id: string): string },
): string {
  return blockedInWords(blocked, names, ways.length > 0 ? 'It would work:' : nothingHelps(blocked))
}

/** One thing that would help, and what it would bring. */
export function wayLine(loosening: Loosening, names: LooseningNames): string {
  const { runs, attendances, possibleAttendances } = loosening
  return `- ${wayInWords(loosening, names)}: ${counted(runs, 'run')}, up to ${attendances} of ${possibleAttendances} places`
}

function nothingHelps({ rule }: BlockedBy): string {
  return rule === 'answers' ? 'Ask again, perhaps with more time to answer.' : 'Ask about more dates.'
}

/** The same where there is little room: "Sun 3 Jan 2027, 14:00". */
export function shortDayAndTime(on: string, time: string): string {
  const short = dayOfYear(on).replace(/\p{L}+/gu, (word) => word.slice(0, 3))
  return time ? `${short}, ${time}` : short
}

export const GRID_MARKS = { can: 'Y', ifNeedBe: 'i', cannot: '-', notAnswered: '.' } as const

/** Above a column of the table: the dates, how many can come, and the runs by their numbers from 0. */
export function gridHead(column: 'date' | 'can' | number): string {
  return typeof column === 'number' ? letter(column) : { date: 'Date', can: 'can' }[column]
}

/** Below the table: what its marks say, whom its numbers stand for, and what was left out. */
export function gridLegend(
  numbered: readonly string[],
  leftOut: { dates: number; members: number },
): string[] {
  return [
    'Y can, i if need be, - cannot, . not answered. A letter marks the dates of a run.',
    ...(numbered.length > 0 ? [`${numbered.map((name, i) => `${i + 1} ${name}`).join(', ')}.`] : []),
    ...(leftOut.dates > 0 ? [`Not in this table: ${counted(leftOut.dates, 'other date')}.`] : []),
    ...(leftOut.members > 0
      ? [`Not in this table: ${counted(leftOut.members, 'other member')}, whom “can” counts all the same.`]
      : []),
  ]
}
