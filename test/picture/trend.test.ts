import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COLOURS } from '#picture/svg.ts'
import { trendPicture } from '#picture/trend.ts'

const point = fc.record({
  mean: fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
  isBusStop: fc.boolean(),
  figure: fc.stringMatching(/^[0-9],[0-9]$/),
  below: fc.constant(['Run 1', 'half way', '7 answers']),
})
const points = fc.array(point, { minLength: 2, maxLength: 12 })

/** The attributes of every element of a kind. */
function elements(svg: string, name: string): Record<string, string>[] {
  return [...svg.matchAll(new RegExp(`<${name}((?: [\\w-]+="[^"]*")*)>`, 'g'))].map(([, given = '']) =>
    Object.fromEntries([...given.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  )
}

test('each survey has one mark: a circle at a bus stop, a square half way', () => {
  fc.assert(
    fc.property(points, (given) => {
      const { svg } = trendPicture('Title', given)
      expect(elements(svg, 'circle')).toHaveLength(given.filter(({ isBusStop }) => isBusStop).length)
      const squares = elements(svg, 'rect').filter(({ stroke }) => stroke === COLOURS.line)
      expect(squares).toHaveLength(given.filter(({ isBusStop }) => !isBusStop).length)
    }),
  )
})

test('the line passes through the means: from left to right, and the higher the mean, the higher it is', () => {
  fc.assert(
    fc.property(points, (given) => {
      const { svg, width } = trendPicture('Title', given)
      const path = elements(svg, 'polyline')[0]
        ?.points?.split(' ')
        .map((each) => each.split(',').map(Number))
      expect(path).toHaveLength(given.length)
      const places = (path ?? []).map(([x = 0, y = 0], index) => ({ x, y, mean: given[index]?.mean ?? 0 }))
      expect(places.map(({ x }) => x)).toEqual(places.map(({ x }) => x).toSorted((one, other) => one - other))
      expect(places.every(({ x }) => x > 0 && x < width)).toBe(true)
      for (const one of places)
        for (const other of places) if (one.mean > other.mean) expect(one.y).toBeLessThan(other.y)
    }),
  )
})

test('every word stands in it, and none of them is taken for an element', () => {
  const below = ['Run 1', 'half <b> way', '7 & 8']
  const { svg } = trendPicture('"Title"', [{ mean: 8, isBusStop: true, figure: '8.0', below }])
  for (const words of ['&#34;Title&#34;', '8.0', 'Run 1', 'half &#60;b&#62; way', '7 &#38; 8'])
    expect(svg).toContain(`>${words}</text>`)
})

/** How much one colour stands out from another, as accessibility guidelines count it. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other].map(luminance).toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('words and line stand out from the paper, which covers the whole picture', () => {
  expect(contrast(COLOURS.ink, COLOURS.paper)).toBeGreaterThan(4.5)
  expect(contrast(COLOURS.line, COLOURS.paper)).toBeGreaterThan(4.5)
  const { svg, width, height } = trendPicture('Title', [])
  expect(elements(svg, 'rect')[0]).toEqual({ width: `${width}`, height: `${height}`, fill: COLOURS.paper })
})
