import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('without options there are two hundred kills of two instances, and a seed that is new', () => {
  expect(readOptions([])).toMatchObject({
    kills: 200,
    postgresCrashes: 2,
    instances: 2,
    isYear: false,
    isNaive: false,
  })
})

test.each([
  [['--kills', 'many'], '--kills is many. Give a whole number from 1 to 100000.'],
  [['--kills', '0'], '--kills is 0. Give a whole number from 1 to 100000.'],
  [['--pg-restarts', '-1'], 'ambiguous'],
  [['--instances', '9'], '--instances is 9. Give a whole number from 1 to 8.'],
  [['--seed', '1.5'], '--seed is 1.5.'],
  [['--slowly'], 'slowly'],
  [['--year', '--naive'], 'Choose one of --year and --naive.'],
])('%j is refused in words', (args, words) => {
  expect(readOptions(args)).toContain(words)
})

test('the program ends with 2 for options that it cannot use, before it starts anything', () => {
  const program = fileURLToPath(new URL('./main.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [program, '--kills', 'x'], { encoding: 'utf8' })
  expect(stderr).toContain('--kills is x.')
  expect(status).toBe(2)
})
