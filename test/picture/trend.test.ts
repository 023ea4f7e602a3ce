import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COLOURS, WIDTH } from '#picture/svg.ts'
import { POINTS_AT_MOST, trendPicture } from '#picture/trend.ts'
import { contrast, elements } from '../support/svg.ts'

const says = { title: 'Title', run: 'Run', answers: 'Answers', busStop: 'bus stop', halfWay: 'half way' }
const point = fc.record({
  mean: fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
  isBusStop: fc.boolean(),
  figure: fc.stringMatching(/^[0-9],[0-9]$/),
  run: fc.integer({ min: 1, max: 99 }),
  answers: fc.integer({ min: 5, max: 99 }),
})
const points = fc.array(point, { minLength: 2, maxLength: POINTS_AT_MOST })

test('each survey has one mark, a circle at a bus stop and a square half way, and so has what they mean', () => {
  fc.assert(
    fc.property(points, (given) => {
      const { svg } = trendPicture(says, given)
      expect(elements(svg, 'circle')).toHaveLength(given.filter(({ isBusStop }) => isBusStop).length + 1)
      const squares = elements(svg, 'rect').filter(({ stroke }) => stroke === COLOURS.line)
      expect(squares).toHaveLength(given.filter(({ isBusStop }) => !isBusStop).length + 1)
    }),
  )
})

test('the line passes through the means: from left to right, and the higher the mean, the higher it is', () => {
  fc.assert(
    fc.property(points, (given) => {
      const path = elements(trendPicture(says, given).svg, 'polyline')[0]
        ?.points?.split(' ')
        .map((each) => each.split(',').map(Number))
      expect(path).toHaveLength(given.length)
      const places = (path ?? []).map(([x = 0, y = 0], index) => ({ x, y, mean: given[index]?.mean ?? 0 }))
      expect(places.map(({ x }) => x)).toEqual(places.map(({ x }) => x).toSorted((one, other) => one - other))
      expect(places.every(({ x }) => x > 0 && x < WIDTH)).toBe(true)
      for (const one of places)
        for (const other of places) if (one.mean > other.mean) expect(one.y).toBeLessThan(other.y)
    }),
  )
})

test('the figures of two surveys never stand on each other', () => {
  fc.assert(
    fc.property(points, (given) => {
      const bold = elements(trendPicture(says, given).svg, 'text').filter(
        (each) => each['font-weight'] === '600' && !each.stroke && each['font-size'] === '21',
      )
      const columns = bold.map(({ x }) => Number(x))
      expect(columns).toHaveLength(given.length)
      // As wide as "10.0" is drawn, and a little more.
      for (const [index, x] of columns.slice(1).entries())
        expect(x - (columns[index] ?? 0)).toBeGreaterThan(50)
    }),
  )
})

test('every word stands in it, and none of them is taken for an element', () => {
  const given = { mean: 8, isBusStop: true, figure: '8.0', run: 12, answers: 7 }
  const { svg } = trendPicture({ ...says, title: '"Title"', halfWay: 'half <b> way', answers: '7 & 8' }, [
    given,
  ])
  for (const words of ['&#34;Title&#34;', '8.0', 'Run', '12', 'half &#60;b&#62; way', '7 &#38; 8', '7'])
    expect(svg).toContain(`>${words}</text>`)
})

test('words and line stand out from the paper, which covers the whole picture', () => {
  expect(contrast(COLOURS.ink, COLOURS.paper)).toBeGreaterThan(4.5)
  expect(contrast(COLOURS.line, COLOURS.paper)).toBeGreaterThan(4.5)
  const { svg, width, height } = trendPicture(says, [])
  expect(elements(svg, 'rect')[0]).toEqual({ width: `${width}`, height: `${height}`, fill: COLOURS.paper })
})
