/** Plans the question beyond any group in a process of its own, so that the memory it takes is its own. */
import { planRuns } from '#domain/planner.ts'
import { allowedRuns } from './allowed-runs.ts'
import type { Beyond } from './beyond.ts'
import { beyondInstance } from './beyond-instance.ts'
import { mostAttendances } from './longest-path.ts'

const instance = beyondInstance()
const beforePeakKB = process.resourceUsage().maxRSS
const before = performance.now()
const plan = planRuns(instance.dates, instance.members, instance.rules)
const ms = performance.now() - before
// The peak is read before the check, which is not what is measured.
const peakKB = process.resourceUsage().maxRSS
const options = plan.kind === 'options' ? plan.options : []
const beyond: Beyond = {
  ms,
  peakMB: peakKB / 1024,
  questionMB: beforePeakKB / 1024,
  attendances: options.find(({ names }) => names.includes('fullest'))?.attendances ?? null,
  mostAttendances: mostAttendances(allowedRuns(instance)),
  fewestPerMember: options.find(({ names }) => names.includes('fairest'))?.fewestPerMember ?? null,
  proof: plan.kind === 'options' ? plan.proof : null,
}
console.log(JSON.stringify(beyond))
