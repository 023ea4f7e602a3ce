import { expect, test } from 'vitest'
import { runPlan } from './run-plan.ts'

const day = (i: number) => new Date(Date.UTC(2027, 0, 3 + i)).toISOString().slice(0, 10)
const days = (count: number) => Array.from({ length: count }, (_, i) => day(i))
const table = (dates: number, names: string[]) =>
  [`name,${days(dates)}`, ...names.map((name) => `"${name}"${',y'.repeat(dates)}`)].join('\n')
const rules = { sessions: 3, gapDays: { min: 10, max: 25 } }
const rows = (out: string) => out.split('\n').filter((line) => /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat) \d/.test(line))

test('sixty dates are all in the table; of more, only the chosen ones', async () => {
  const all = await runPlan(table(60, ['Ann']), { rules })
  expect(rows(all.out)).toHaveLength(60)
  expect(all.out).not.toContain('Not in this table')
  const many = await runPlan(table(61, ['Ann']), { rules })
  expect(rows(many.out)).toHaveLength(3)
  expect(rows(many.out).every((row) => row.endsWith(' A'))).toBe(true)
  expect(many.out).toContain('\nNot in this table: 58 other dates.\n')
})

test('thirty members have a column each; more are counted only', async () => {
  const names = Array.from({ length: 32 }, (_, i) => `Member ${i + 1}`)
  const { out } = await runPlan(table(40, names), { rules })
  expect(out).toMatch(/^Date +1 +2 .* 29 30 can A$/m)
  expect(rows(out)[0]).toMatch(/( +Y){30} +32( A)?$/)
  expect(out).toContain('30 Member 30.\n')
  expect(out).toContain('\nNot in this table: two other members, whom “can” counts all the same.\n')
})

test('control characters and changes of direction in names do not reach the terminal', async () => {
  const names = ['Ann\u001b[31m', '\u202eneB', 'Cay\u200b\u0007']
  const [first = '', second = ''] = days(2)
  const document = {
    dates: days(2).map((start) => ({ id: start, start })),
    members: names.map((id, i) => ({
      id,
      answers: { [first]: 'can', [second]: i === 1 ? 'cannot' : 'can' },
    })),
    rules: { sessions: 2, gapDays: { min: 1, max: 9 }, needed: [names[1]] },
  }
  const refusal = await runPlan(JSON.stringify(document))
  expect(refusal.out).toContain('if neB were not needed every time')
  const ofJson = await runPlan(JSON.stringify(document), { rules: { needed: [] } })
  expect(ofJson.out).toContain('\n1 Ann[31m, 2 neB, 3 Cay.\n')
  expect(ofJson.out).toContain('\nneB could come least often: once.\n')
  const plan = await runPlan(table(2, names), { rules: { sessions: 1 } })
  expect(plan.out).toContain('\n1 Ann[31m, 2 neB, 3 Cay.\n')
  const problem = await runPlan(`name,${day(0)}\nAnn,\u001b[2Jsure\n`)
  expect(problem.err).toContain('The answer “[2Jsure” is not known')
  for (const { out, err } of [refusal, ofJson, plan, problem]) {
    expect(out + err).not.toMatch(/[^\P{C}\n]/u)
  }
})

test('a name that is long is cut in a sentence about it', async () => {
  const { err } = await runPlan(`name,${day(0)}\nAnn,${'x'.repeat(1_000_000)}\n`)
  expect(err).toBe(
    `-:2:5: The answer “${'x'.repeat(39)}…” is not known; it is yes, if need be or no, or empty.\n`,
  )
})
