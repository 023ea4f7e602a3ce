import { DateTime } from 'luxon'
import { COLOURS, element, WIDTH, words } from './svg.ts'

/** Where the middle of a mark is. */
export type Place = { x: number; y: number }

export type MonthLine = {
  /** Where a day is. */
  placeOf: (on: string) => Place
  /** The line with its months. */
  drawn: string[]
  /** Where the lowest row ends. */
  bottom: number
}

/** How it is to be: how far marks on it have to be apart, and how much room each row has, and above its line. */
type Wanted = { top: number; row: number; above: number; apart: number }

const EDGE = 24
/** Something may stand to the right of the last day of a month: two more marks of that day, or a bus stop. */
const RIGHT = 64
const SPAN = WIDTH - EDGE - RIGHT
const MONTHS_IN_ROW = 6
const DAYS_IN_MONTH = 31

/**
 * A line on which days are as far apart as in the calendar. Whole months to a row, as many as leave each day room
 * beside the one before, or parts of a month where that needs more; all rows are to the same scale. `days` are in their
 * order, and not none; one that is there several times has that many marks beside each other.
 */
export function monthLine(
  days: readonly string[],
  nameOf: (first: string) => string,
  { top, row, above, apart }: Wanted,
): MonthLine {
  const begin = dayOf(days[0] ?? '').startOf('month')
  const daysInRow = SPAN / widthOfDay(days, apart)
  const parts = Math.ceil(DAYS_IN_MONTH / daysInRow)
  const length = Math.ceil(DAYS_IN_MONTH / parts)
  const partOf = (on: string) =>
    Math.floor(dayOf(on).diff(begin, 'months').months) * parts + Math.floor((dayOf(on).day - 1) / length)
  const first = partOf(days[0] ?? '')
  const count = partOf(days.at(-1) ?? '') - first + 1
  const mostInRow = parts > 1 ? 1 : Math.min(MONTHS_IN_ROW, Math.floor(daysInRow / DAYS_IN_MONTH))
  const rows = Math.ceil(count / mostInRow)
  const perRow = Math.ceil(count / rows)
  const step = SPAN / perRow
  const lineOf = (index: number) => ({
    x: EDGE + (index % perRow) * step,
    y: top + above + Math.floor(index / perRow) * row,
  })
  const drawn = Array.from({ length: count }, (_, index) => {
    const month = begin.plus({ months: Math.floor((first + index) / parts) })
    return monthMark(lineOf(index), step, above, nameOf(month.toISODate() ?? ''))
  })
  return {
    placeOf(on) {
      const { x, y } = lineOf(partOf(on) - first)
      return { x: x + ((((dayOf(on).day - 1) % length) + 0.5) / length) * step, y }
    },
    drawn: drawn.flat(),
    bottom: top + rows * row,
  }
}

/** How wide a day has to be so that no mark covers another. */
function widthOfDay(days: readonly string[], apart: number): number {
  const marks = [...Map.groupBy(days, (on) => on)].map(([on, same]) => ({ on, count: same.length }))
  const needed = marks.slice(1).map(({ on }, index) => {
    const before = marks[index] ?? { on, count: 0 }
    return (before.count * apart) / dayOf(on).diff(dayOf(before.on), 'days').days
  })
  return Math.max(apart / DAYS_IN_MONTH, ...needed)
}

function dayOf(on: string): DateTime {
  return DateTime.fromISO(on, { zone: 'utc' })
}

/** The line of a month or of a part of it, where it begins, and its name. */
function monthMark({ x, y }: Place, step: number, above: number, name: string): string[] {
  const begins = { x1: x, x2: x, y1: y - above + 20, y2: y + 24, stroke: COLOURS.faint, 'stroke-width': 2 }
  return [
    element('line', { x1: x, x2: x + step, y1: y, y2: y, stroke: COLOURS.faint, 'stroke-width': 4 }),
    element('line', begins),
    words(x + 10, y - above + 38, name, { 'text-anchor': 'start' }),
  ]
}
