import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { type RunPoint, runPicture } from '#picture/run.ts'
import { COLOURS, WIDTH } from '#picture/svg.ts'
import { contrast, elements } from '../support/svg.ts'

const STATES = ['over', 'next', 'toCome', 'skipped'] as const
const says = {
  title: 'Our run',
  month: (first: string) => first.slice(0, 7),
  states: { over: 'over', next: 'next', toCome: 'to come', skipped: 'skipped' },
  busStop: 'bus stop',
}

/** A run with gaps of at least so many days, from any day on. */
function runs(shortestGap: number) {
  const gap = fc.integer({ min: shortestGap, max: 70 })
  const state = fc.constantFrom(...STATES)
  return fc
    .tuple(fc.integer({ min: 0, max: 3000 }), fc.array(fc.tuple(gap, state), { minLength: 1, maxLength: 20 }))
    .map(([begin, given]) => {
      let day = DateTime.fromISO('2027-01-01', { zone: 'utc' }).plus({ days: begin })
      return given.map(([days, state], index): RunPoint => {
        day = day.plus({ days })
        return { number: index + 1, on: day.toISODate() ?? '', state }
      })
    })
}

/** The beads of the line, without those that say what they mean. */
function beads(svg: string, points: readonly RunPoint[]) {
  return elements(svg, 'circle')
    .filter((each) => each.class)
    .slice(0, points.length)
    .map((each) => ({ state: each.class, x: Number(each.cx), y: Number(each.cy), r: Number(each.r) }))
}

test('every session has one bead, in its order and with the shape of its state', () => {
  fc.assert(
    fc.property(runs(1), (points) => {
      const shown = beads(runPicture(says, points, true).svg, points)
      expect(shown.map((each) => each.state)).toEqual(points.map(({ state }) => state))
      const order = shown.map(({ x, y }) => y * WIDTH + x)
      expect(order).toEqual(order.toSorted((one, other) => one - other))
    }),
  )
})

test('no bead covers another or leaves the picture, where sessions are two days apart or more', () => {
  fc.assert(
    fc.property(runs(3), (points) => {
      const { svg, height } = runPicture(says, points, true)
      const shown = beads(svg, points)
      for (const [index, { x, y, r }] of shown.entries()) {
        expect(x - r).toBeGreaterThan(0)
        expect(x + r).toBeLessThan(WIDTH)
        expect(y + r).toBeLessThan(height)
        for (const other of shown.slice(index + 1))
          expect(Math.hypot(x - other.x, y - other.y)).toBeGreaterThan(r + other.r)
      }
    }),
  )
})

test('in a row, what is twice as far apart in days is twice as far apart, months being drawn alike', () => {
  const points = ['2027-03-01', '2027-03-11', '2027-03-31'].map((on, index) => ({
    number: index + 1,
    on,
    state: 'toCome' as const,
  }))
  const [first, second, third] = beads(runPicture(says, points, false).svg, points).map(({ x }) => x)
  expect((third ?? 0) - (second ?? 0)).toBeCloseTo(2 * ((second ?? 0) - (first ?? 0)))
})

test('every month from the first session to the last has its name, and every session its number and day', () => {
  fc.assert(
    fc.property(runs(1), (points) => {
      const { svg } = runPicture(says, points, true)
      const written = [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, words]) => words)
      const [from, to] = [points[0]?.on.slice(0, 7), points.at(-1)?.on.slice(0, 7)]
      const months = written.filter((words) => words?.match(/^\d{4}-\d\d$/))
      expect(months[0]).toBe(from)
      expect(months).toContain(to)
      for (const { number, on } of points)
        expect(written).toEqual(expect.arrayContaining([String(number), String(Number(on.slice(8)))]))
    }),
  )
})

test('what its marks mean is said of those that it has, and of no other', () => {
  fc.assert(
    fc.property(runs(1), fc.boolean(), (points, hasBusStop) => {
      const { svg } = runPicture(says, points, hasBusStop)
      for (const state of STATES)
        expect(svg.includes(`>${says.states[state]}</text>`)).toBe(
          points.some((each) => each.state === state),
        )
      expect(svg.includes('>bus stop</text>')).toBe(hasBusStop)
    }),
  )
})

test('each mark stands out from the paper, and each number from its bead', () => {
  for (const colour of [COLOURS.line, COLOURS.grey, COLOURS.ink])
    expect(contrast(colour, COLOURS.paper)).toBeGreaterThan(4.5)
})
