import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instanceWithRun, TWO_A_WEEK } from '../../bench/planner/instance.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportgroup-progress-'))
  // Thirty people and twenty sessions in two years use up all the effort.
  const size = { weeks: 104, members: 30, sessions: 20, alternation: 'off', patterns: TWO_A_WEEK } as const
  const { dates, members } = instanceWithRun(size, 1000)
  const document = {
    timeZone: 'UTC',
    patterns: ['sunday', 'wednesday'],
    dates: dates.map(({ id, startsAt, patternId }) => ({
      id,
      start: new Date(startsAt).toISOString().slice(0, 16),
      pattern: patternId,
    })),
    members: members.map(({ id, answers }) => ({ id, answers: Object.fromEntries(answers) })),
    rules: { sessions: 20, gapDays: { min: 10, max: 25, preferred: 17 }, alternate: 'off', atLeast: 2 },
  }
  writeFileSync(join(folder, 'large.json'), JSON.stringify(document))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a line of the shell in a terminal; answers all that was written there. */
async function written(line: string): Promise<string> {
  const { PATH = '' } = process.env
  const terminal = spawn('sh', ['-c', line], { env: { PATH, TERM: 'xterm' }, cols: 100 })
  let seen = ''
  terminal.onData((data) => {
    seen += data
  })
  await new Promise((resolve) => terminal.onExit(resolve))
  return seen
}

const CLEAR = '\r\u001b[K'
/** Without the engine's optimising compilers, so that it takes long enough on a fast machine, too. */
const plan = () =>
  `'${process.execPath}' --no-opt --no-maglev src/cli/plan.ts '${join(folder, 'large.json')}'`

test('who plans something large at a terminal sees how much of the work is done, and then the plan alone', async () => {
  const [before, ...drawn] = (await written(plan())).split(CLEAR)
  const result = drawn.pop() ?? ''
  expect(before).toBe('')
  expect(drawn.length).toBeGreaterThan(1)
  const shares = drawn.map((line) =>
    Number(/^Planning, at most [█░]{24} (\d+) %, \d+ s so far$/.exec(line)?.[1]),
  )
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(result).toContain('possible runs')
  expect(result).not.toMatch(/[█░]/)
})

test('what goes to a file has nothing of it', async () => {
  const file = join(folder, 'plan.json')
  expect(await written(`${plan()} --json > '${file}'`)).toContain('Planning, at most')
  expect(JSON.parse(readFileSync(file, 'utf8')).options.length).toBeGreaterThan(0)
})

test('where errors do not go to a terminal either, nothing is written but the plan', async () => {
  const errors = join(folder, 'errors')
  expect(await written(`${plan()} 2> '${errors}'`)).toMatch(/possible runs/)
  expect(readFileSync(errors, 'utf8')).toBe('')
})
