import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { planJson, runMain, runPlan } from './run-plan.ts'

const file = (name: string) => `test/cli/files/${name}`
const text = (name: string) => readFileSync(file(name))

/** The command as people start it. */
function start(
  command: string,
  args: string[],
  input = '',
): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd: process.cwd() }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    )
    child.stdin?.end(input)
  })
}
const node = (...args: string[]) => start('node_modules/.bin/node', ['src/cli/plan.ts', ...args])

test('a process ends with 0 when there is a plan, 1 when there is none, 2 when the input is bad', async () => {
  const plan = await node(file('run.json'))
  expect(plan).toMatchObject({ code: 0, err: '' })
  expect(plan.out).toContain('There is just one possible run of four. Proven to be the best.')
  expect(await node(file('rallly.csv'), '--json')).toMatchObject({ code: 1, err: '' })
  expect(await node('test/cli/files/nothing.json')).toMatchObject({ code: 2, out: '' })
})

test('npm adds nothing to the JSON when it is silent, and passes standard input on', async () => {
  const { code, out, err } = await start(
    'npm',
    ['run', '--silent', 'plan', '--', '-', '--json'],
    readFileSync(file('run.json'), 'utf8'),
  )
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(out)).toEqual(await planJson(text('run.json')))
})

test('a reader that stops before the end is no error', async () => {
  const child = spawn('node_modules/.bin/node', ['src/cli/plan.ts', file('run.json')])
  child.stdout.destroy()
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('our JSON gives a table in which the marks, the numbers and the chosen dates can be read', async () => {
  const { code, out } = await runPlan(text('run.json'))
  expect(code).toBe(0)
  expect(out).toBe(`Read: six dates in the time zone Europe/London, four members.
We have not heard from Dee; they count neither for nor against a date.
There is just one possible run of four. Proven to be the best.

A: 10 of 12 possible attendances, 1 of them only if need be; everyone who answered can come at least three times; thinnest is Sunday 11 April with 2.
Ben and Cay could come least often: three times.
  1. Sunday 7 March 2027, 14:00: three people can
  2. Wednesday 24 March 2027, 18:30: three people can, one only if need be
  3. Sunday 11 April 2027, 14:00: two people can
  4. Wednesday 28 April 2027, 18:30: two people can

Date                   Ann Ben Cay Dee can A
Sun 7 Mar 2027, 14:00    Y   Y   Y   .   3 A
Wed 10 Mar 2027, 18:30   Y   -   .   .   1
Sun 14 Mar 2027, 14:00   Y   -   Y   .   2
Wed 24 Mar 2027, 18:30   Y   i   Y   .   3 A
Sun 11 Apr 2027, 14:00   Y   Y   -   .   2 A
Wed 28 Apr 2027, 18:30   Y   .   Y   .   2 A

Y can, i if need be, - cannot, . not answered. A letter marks the dates of a run.
`)
})

test('our JSON gives JSON', async () => {
  expect(await planJson(text('run.json'))).toEqual({
    options: [
      {
        names: ['balanced', 'fullest', 'fairest'],
        dates: ['s1', 'w2', 's3', 'w3'],
        attendances: 10,
        fewestPerMember: 3,
        ifNeedBe: 1,
        thinnest: 2,
        alternationBreaks: 0,
        gapDeviation: 1,
      },
    ],
    runs: '1',
    proof: 'optimal',
    timeZone: 'Europe/London',
  })
})

test('where no run fits, the rule that blocks is said, and each loosening with what it brings', async () => {
  const { code, out } = await runPlan(text('run.json'), { rules: { gapDays: { min: 18, max: 20 } } })
  expect(code).toBe(1)
  expect(out).toBe(`Read: six dates in the time zone Europe/London, four members.
We have not heard from Dee; they count neither for nor against a date.
No run of four fits the gaps of 18 to 20 days: after two sessions the next would have to be between Thursday 29 April and Saturday 1 May. It would work:
- if the smallest gap were 17 days: one run, up to 10 of 12 places
- with a run of two: one run, up to 5 of 6 places
`)
})

test('rules of their own file replace single rules of our JSON', async () => {
  const { options } = await planJson(text('run.json'), {
    sessions: 2,
    leaveOut: ['s1', 's2'],
    patterns: ['Wednesday evening', 'Sunday afternoon'],
  })
  // The minimum of two, the gaps and the alternation are still those of the file.
  expect(options?.map(({ dates }) => dates)).toEqual([['w2', 's3']])
})

test('rules that are absent are those that groups start with, but with a minimum of one', async () => {
  const dates = Array.from({ length: 8 }, (_, i) => ({
    id: `d${i}`,
    start: new Date(Date.UTC(2027, 0, 3 + 17 * i)).toISOString().slice(0, 10),
  }))
  const answers = Object.fromEntries(dates.map(({ id }) => [id, 'can']))
  const { options } = await planJson(JSON.stringify({ dates, members: [{ id: 'Ann', answers }] }))
  expect(options).toMatchObject([{ attendances: 8, thinnest: 1, gapDeviation: 0 }])
})

test('help is said where it is asked for, and below what was wrong with the command', async () => {
  expect(await runMain(['--help'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Usage: npm run plan/),
  })
  expect(await runMain([])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^Which file\? Name one, or - for standard input\.\n\nUsage: /),
  })
})
