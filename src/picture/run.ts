import { keyFrom, type Meaning } from './key.ts'
import { monthLine } from './month-line.ts'
import { bead, stopSign } from './run-mark.ts'
import { type Drawing, drawing, heading, words } from './svg.ts'

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

/** Beads whose middles are so far apart leave a gap. */
const APART = 38

/** The sessions of a run on the line of its days, so that its rhythm and its gaps are seen. There is one at least. */
export function runPicture(says: RunWords, points: readonly RunPoint[], hasBusStop: boolean): Drawing {
  const days = points.map(({ on }) => on)
  const line = monthLine(days, says.month, { top: 60, row: 132, above: 72, apart: APART })
  const end = line.placeOf(days.at(-1) ?? '')
  const key = keyFrom(line.bottom, keyOf(says, points, hasBusStop))
  return drawing(key.bottom, [
    heading(says.title),
    ...line.drawn,
    ...points.flatMap(({ number, on, state }) => {
      const place = line.placeOf(on)
      const day = words(place.x, place.y + 44, String(Number(on.slice(8))), { 'font-size': 20 })
      return [...bead(place, state, String(number)), day]
    }),
    ...(hasBusStop ? stopSign({ x: end.x + APART, y: end.y }) : []),
    ...key.drawn,
  ])
}

/** What each kind of mark means that the picture has. */
function keyOf(says: RunWords, points: readonly RunPoint[], hasBusStop: boolean): Meaning[] {
  const states = (['over', 'next', 'toCome', 'skipped'] as const).filter((state) =>
    points.some((point) => point.state === state),
  )
  return [
    ...states.map(
      (state): Meaning => ({ mark: (place) => bead(place, state, ''), says: says.states[state] }),
    ),
    ...(hasBusStop ? [{ mark: stopSign, says: says.busStop }] : []),
  ]
}
