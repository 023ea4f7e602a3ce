import type { DeliveryKind } from './delivery.ts'

const PREFIX = 'erased:'

/** What stands for somebody in what has to stay, once they are erased: nobody can tell from it who they were. */
export function standIn(random: string): string {
  return `${PREFIX}${random}`
}

/** Whether an id stands for somebody who was erased. */
export function isStandIn(id: string): boolean {
  return id.startsWith(PREFIX)
}

/** Messages that name people of whom what they are about says nothing: whoever the group, a poll or a bus stop holds. */
export const NAMES_PEOPLE: readonly DeliveryKind[] = [
  'introduction',
  'pollResult',
  'busStopSummary',
  'busStopClosed',
  'nextRun',
  'convenorsChanged',
  'convenorWanted',
]
