import { againstHighs } from './planner/against-highs.ts'
import { beyond } from './planner/beyond.ts'
import { growth } from './planner/growth.ts'
import { type Report, together } from './shared/report.ts'

/** The planner: against a solver of integer programs, as groups grow, and far beyond any group. */
export async function run(): Promise<Report> {
  return together({ againstHighs: await againstHighs(), growth: growth(), beyond: beyond() })
}
