import { keyFrom } from './key.ts'
import { monthLine, type Place } from './month-line.ts'
import { COLOURS, type Drawing, drawing, element, heading, words } from './svg.ts'

/** A date of a poll: how many of all can, how many only if need be, and the runs on offer that hold it. */
export type DatePoint = { on: string; can: number; ifNeedBe: number; runs: string }

export type DatesWords = {
  title: string
  /** A month by its first day, in few letters. */
  month: (first: string) => string
  can: string
  ifNeedBe: string
  rest: string
  run: string
}

const BAR = { width: 16, height: 72 }
/** Bars whose middles are so far apart leave a gap. */
const APART = 22
const FILLED = { fill: COLOURS.line, stroke: COLOURS.line, 'stroke-width': 2 }
const HOLLOW = { fill: COLOURS.paper, stroke: COLOURS.line, 'stroke-width': 2 }
const REST = { fill: COLOURS.paper, stroke: COLOURS.frame, 'stroke-width': 2 }
const SMALL = { 'font-size': 17 }

/**
 * The dates of a poll on the line of their days, each with a bar as high as it suits people: filled for those who can,
 * hollow for those who can if need be, in a frame that all of them would fill. There is one at least.
 */
export function datesPicture(says: DatesWords, everybody: number, points: readonly DatePoint[]): Drawing {
  const days = points.map(({ on }) => on)
  const line = monthLine(days, says.month, { top: 60, row: 196, above: 124, apart: APART })
  const key = keyFrom(line.bottom, [
    { mark: (place) => sample(place, FILLED), says: says.can },
    { mark: (place) => sample(place, HOLLOW), says: says.ifNeedBe },
    { mark: (place) => sample(place, REST), says: says.rest },
    { mark: ({ x, y }) => [words(x, y + 8, 'A', { 'font-weight': 600 })], says: says.run },
  ])
  return drawing(key.bottom, [
    heading(says.title),
    ...line.drawn,
    ...points.flatMap((point, index) => {
      const sameDay = points.slice(0, index).filter(({ on }) => on === point.on).length
      const { x, y } = line.placeOf(point.on)
      return dateMark({ x: x + sameDay * APART, y }, point, everybody)
    }),
    ...key.drawn,
  ])
}

function dateMark({ x, y }: Place, { on, can, ifNeedBe, runs }: DatePoint, everybody: number): string[] {
  const unit = BAR.height / Math.max(1, everybody)
  const part = (count: number, below: number, look: Record<string, string | number>) => {
    const height = count * unit
    const place = { x: x - BAR.width / 2, y: y - below * unit - height, width: BAR.width, height }
    return count > 0 ? [element('rect', { ...place, ...look })] : []
  }
  return [
    ...part(everybody, 0, REST),
    ...part(ifNeedBe, can, { ...HOLLOW, class: 'ifNeedBe' }),
    ...part(can, 0, { ...FILLED, class: 'can' }),
    words(x, y + 24, String(Number(on.slice(8))), SMALL),
    words(x, y + 46, runs, { ...SMALL, 'font-weight': 600 }),
  ]
}

function sample({ x, y }: Place, look: Record<string, string | number>): string[] {
  return [element('rect', { x: x - BAR.width / 2, y: y - 14, width: BAR.width, height: 28, ...look })]
}
