import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Progress, showProgress } from '#progress.ts'

/** A terminal of so many columns, and what can be seen on its last line. */
function terminal({ isTTY = true, columns = 80 } = {}) {
  let written = ''
  let line = ''
  const write = (text: string) => {
    written += text
    for (const part of text.replaceAll('\r\x1b[K', '\n').split(/(\n)/))
      line = part === '\n' ? '' : line + part
  }
  return { isTTY, columns, write, written: () => written, line: () => line }
}

let ms = 0
const now = () => ms
const after = (seconds: number) => {
  ms += seconds * 1000
}

function begun(screen: ReturnType<typeof terminal>, isEven = true): Progress {
  ms = 5_000
  return showProgress('Sealing anew', { isEven, screen, now })
}

test('where nobody sits at a terminal nothing is written', () => {
  const screen = terminal({ isTTY: false })
  const progress = begun(screen)
  after(60)
  progress.reached(1, 2)
  progress.end()
  expect(screen.written()).toBe('')
})

test('short work shows nothing either', () => {
  const screen = terminal()
  const progress = begun(screen)
  for (const done of [1, 2, 3]) {
    after(0.1)
    progress.reached(done, 3)
  }
  progress.end()
  expect(screen.written()).toBe('')
})

test('a line says how much is done, how long it has taken and how long it takes still', () => {
  const screen = terminal()
  const progress = begun(screen)
  after(30)
  progress.reached(25, 100)
  expect(screen.line()).toBe('Sealing anew ██████░░░░░░░░░░░░░░░░░░ 25 %, 30 s so far, about 1 min 30 s left')
  after(90)
  progress.reached(100, 100)
  expect(screen.line()).toBe('Sealing anew ████████████████████████ 100 %, 2 min 0 s so far, about 0 s left')
  progress.end()
  expect(screen.line()).toBe('')
})

test('how long it takes still is not said before much is done, nor of work that does not go evenly', () => {
  const screen = terminal()
  const progress = begun(screen)
  after(10)
  progress.reached(4, 100)
  expect(screen.line()).toMatch(/4 %, 10 s so far$/)
  const uneven = begun(screen, false)
  after(10)
  uneven.reached(50, 100)
  expect(screen.line()).toMatch(/50 %, 10 s so far$/)
})

test('what is printed meanwhile stands on lines of its own, and the line comes after it', () => {
  const screen = terminal()
  const progress = begun(screen)
  after(10)
  progress.reached(1, 2)
  const shown = screen.line()
  let before = 'nothing'
  progress.aside(() => {
    before = screen.line()
    screen.write('wave 1 of 3\n')
  })
  expect(before).toBe('')
  expect(screen.line()).toBe(shown)
})

test('it is drawn at most ten times a second, never broken over two lines, and gone at the end', () => {
  const step = fc.record({
    seconds: fc.double({ min: 0, max: 100, noNaN: true }),
    done: fc.nat(1000),
    total: fc.nat(900),
  })
  fc.assert(
    fc.property(fc.array(step), fc.integer({ min: 20, max: 200 }), (steps, columns) => {
      const screen = terminal({ columns })
      const progress = begun(screen)
      const from = ms
      for (const { seconds, done, total } of steps) {
        after(seconds)
        progress.reached(done, total)
        expect(screen.line().length).toBeLessThan(columns)
        expect(stripVTControlCharacters(screen.line())).toBe(screen.line())
      }
      expect(screen.written().split('\r').length - 1).toBeLessThanOrEqual((ms - from) / 100)
      progress.end()
      expect(screen.line()).toBe('')
    }),
  )
})
