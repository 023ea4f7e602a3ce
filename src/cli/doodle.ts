import type { AnswerValue } from '#domain/planner.ts'
import { doodleProblem, inputProblem } from '#text/plan.ts'
import { type Asked, type AskedDate, checkDates, membersOf } from './asked.ts'
import { type Cell, type Grid, readGrid } from './csv.ts'
import { BadInput, type Source } from './problem.ts'
import { checkWeekday, dayFromWords } from './written-day.ts'

/** Somebody who is in a Doodle export has answered, so an empty cell is "cannot". */
const ANSWERS: Record<string, AnswerValue> = { ok: 'can', '(ok)': 'ifNeedBe', '': 'cannot' }

/** The title may be in any language; of a plain table the second line may begin with a name that is a link. */
export function isDoodle(text: string): boolean {
  const [title = '', link = ''] = text.trimStart().split('\n', 2)
  return /^"?Poll "/.test(title) || /^"?https?:\/\/(?:[\w-]+\.)*doodle\.com\//.test(link)
}

/** Reads the CSV export of Doodle: title, link, months, days, times, a row for each person, and the count. */
export function readDoodle(source: Source): Asked {
  const grid = readGrid(withoutTitle(source))
  const [months = [], days = [], times = [], ...rest] = grid.rows
  const dates = datesOf(grid, months, days, times)
  checkDates(dates)
  const last = rest.at(-1)?.[0]?.text.trim().toLowerCase()
  const rows = last === 'count' ? rest.slice(0, -1) : rest
  const members = membersOf(grid, rows, {
    dates,
    from: 1,
    read: (text) => ANSWERS[text],
    known: ['OK', '(OK)'],
  })
  return { dates, members, rules: [] }
}

/** Title and link are no cells: the title has quotation marks and commas as its author typed them. */
function withoutTitle({ file, text }: Source): Source {
  const start = text.length - text.trimStart().length
  const titleEnd = text.indexOf('\n', start)
  const linkEnd = text.indexOf('\n', titleEnd + 1)
  const isCut = titleEnd >= 0 && linkEnd >= 0
  const body = isCut ? linkEnd : text.length
  return { file, text: text.slice(0, body).replace(/[^\n]/g, '') + text.slice(body) }
}

function datesOf(
  grid: Grid,
  months: readonly Cell[],
  days: readonly Cell[],
  times: readonly Cell[],
): AskedDate[] {
  let month: Cell | undefined
  let day: Cell | undefined
  const width = Math.max(months.length, days.length, times.length)
  const dates = Array.from({ length: Math.max(0, width - 1) }, (_, i): AskedDate => {
    if (months[i + 1]?.text.trim()) month = months[i + 1]
    // Several starts on one day stand below the day's first cell.
    if (days[i + 1]?.text.trim()) day = days[i + 1]
    const time = times[i + 1]
    const on = dayOf(grid, month, day)
    const start = `${on}T${timeOf(grid, time, times)}`
    return { id: start, start, pattern: undefined, where: () => grid.where(time) }
  })
  if (dates.length === 0) throw new BadInput(inputProblem('noDates'), grid.whereEnd())
  return dates
}

function dayOf(grid: Grid, month: Cell | undefined, day: Cell | undefined): string {
  const [, name = '', year = ''] = /^([a-z]+)\.? (\d{4})$/i.exec(month?.text.trim() ?? '') ?? []
  if (!dayFromWords('1', name, year)) {
    throw new BadInput(doodleProblem('month', month?.text ?? ''), grid.where(month))
  }
  const [, weekday = '', date = ''] = /^([a-z]{3,}),? (\d\d?)$/i.exec(day?.text.trim() ?? '') ?? []
  const on = dayFromWords(date, name, year)
  if (!on) throw new BadInput(doodleProblem('day', day?.text ?? ''), grid.where(day))
  checkWeekday(weekday, on, () => grid.where(day))
  return on
}

/** `2:00 PM – 5:00 PM` or `14:00 - 17:00` as `14:00`. */
function timeOf(grid: Grid, time: Cell | undefined, row: readonly Cell[]): string {
  const written = (time?.text ?? '').replace(/[\s\u202f]+/g, ' ').trim()
  const [, hours = '', minutes = '', half] =
    /^(\d\d?):([0-5]\d)(?: ?([AP])\.?M\.?)?(?: ?[-–—] ?\d\d?:\d\d(?: ?[AP]\.?M\.?)?)?$/i.exec(written) ?? []
  const hour = Number(hours || Number.NaN)
  const isHour = half ? hour >= 1 && hour <= 12 : hour <= 23
  if (!isHour) throw new BadInput(doodleProblem('time', written), grid.where(time ?? row.at(-1)))
  const from = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour
  return `${String(from).padStart(2, '0')}:${minutes}`
}
