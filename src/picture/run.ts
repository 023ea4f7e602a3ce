import { DateTime } from 'luxon'
import { bead, type Place, stopSign } from './run-mark.ts'
import { COLOURS, type Drawing, drawing, element, heading, WIDTH, words } from './svg.ts'

export type SessionState = 'over' | 'next' | 'toCome' | 'skipped'

/** A session on its local day. */
export type RunPoint = { number: number; on: string; state: SessionState }

export type RunWords = {
  title: string
  /** A month by its first day, in few letters. */
  month: (first: string) => string
  states: Record<SessionState, string>
  busStop: string
}

const EDGE = 24
/** The bus stop may stand to the right of the last day of a month. */
const RIGHT = 40
const SPAN = WIDTH - EDGE - RIGHT
const TOP = 60
const ROW = 132
const KEY_ROW = 52
const MONTHS_IN_ROW = 6
/** Beads whose middles are so far apart leave a gap. */
const APART = 38
const DAYS_IN_MONTH = 31

/**
 * The days of a run on a line, as far apart as they are in the calendar, so that its rhythm and its gaps are seen. Whole
 * months to a row, as many as leave each session room beside the one before; all rows are to the same scale.
 */
export function runPicture(says: RunWords, points: readonly RunPoint[], hasBusStop: boolean): Drawing {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return drawing(TOP, [heading(says.title)])
  const begin = DateTime.fromISO(first.on, { zone: 'utc' }).startOf('month')
  const monthOf = (on: string) =>
    Math.floor(DateTime.fromISO(on, { zone: 'utc' }).diff(begin, 'months').months)
  const months = monthOf(last.on) + 1
  const rows = Math.ceil(months / Math.min(MONTHS_IN_ROW, roomFor(points)))
  const perRow = Math.ceil(months / rows)
  const step = SPAN / perRow
  const placeOf = (on: string): Place => {
    const month = monthOf(on)
    const day = (Number(on.slice(8)) - 0.5) / DAYS_IN_MONTH
    return { x: EDGE + ((month % perRow) + day) * step, y: TOP + 72 + Math.floor(month / perRow) * ROW }
  }
  const lines = Array.from({ length: rows * perRow }, (_, index) => {
    const start = begin.plus({ months: index }).toISODate() ?? ''
    const { y } = placeOf(start)
    return monthMark({ x: EDGE + (index % perRow) * step, y }, step, says.month(start))
  })
  const end = placeOf(last.on)
  const below = TOP + rows * ROW + 44
  const key = keyOf(says, points, hasBusStop)
  return drawing(below + Math.ceil(key.length / 2) * KEY_ROW - 12, [
    heading(says.title),
    ...lines.flat(),
    ...points.flatMap((point) => {
      const place = placeOf(point.on)
      const day = words(place.x, place.y + 44, String(Number(point.on.slice(8))), { 'font-size': 20 })
      return [...bead(place, point.state, String(point.number)), day]
    }),
    ...(hasBusStop ? stopSign({ x: end.x + APART, y: end.y }) : []),
    ...key.flatMap(({ mark, says: meaning }, index) => {
      const place = { x: EDGE + 24 + (index % 2) * (WIDTH / 2), y: below + Math.floor(index / 2) * KEY_ROW }
      return [...mark(place), words(place.x + 38, place.y + 8, meaning, { 'text-anchor': 'start' })]
    }),
  ])
}

/** How many months fit into a row so that no session covers the one before. */
function roomFor(points: readonly RunPoint[]): number {
  const days = points.map(({ on }) => DateTime.fromISO(on, { zone: 'utc' }))
  const gaps = days.slice(1).map((day, index) => day.diff(days[index] ?? day, 'days').days)
  const closest = Math.min(DAYS_IN_MONTH, ...gaps)
  return Math.max(1, Math.floor((SPAN * closest) / (APART * DAYS_IN_MONTH)))
}

/** Its part of the line, where it begins, and its name. */
function monthMark({ x, y }: Place, step: number, name: string): string[] {
  return [
    element('line', { x1: x, x2: x + step, y1: y, y2: y, stroke: COLOURS.faint, 'stroke-width': 4 }),
    element('line', { x1: x, x2: x, y1: y - 52, y2: y + 24, stroke: COLOURS.faint, 'stroke-width': 2 }),
    words(x + 10, y - 34, name, { 'text-anchor': 'start' }),
  ]
}

/** What each kind of mark means that the picture has. */
function keyOf(says: RunWords, points: readonly RunPoint[], hasBusStop: boolean) {
  const states = (['over', 'next', 'toCome', 'skipped'] as const).filter((state) =>
    points.some((point) => point.state === state),
  )
  return [
    ...states.map((state) => ({
      mark: (place: Place) => bead(place, state, ''),
      says: says.states[state],
    })),
    ...(hasBusStop ? [{ mark: stopSign, says: says.busStop }] : []),
  ]
}
