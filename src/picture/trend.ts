import { COLOURS, type Drawing, drawing, element, heading, WIDTH, words } from './svg.ts'

/** One survey: its mean, 0 to 10, and what stands around its mark. */
export type TrendPoint = {
  mean: number
  isBusStop: boolean
  /** The mean as it is written beside its mark. */
  figure: string
  run: number
  answers: number
}

export type TrendWords = { title: string; run: string; answers: string; busStop: string; halfWay: string }

/** There is room for so many surveys side by side. */
export const POINTS_AT_MOST = 7

const LEFT = 130
const RIGHT = 12
const TOP = 100
const SCALE_HEIGHT = 260
const BOTTOM = TOP + SCALE_HEIGHT
const ROW = 36
const RUN_ROW = BOTTOM + 48
const ANSWER_ROW = RUN_ROW + ROW
const KEY_ROW = ANSWER_ROW + 52
/** So much of the scale has a line of its own. */
const GRID = [0, 2, 4, 6, 8, 10]

/**
 * The means of surveys in the order in which they were asked, on the whole scale, so that a small change looks small.
 * A bus stop has a filled circle, half way an empty square: shapes, since colours alone tell nothing to some.
 */
export function trendPicture(says: TrendWords, points: readonly TrendPoint[]): Drawing {
  const place = (mean: number) => BOTTOM - (mean / 10) * SCALE_HEIGHT
  const columns = points.map((point, index) => {
    const x = LEFT + ((index + 0.5) * (WIDTH - LEFT - RIGHT)) / points.length
    return { ...point, x, y: place(point.mean) }
  })
  const scale = GRID.flatMap((mark) => {
    const y = place(mark)
    const line = { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, stroke: COLOURS.faint }
    return [element('line', line), beside(y + 8, String(mark))]
  })
  const path = columns.map(({ x, y }) => `${x},${y}`).join(' ')
  const line = { points: path, fill: 'none', stroke: COLOURS.line, 'stroke-width': 3 }
  const marks = columns.flatMap(({ x, y, isBusStop, figure, run, answers }) => [
    isBusStop ? circle(x, y) : square(x, y),
    // First as paper, so that no line runs through it.
    words(x, y - 18, figure, { 'font-weight': 600, stroke: COLOURS.paper, 'stroke-width': 6 }),
    words(x, y - 18, figure, { 'font-weight': 600 }),
    words(x, RUN_ROW, String(run)),
    words(x, ANSWER_ROW, String(answers)),
  ])
  return drawing(KEY_ROW + 28, [
    heading(says.title),
    ...scale,
    element('polyline', line),
    ...marks,
    beside(RUN_ROW, says.run),
    beside(ANSWER_ROW, says.answers),
    circle(LEFT + 20, KEY_ROW - 8),
    key(LEFT + 40, says.busStop),
    square(LEFT + 200, KEY_ROW - 8),
    key(LEFT + 220, says.halfWay),
  ])
}

/** To the left of the scale and of what stands below it. */
function beside(y: number, content: string): string {
  return words(LEFT - 14, y, content, { 'text-anchor': 'end' })
}

/** What a shape means. */
function key(x: number, content: string): string {
  return words(x, KEY_ROW, content, { 'text-anchor': 'start' })
}

function circle(cx: number, cy: number): string {
  return element('circle', { cx, cy, r: 9, fill: COLOURS.line })
}

function square(x: number, y: number): string {
  const side = { x: x - 8, y: y - 8, width: 16, height: 16 }
  return element('rect', { ...side, fill: COLOURS.paper, stroke: COLOURS.line, 'stroke-width': 3 })
}
