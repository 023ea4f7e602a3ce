import highsModule from 'highs'
import { timed } from '../shared/timing.ts'
import type { AllowedRuns } from './allowed-runs.ts'
import { integerPrograms } from './integer-program.ts'

/** An optimum and the time it took; `value` is null where HiGHS did not come to an optimum. */
export type Solved = { value: number | null; ms: number }

export type HighsAnswer = { fullest: Solved; fairest: Solved }

export type AskHighs = (allowed: AllowedRuns) => HighsAnswer

/** Its types describe the CommonJS file; what Node imports is the other one, whose default export is the loader. */
const loadHighs = highsModule as unknown as typeof highsModule.default

/** Loads HiGHS, so that no question pays for it. Writing the program is not timed either, only solving it. */
export async function highs(): Promise<AskHighs> {
  const solver = await loadHighs()
  const solved = (program: string): Solved => {
    const { ms, answer } = timed(() => solver.solve(program))
    // It works with fractions, so its whole numbers are only nearly whole.
    return { value: answer.Status === 'Optimal' ? Math.round(answer.ObjectiveValue) : null, ms }
  }
  return (allowed) => {
    const programs = integerPrograms(allowed)
    return { fullest: solved(programs.fullest), fairest: solved(programs.fairest) }
  }
}
