import { dayNumber } from '#domain/calendar.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { dateProblem, inputProblem } from '#text/plan.ts'
import { type Asked, type AskedDate, checkDates, membersOf } from './asked.ts'
import type { Grid } from './csv.ts'
import { BadInput } from './problem.ts'

const WORDS: Record<AnswerValue, string[]> = {
  can: ['yes', 'can', 'y', '1', 'ok', 'x'],
  ifNeedBe: ['if need be', 'ifneedbe', 'maybe', '(yes)', '?'],
  cannot: ['no', 'cannot', 'n', '0'],
}
const ANSWERS = new Map<string, AnswerValue>(
  (Object.keys(WORDS) as AnswerValue[]).flatMap((answer) =>
    WORDS[answer].map((word): [string, AnswerValue] => [word, answer]),
  ),
)

export function isTable(grid: Grid): boolean {
  const [first, second] = grid.rows[0] ?? []
  return first?.text.trim().toLowerCase() === 'name' || /^\d{4}-\d\d?-\d\d?/.test(second?.text.trim() ?? '')
}

/** Reads a plain table: names in the first column, ISO dates in the first row. */
export function readPlainTable(grid: Grid): Asked {
  const [head = [], ...rows] = grid.rows
  const dates = head.slice(1).map((cell): AskedDate => {
    const where = () => grid.where(cell)
    const start = startOf(cell.text.trim())
    if (!start) throw new BadInput(dateProblem(cell.text, 'table'), where())
    return { id: start, start, pattern: undefined, where }
  })
  if (dates.length === 0) throw new BadInput(inputProblem('noDates'), grid.where(head.at(-1)))
  checkDates(dates)
  const members = membersOf(grid, rows, {
    dates,
    from: 1,
    read: (text) => (text === '' ? null : ANSWERS.get(text)),
    known: ['yes', 'if need be', 'no'],
  })
  return { dates, members, rules: [] }
}

function startOf(text: string): string | null {
  const [, on = '', time] =
    /^((?:19|20|21)\d\d-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::00)?)?$/.exec(text) ?? []
  if (Number.isNaN(dayNumber(on))) return null
  return time ? `${on}T${time}` : on
}
