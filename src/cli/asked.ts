import type { AnswerValue } from '#domain/planner.ts'
import { cleaned } from '#domain/typed-text.ts'
import { inputProblem, noAnswer, startTwice, tooMany, twice } from '#text/plan.ts'
import type { Cell, Grid } from './csv.ts'
import { BadInput, type Locate } from './problem.ts'
import { LIMITS, type RulesInput } from './schema.ts'

export type AskedDate = {
  id: string
  /** `2027-01-03T14:00`, or the day alone. */
  start: string
  /** Where the file does not say, the weekday and the start are the pattern. */
  pattern: string | undefined
  where: Locate
}

export type AskedMember = { id: string; answers: ReadonlyMap<string, AnswerValue> }

/** Rules from one file; `where` tells where a rule, or an entry of it, stands. */
export type SaidRules = { said: RulesInput; where(path: readonly (string | number)[]): ReturnType<Locate> }

/** What a file of any format asks. */
export type Asked = {
  dates: AskedDate[]
  members: AskedMember[]
  /** What the file itself says about the rules, zone and patterns included. */
  rules: SaidRules[]
}

/** Refuses dates of one id or of one start, and more of them than anybody asks about. */
export function checkDates(dates: readonly AskedDate[]): void {
  const ids = new Map<string, AskedDate>()
  const starts = new Map<string, AskedDate>()
  for (const [i, date] of dates.entries()) {
    if (i >= LIMITS.dates) throw new BadInput(tooMany('dates', LIMITS.dates), date.where())
    const sameId = ids.get(date.id)
    if (sameId) throw new BadInput(twice('date', date.id, sameId.where().line), date.where())
    const sameStart = starts.get(date.start)
    if (sameStart) throw new BadInput(startTwice(date.start, sameStart.id, date.id), date.where())
    ids.set(date.id, date)
    starts.set(date.start, date)
  }
}

/** Makes sure that each member is there once; to be called with each in turn. */
export function memberCheck(dates: number): (id: string, where: Locate) => void {
  const seen = new Map<string, Locate>()
  return (id, where) => {
    if (seen.size >= LIMITS.members) throw new BadInput(tooMany('members', LIMITS.members), where())
    if ((seen.size + 1) * dates > LIMITS.answers) {
      throw new BadInput(tooMany('answers', LIMITS.answers), where())
    }
    const before = seen.get(id)
    if (before) throw new BadInput(twice('member', id, before().line), where())
    seen.set(id, where)
  }
}

/** How the cells of a format are read: an answer, null for "not answered", undefined for anything else. */
export type ReadAnswer = (text: string) => AnswerValue | null | undefined

/** The rows of people below the dates: a name first, their answers from column `from` on. */
export function membersOf(
  grid: Grid,
  rows: readonly (readonly Cell[])[],
  columns: { dates: readonly AskedDate[]; from: number; read: ReadAnswer; known: readonly string[] },
): AskedMember[] {
  const { dates, from, known } = columns
  const check = memberCheck(dates.length)
  const members = rows.map((row) => {
    const [first] = row
    const name = cleaned(first?.text ?? '')
    if (!first || name === '') throw new BadInput(inputProblem('noName'), grid.where(row[0]))
    check(name, () => grid.where(first))
    const beyond = row.slice(from + dates.length).find(({ text }) => text.trim() !== '')
    if (beyond) throw new BadInput(noAnswer('beyond', beyond.text, known), grid.where(beyond))
    return { id: name, answers: answersOf(grid, row, columns) }
  })
  if (members.length === 0) throw new BadInput(inputProblem('noMembers'), grid.whereEnd())
  return members
}

function answersOf(
  grid: Grid,
  row: readonly Cell[],
  { dates, from, read, known }: Parameters<typeof membersOf>[2],
): Map<string, AnswerValue> {
  const answers = new Map<string, AnswerValue>()
  for (const [i, { id }] of dates.entries()) {
    const cell = row[from + i]
    const answer = read((cell?.text ?? '').trim().toLowerCase())
    if (answer === undefined)
      throw new BadInput(noAnswer('unknown', cell?.text ?? '', known), grid.where(cell))
    if (answer !== null) answers.set(id, answer)
  }
  return answers
}
