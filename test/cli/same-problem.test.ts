import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { type PlanJson, planJson } from './run-plan.ts'

type Answer = 'can' | 'ifNeedBe' | 'cannot'
type Problem = {
  starts: string[]
  people: { name: string; answers: Answer[] }[]
  rules: Record<string, unknown>
}

/** Starts in March and April 2027, names with everything that separates cells, and rules with and without a run. */
const problem: fc.Arbitrary<Problem> = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 9 }),
    hours: fc.array(fc.constantFrom('00:15', '09:00', '12:30', '18:30'), { minLength: 9, maxLength: 9 }),
    names: fc.uniqueArray(fc.stringMatching(/^[a-zé,;" ]{0,6}[a-z]$/), {
      minLength: 1,
      maxLength: 4,
      selector: (name) => name.replace(/\s+/g, ' ').trim(),
    }),
    answers: fc.array(
      fc.array(fc.constantFrom<Answer>('can', 'can', 'ifNeedBe', 'cannot'), { minLength: 9, maxLength: 9 }),
      { minLength: 4, maxLength: 4 },
    ),
    rules: fc.record({
      sessions: fc.integer({ min: 1, max: 4 }),
      gapDays: fc.record({ min: fc.integer({ min: 1, max: 5 }), max: fc.integer({ min: 5, max: 25 }) }),
      alternate: fc.constantFrom('must', 'prefer', 'off'),
      atLeast: fc.integer({ min: 0, max: 3 }),
      giveUp: fc.integer({ min: 0, max: 2 }),
    }),
  })
  .map(({ days, hours, names, answers, rules }) => ({
    starts: days
      .sort((a, b) => a - b)
      .map((day, i) => `${new Date(Date.UTC(2027, 2, 1 + day)).toISOString().slice(0, 10)}T${hours[i]}`),
    people: names.map((name, i) => ({ name, answers: answers[i] ?? [] })),
    rules,
  }))

const local = (start: string) => DateTime.fromISO(start, { zone: 'utc', locale: 'en-GB' })
const cell = (text: string) => (/[,;"\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const row = (...cells: string[]) => cells.map(cell).join(',')

function asDocument({ starts, people }: Problem): string {
  return JSON.stringify({
    dates: starts.map((start) => ({ id: start, start })),
    members: people.map(({ name, answers }) => ({
      id: name.replace(/\s+/g, ' ').trim(),
      answers: Object.fromEntries(starts.map((start, i) => [start, answers[i]])),
    })),
  })
}

function asRallly({ starts, people }: Problem): string {
  const words = { can: 'Yes', ifNeedBe: 'If need be', cannot: 'No' }
  const dates = starts.map((start) => `${local(start).toFormat('ccc d LLL yyyy HH:mm')} - 23:00`)
  return [
    row('Name', 'Email', 'Responded on (UTC)', ...dates),
    ...people.map(({ name, answers }) =>
      row(name, '', '1 Feb 2027, 10:00', ...starts.map((_, i) => words[answers[i] ?? 'cannot'])),
    ),
  ].join('\r\n')
}

function asDoodle({ starts, people }: Problem): string {
  const words = { can: 'OK', ifNeedBe: '(OK)', cannot: '' }
  const months = starts.map((start) => local(start).toFormat('LLLL yyyy'))
  return [
    'Poll "Run, the next"',
    'https://doodle.com/x',
    '',
    row('', ...months.map((month, i) => (months[i - 1] === month ? '' : month))),
    row('', ...starts.map((start) => local(start).toFormat('ccc d'))),
    row('', ...starts.map((start) => `${local(start).setLocale('en-US').toFormat('h:mm a')} – 11:00 PM`)),
    ...people.map(({ name, answers }) => row(name, ...starts.map((_, i) => words[answers[i] ?? 'cannot']))),
    row('Count', ...starts.map(() => '1')),
  ].join('\r\n')
}

function asTable({ starts, people }: Problem): string {
  const words = { can: 'yes', ifNeedBe: 'if need be', cannot: 'no' }
  return [
    row('name', ...starts),
    ...people.map(({ name, answers }) => row(name, ...starts.map((_, i) => words[answers[i] ?? 'cannot']))),
  ].join('\n')
}

test('one problem gets one answer, whether it comes as JSON, from Rallly, from Doodle or as a table', async () => {
  const kinds = { options: 0, refusal: 0 }
  await fc.assert(
    fc.asyncProperty(problem, async (each) => {
      const answer = await planJson(asDocument(each), each.rules)
      expect(answer.error).toBeUndefined()
      kinds[answer.options ? 'options' : 'refusal'] += 1
      for (const format of [asRallly, asDoodle, asTable]) {
        expect(await planJson(format(each), each.rules), format(each)).toEqual(answer)
      }
    }),
    { numRuns: 150 },
  )
  expect(Math.min(kinds.options, kinds.refusal)).toBeGreaterThan(10)
})

test('each loosening, put in place of its rule, gives a plan with the attendances it promises', async () => {
  const tried = { one: 0, two: 0 }
  await fc.assert(
    fc.asyncProperty(tightProblem(), async ({ document, rules }) => {
      const { refusal } = await planJson(document, rules)
      for (const { rule, to, and, attendances } of refusal?.loosenings ?? []) {
        tried[and ? 'two' : 'one'] += 1
        const looser = { ...rules, [rule]: to, ...(and ? { [and.rule]: and.to } : {}) }
        expect(most(await planJson(document, looser)), JSON.stringify({ document, looser })).toBe(attendances)
      }
    }),
    { numRuns: 200 },
  )
  expect(tried.one).toBeGreaterThan(50)
  expect(tried.two).toBeGreaterThan(5)
})

function most({ options = [] }: PlanJson): number | undefined {
  return options.find(({ names }) => names.includes('fullest'))?.attendances
}

/** Problems in which every rule may be the one that blocks. */
function tightProblem() {
  return problem.chain((each) => {
    const document = asDocument(each)
    const ids: string[] = JSON.parse(document).members.map(({ id }: { id: string }) => id)
    return fc
      .record({
        sessions: fc.integer({ min: 2, max: 4 }),
        gapDays: fc.record({
          min: fc.integer({ min: 3, max: 9 }),
          max: fc.integer({ min: 9, max: 12 }),
          preferred: fc.constant(9),
        }),
        alternate: fc.constantFrom('must', 'prefer'),
        atLeast: fc.integer({ min: 1, max: 4 }),
        needed: fc.subarray(ids, { maxLength: 1 }),
        leaveOut: fc.subarray(each.starts, { maxLength: 2 }),
        fixed: fc.subarray(each.starts, { maxLength: 1 }),
      })
      .map((rules) => ({ document, rules }))
  })
}
