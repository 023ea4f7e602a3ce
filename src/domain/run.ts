import type { Transitions } from './life-cycle.ts'

export type RunStatus = 'planning' | 'fixed' | 'ended'

/** A run is planned, then firm, then over. It goes back only when its one automatic date is taken back. */
export const RUN_TRANSITIONS: Transitions<RunStatus> = {
  planning: ['fixed'],
  fixed: ['planning', 'ended'],
  ended: [],
}
