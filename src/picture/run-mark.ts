import type { Place } from './month-line.ts'
import { COLOURS, element, words } from './svg.ts'

const RADIUS = 17

const NUMBER = { 'font-size': 20, 'font-weight': 600 }

const LOOKS = {
  over: { fill: COLOURS.grey, stroke: COLOURS.grey, ink: COLOURS.paper },
  next: { fill: COLOURS.line, stroke: COLOURS.line, ink: COLOURS.paper },
  toCome: { fill: COLOURS.paper, stroke: COLOURS.line, ink: COLOURS.ink },
  skipped: { fill: COLOURS.paper, stroke: COLOURS.grey, ink: COLOURS.ink },
} as const

/**
 * A session with its number. Besides its colour each state has a shape of its own: the next one a ring around it, one
 * to come is empty, and one that is skipped is struck out.
 */
export function bead({ x, y }: Place, state: keyof typeof LOOKS, number: string): string[] {
  const { fill, stroke, ink } = LOOKS[state]
  const circle = { cx: x, cy: y }
  const corner = RADIUS + 3
  const strike = { x1: x - corner, y1: y + corner, x2: x + corner, y2: y - corner, stroke, 'stroke-width': 3 }
  return [
    ...(state === 'next'
      ? [element('circle', { ...circle, r: RADIUS + 6, fill: 'none', stroke, 'stroke-width': 3 })]
      : []),
    element('circle', { ...circle, r: RADIUS, fill, stroke, 'stroke-width': 3, class: state }),
    ...(state === 'skipped' ? [element('line', strike)] : []),
    // First as its ground, so that no line runs through it.
    words(x, y + 7, number, { ...NUMBER, stroke: fill, 'stroke-width': 6 }),
    words(x, y + 7, number, { ...NUMBER, fill: ink }),
  ]
}

/** A sign on its pole, as it stands at a bus stop. */
export function stopSign({ x, y }: Place): string[] {
  return [
    element('line', { x1: x, x2: x, y1: y - 6, y2: y + 20, stroke: COLOURS.ink, 'stroke-width': 4 }),
    element('rect', {
      x: x - 13,
      y: y - 20,
      width: 26,
      height: 20,
      rx: 4,
      fill: COLOURS.stop,
      stroke: COLOURS.ink,
      'stroke-width': 3,
    }),
  ]
}
