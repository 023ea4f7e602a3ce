import { COLOURS, type Drawing, drawing, element, words } from './svg.ts'

/** One survey: its mean, 0 to 10, and the words around it. */
export type TrendPoint = {
  mean: number
  isBusStop: boolean
  /** The mean as it is written beside its mark. */
  figure: string
  /** Below the line, from top to bottom: which run, which occasion, how many answers. */
  below: readonly string[]
}

const LEFT = 64
const RIGHT = 32
const TOP = 88
const SCALE_HEIGHT = 260
const COLUMN = 132
const BELOW_HEIGHT = 96
const FIGURE = { 'font-weight': 600, 'font-size': 18 }
/** So much of the scale has a line of its own. */
const GRID = [0, 2, 4, 6, 8, 10]

/**
 * The means of surveys in the order in which they were asked, on the whole scale, so that a small change looks small.
 * A bus stop has a filled circle, half way an empty square: shapes, since colours alone tell nothing to some.
 */
export function trendPicture(title: string, points: readonly TrendPoint[]): Drawing {
  const width = LEFT + Math.max(4, points.length) * COLUMN + RIGHT
  const bottom = TOP + SCALE_HEIGHT
  const place = (mean: number) => bottom - (mean / 10) * SCALE_HEIGHT
  const columns = points.map((point, index) => {
    const x = LEFT + ((index + 0.5) * (width - LEFT - RIGHT)) / points.length
    return { ...point, x, y: place(point.mean) }
  })
  const scale = GRID.flatMap((mark) => {
    const y = place(mark)
    const line = { x1: LEFT, x2: width - RIGHT, y1: y, y2: y, stroke: COLOURS.faint }
    return [element('line', line), words(LEFT - 12, y + 5, String(mark), { 'text-anchor': 'end' })]
  })
  const path = columns.map(({ x, y }) => `${x},${y}`).join(' ')
  const line = { points: path, fill: 'none', stroke: COLOURS.line, 'stroke-width': 3 }
  const marks = columns.flatMap(({ x, y, isBusStop, figure, below }) => [
    isBusStop ? circle(x, y) : square(x, y),
    // First as paper, so that no line runs through it.
    words(x, y - 16, figure, { ...FIGURE, stroke: COLOURS.paper, 'stroke-width': 6 }),
    words(x, y - 16, figure, FIGURE),
    ...below.map((each, row) => words(x, bottom + 28 + row * 24, each)),
  ])
  const head = words(width / 2, 32, title, { 'font-size': 20, 'font-weight': 600 })
  return drawing(width, bottom + BELOW_HEIGHT, [head, ...scale, element('polyline', line), ...marks])
}

function circle(cx: number, cy: number): string {
  return element('circle', { cx, cy, r: 8, fill: COLOURS.line })
}

function square(x: number, y: number): string {
  const side = { x: x - 7, y: y - 7, width: 14, height: 14 }
  return element('rect', { ...side, fill: COLOURS.paper, stroke: COLOURS.line, 'stroke-width': 3 })
}
