import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { type DatePoint, datesPicture } from '#picture/dates.ts'
import { COLOURS, WIDTH } from '#picture/svg.ts'
import { contrast, elements } from '../support/svg.ts'

const says = {
  title: 'Dates',
  month: (first: string) => first.slice(0, 7),
  can: 'can',
  ifNeedBe: 'if need be',
  rest: 'rest',
  run: 'in run A',
}
const EVERYBODY = 9

const point = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: EVERYBODY }),
    fc.integer({ min: 0, max: EVERYBODY }),
  )
  .map(([gap, can, more]) => ({ gap, can, ifNeedBe: Math.min(more, EVERYBODY - can) }))
const polls = fc.array(point, { minLength: 1, maxLength: 40 }).map((given) => {
  let day = DateTime.fromISO('2027-01-10', { zone: 'utc' })
  let sameDay = 1
  return given.map(({ gap, can, ifNeedBe }): DatePoint => {
    // A group has three slots at the most.
    const isSameDay = gap === 0 && sameDay < 3
    sameDay = isSameDay ? sameDay + 1 : 1
    day = day.plus({ days: isSameDay ? 0 : Math.max(1, gap) })
    return { on: day.toISODate() ?? '', can, ifNeedBe, runs: can > 5 ? 'A' : '' }
  })
})

/** The bars of the line of one kind, by where they are. */
function bars(svg: string, kind: 'can' | 'ifNeedBe') {
  return elements(svg, 'rect')
    .filter((each) => each.class === kind)
    .map((each) => ({ x: Number(each.x), y: Number(each.y), height: Number(each.height) }))
}

test('a bar is as high as there are people, those who can if need be on top of those who can', () => {
  fc.assert(
    fc.property(polls, (points) => {
      const { svg } = datesPicture(says, EVERYBODY, points)
      const [can, ifNeedBe] = [bars(svg, 'can'), bars(svg, 'ifNeedBe')]
      const counts = points.flatMap((each) => (each.can > 0 ? [each.can] : []))
      expect(can.map(({ height }) => Math.round(height / 8))).toEqual(counts)
      const more = points.flatMap((each) => (each.ifNeedBe > 0 ? [each.ifNeedBe] : []))
      expect(ifNeedBe.map(({ height }) => Math.round(height / 8))).toEqual(more)
      for (const bar of ifNeedBe) {
        const under = can.find(({ x, y }) => x === bar.x && Math.abs(y - bar.y - bar.height) < 100)
        if (under) expect(bar.y + bar.height).toBeCloseTo(under.y)
      }
    }),
  )
})

test('no bar covers another or leaves the picture, however close the dates are', () => {
  fc.assert(
    fc.property(polls, (points) => {
      const { svg, height } = datesPicture(says, EVERYBODY, points)
      const frames = elements(svg, 'rect')
        .filter((each) => each.stroke === COLOURS.frame)
        .slice(0, points.length)
        .map((each) => ({ x: Number(each.x), y: Number(each.y) }))
      expect(frames).toHaveLength(points.length)
      for (const [index, { x, y }] of frames.entries()) {
        expect(x).toBeGreaterThan(0)
        expect(x + 16).toBeLessThan(WIDTH)
        expect(y).toBeLessThan(height)
        for (const other of frames.slice(index + 1))
          expect(y !== other.y || Math.abs(x - other.x) > 16).toBe(true)
      }
    }),
  )
})

test('two dates on one day stand beside each other', () => {
  const date = { on: '2027-03-07', can: 3, ifNeedBe: 0, runs: '' }
  const [first, second] = bars(datesPicture(says, EVERYBODY, [date, date]).svg, 'can')
  expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThan(16)
})

test('the frame in which a bar stands is seen on the paper', () => {
  expect(contrast(COLOURS.frame, COLOURS.paper)).toBeGreaterThan(3)
})
