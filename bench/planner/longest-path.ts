import type { AllowedRuns } from './allowed-runs.ts'

/**
 * The most attendances that an allowed run has, null where none is allowed: the longest path, session by session,
 * over every pair of dates that may follow one another. As plain as can be, because it judges the planner's answer.
 */
export function mostAttendances({ sessions, attendees, followers }: AllowedRuns): number | null {
  let best = attendees.map((people) => people.length)
  for (let session = 2; session <= sessions; session += 1) {
    const longer = best.map(() => -Infinity)
    for (const [from, most] of best.entries()) {
      if (most === -Infinity) continue
      for (const to of followers[from] as number[]) {
        longer[to] = Math.max(longer[to] as number, most + (attendees[to] as number[]).length)
      }
    }
    best = longer
  }
  const most = best.reduce((a, b) => Math.max(a, b), -Infinity)
  return most === -Infinity ? null : most
}
