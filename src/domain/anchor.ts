import { daysBetween } from './calendar.ts'
import type { Alternation } from './planner.ts'

/** A day of the group with its slot: a session, or a date that is asked about. */
type Place = { on: string; patternId: string }

/**
 * The session that the next one follows: the last of its run before an instant, also one that was skipped, since
 * the group's diary has gone on from there. Between two runs there may be a holiday, so nothing reaches across.
 */
export function anchorOf<S extends Place & { startsAt: { toMillis(): number } }>(
  sessions: readonly S[],
  before: { toMillis(): number },
): S | undefined {
  return sessions.filter(({ startsAt }) => startsAt.toMillis() < before.toMillis()).at(-1)
}

/**
 * The largest gap for the one session after an anchor: the group's own, unless none of the dates that the
 * alternation allows comes so soon, as after a skipped session or a pause. Then it reaches to the last of them, for
 * it would be idle to ask about dates of which none may be chosen.
 */
export function largestGapAfter(
  anchor: Place,
  dates: readonly Place[],
  rules: { gapMaxDays: number; alternation: Alternation; patternOrder: readonly string[] },
): number {
  const gaps = dates
    .filter((date) => rules.alternation !== 'must' || mayAlternate(anchor, date, rules.patternOrder))
    .map((date) => daysBetween(anchor.on, date.on))
  return gaps.some((gap) => gap <= rules.gapMaxDays) ? rules.gapMaxDays : Math.max(rules.gapMaxDays, ...gaps)
}

function mayAlternate(anchor: Place, date: Place, patternOrder: readonly string[]): boolean {
  const place = patternOrder.indexOf(anchor.patternId)
  return place < 0 || patternOrder[(place + 1) % patternOrder.length] === date.patternId
}
