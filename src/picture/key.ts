import type { Place } from './month-line.ts'
import { words } from './svg.ts'

/** What a mark means. */
export type Meaning = { mark: (place: Place) => readonly string[]; says: string }

const LEFT = 48
const ROW = 50

/** What the marks of a picture mean, each in a row. */
export function keyFrom(top: number, meanings: readonly Meaning[]): { drawn: string[]; bottom: number } {
  const drawn = meanings.flatMap(({ mark, says }, index) => {
    const place = { x: LEFT, y: top + 44 + index * ROW }
    return [...mark(place), words(place.x + 38, place.y + 8, says, { 'text-anchor': 'start' })]
  })
  return { drawn, bottom: top + 32 + meanings.length * ROW }
}
