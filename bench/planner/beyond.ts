import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Plan } from '#domain/planner.ts'
import { atMost, type Report } from '../shared/report.ts'
import { median } from '../shared/timing.ts'
import { time } from '../shared/wording.ts'

/** What one process found out. Null where the planner, or the check, found no run. */
export type Beyond = {
  ms: number
  /** The most memory the process had until the plan was there. */
  peakMB: number
  /** As much of it as there was before: Node itself and the question. */
  questionMB: number
  attendances: number | null
  /** The largest number of attendances, reckoned without the planner. */
  mostAttendances: number | null
  fewestPerMember: number | null
  proof: Extract<Plan, { kind: 'options' }>['proof'] | null
}

const PROGRAM = fileURLToPath(new URL('beyond-process.ts', import.meta.url))
export const BEYOND_PROCESSES = 5

/** What the planner still does with a question far larger than a group can ask. */
export function beyond(step: () => void): Report {
  const all = Array.from({ length: BEYOND_PROCESSES }, (): Beyond => {
    const said = execFileSync(process.execPath, [PROGRAM], { encoding: 'utf8' })
    step()
    return JSON.parse(said)
  })
  const [first] = all as [Beyond]
  const ms = median(all.map((each) => each.ms))
  const peakMB = Math.max(...all.map((each) => each.peakMB))
  const isProven = first.attendances !== null && first.attendances === first.mostAttendances
  const { proof, fewestPerMember } = first
  const upper = proof === null || proof === 'optimal' ? fewestPerMember : proof.upperBound
  return {
    lines: [
      { what: '5000 dates × 200 members × 52 sessions', ours: time(ms), goal: atMost(2, 's', ms / 1000) },
      {
        what: 'its memory',
        ours: `${Math.round(peakMB)} MB`,
        against: `before the plan: ${Math.round(first.questionMB)} MB`,
        goal: atMost(500, 'MB', peakMB),
      },
      {
        what: 'its fullest, attendances',
        ours: `${first.attendances}`,
        against: `longest path: ${first.mostAttendances}`,
        goal: { says: 'proven', isMet: isProven },
      },
      {
        what: 'its fairest, fewest per member',
        ours: `${fewestPerMember}`,
        against: `at most: ${upper}`,
      },
    ],
    notes: [
      `Beyond any group: the median time and the largest memory of ${BEYOND_PROCESSES} fresh processes, each of which plans once; the proof says ${JSON.stringify(proof)}.`,
    ],
    figures: { ms, peakMB, processes: all },
    wrong: isProven
      ? []
      : [
          `5000 dates: fullest has ${first.attendances} attendances, the longest path ${first.mostAttendances}`,
        ],
  }
}
