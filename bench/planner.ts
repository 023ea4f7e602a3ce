import { againstHighs, COMPARISONS } from './planner/against-highs.ts'
import { BEYOND_PROCESSES, beyond } from './planner/beyond.ts'
import { GROWTH_CALLS, growth } from './planner/growth.ts'
import { type Reached, type Report, together } from './shared/report.ts'

/** The planner: against a solver of integer programs, as groups grow, and far beyond any group. */
export async function run(reached: Reached): Promise<Report> {
  let done = 0
  const step = () => {
    done += 1
    reached(done, COMPARISONS + GROWTH_CALLS + BEYOND_PROCESSES)
  }
  return together({ againstHighs: await againstHighs(step), growth: growth(step), beyond: beyond(step) })
}
