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
/** Something may stand to the right of the last day of a month. */
const RIGHT = 40
const SPAN = WIDTH - EDGE - RIGHT
const MONTHS_IN_ROW = 6
const DAYS_IN_MONTH = 31

/**
 * A line on which days are as far apart as in the calendar. Whole months to a row, as many as leave each day room
 * beside the one before; all rows are to the same scale. `days` are in their order, and not none.
 */
export function monthLine(
  days: readonly string[],
  nameOf: (first: string) => string,
  { top, row, above, apart }: Wanted,
): MonthLine {
  const begin = dayOf(days[0] ?? '').startOf('month')
  const monthOf = (on: string) => Math.floor(dayOf(on).diff(begin, 'months').months)
  const months = monthOf(days.at(-1) ?? '') + 1
  const rows = Math.ceil(months / Math.min(MONTHS_IN_ROW, roomFor(days, apart)))
  const perRow = Math.ceil(months / rows)
  const step = SPAN / perRow
  const lineOf = (month: number) => ({
    x: EDGE + (month % perRow) * step,
    y: top + above + Math.floor(month / perRow) * row,
  })
  const drawn = Array.from({ length: months }, (_, month) =>
    monthMark(lineOf(month), step, above, nameOf(begin.plus({ months: month }).toISODate() ?? '')),
  )
  return {
    placeOf(on) {
      const { x, y } = lineOf(monthOf(on))
      return { x: x + ((dayOf(on).day - 0.5) / DAYS_IN_MONTH) * step, y }
    },
    drawn: drawn.flat(),
    bottom: top + rows * row,
  }
}

/** How many months fit into a row so that no mark covers the one before. */
function roomFor(days: readonly string[], apart: number): number {
  const gaps = days.slice(1).map((on, index) => dayOf(on).diff(dayOf(days[index] ?? on), 'days').days)
  const closest = Math.min(DAYS_IN_MONTH, ...gaps)
  return Math.max(1, Math.floor((SPAN * closest) / (apart * DAYS_IN_MONTH)))
}

function dayOf(on: string): DateTime {
  return DateTime.fromISO(on, { zone: 'utc' })
}

/** Its part of the line, where it begins, and its name. */
function monthMark({ x, y }: Place, step: number, above: number, name: string): string[] {
  const begins = { x1: x, x2: x, y1: y - above + 20, y2: y + 24, stroke: COLOURS.faint, 'stroke-width': 2 }
  return [
    element('line', { x1: x, x2: x + step, y1: y, y2: y, stroke: COLOURS.faint, 'stroke-width': 4 }),
    element('line', begins),
    words(x + 10, y - above + 38, name, { 'text-anchor': 'start' }),
  ]
}
