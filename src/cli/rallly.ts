import type { AnswerValue } from '#domain/planner.ts'
import { dateProblem, inputProblem } from '#text/plan.ts'
import { type Asked, type AskedDate, checkDates, membersOf } from './asked.ts'
import type { Grid } from './csv.ts'
import { BadInput } from './problem.ts'
import { checkWeekday, dayFromWords } from './written-day.ts'

const ANSWERS: Record<string, AnswerValue> = { yes: 'can', 'if need be': 'ifNeedBe', no: 'cannot' }

/** Name, e-mail address, and when they responded stand before the dates. */
const DATES_FROM = 3

export function isRallly(grid: Grid): boolean {
  const [name, email] = grid.rows[0] ?? []
  return name?.text.trim().toLowerCase() === 'name' && email?.text.trim().toLowerCase() === 'email'
}

/** Reads the CSV export of Rallly: one row of dates, with the zone in its third cell, then a row for each person. */
export function readRallly(grid: Grid): Asked {
  const [head = [], ...rows] = grid.rows
  const zone = head[2]
  const dates = head.slice(DATES_FROM).map((cell): AskedDate => {
    const where = () => grid.where(cell)
    const start = startOf(cell.text)
    if (!start) throw new BadInput(dateProblem(cell.text, 'rallly'), where())
    checkWeekday(start.weekday, start.on, where)
    return { id: start.start, start: start.start, pattern: undefined, where }
  })
  if (dates.length === 0) throw new BadInput(inputProblem('noDates'), grid.where(head.at(-1)))
  checkDates(dates)
  const members = membersOf(grid, rows, {
    dates,
    from: DATES_FROM,
    read: (text) => (text === '' ? null : ANSWERS[text]),
    known: ['Yes', 'If need be', 'No'],
  })
  const timeZone = /\((.+)\)\s*$/.exec(zone?.text ?? '')?.[1]
  const rules = timeZone ? [{ said: { timeZone }, where: () => grid.where(zone) }] : []
  return { dates, members, rules }
}

/** `Sun 3 Jan 2027 14:00 - 17:00`; a poll about whole days has no times. */
function startOf(text: string): { weekday: string; on: string; start: string } | null {
  const written =
    /^([a-z]{3}),? (\d\d?) ([a-z]{3,}) (\d{4})(?: ((?:[01]?\d|2[0-3]):[0-5]\d)(?: ?[-–] ?\d\d?:\d\d)?)?$/i.exec(
      text.trim().replace(/\s+/g, ' '),
    )
  const [, weekday = '', date = '', month = '', year = '', time] = written ?? []
  const on = dayFromWords(date, month, year)
  return on ? { weekday, on, start: time ? `${on}T${time.padStart(5, '0')}` : on } : null
}
