import type { Planning } from './group.ts'
import type { Transitions } from './life-cycle.ts'

export type RunStatus = 'planning' | 'fixed' | 'ended'

/** A run is planned, then firm, then over. It goes back only when its one automatic date is taken back. */
export const RUN_TRANSITIONS: Transitions<RunStatus> = {
  planning: ['fixed'],
  fixed: ['planning', 'ended'],
  ended: [],
}

/** How many dates of a run that was planned as a whole are being looked for anew, because others fell. */
export function datesSought(
  run: { sessionsWanted: number; sessions: readonly unknown[] },
  planning: Planning,
): number {
  return planning === 'wholeRun' ? Math.max(0, run.sessionsWanted - run.sessions.length) : 0
}
