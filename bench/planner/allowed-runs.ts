import type { Instance } from './instance.ts'

/**
 * What an instance's rules allow, in numbers. It is worked out here once more, without the planner's graph: what is
 * compared with the planner must not share its mistakes.
 */
export type AllowedRuns = {
  sessions: number
  /** For every date whose attendance reaches the minimum, in order: who can come. */
  attendees: number[][]
  members: number
  /** The places of the dates that may follow each date. */
  followers: number[][]
}

const MS_A_DAY = 86_400_000

export function allowedRuns({ dates, members, rules }: Instance): AllowedRuns {
  const comes = (id: string, m: number) => ['can', 'ifNeedBe'].includes(members[m]?.answers.get(id) ?? '')
  const places = members.map((_, m) => m)
  const usable = dates
    .map(({ id, on, patternId }) => ({
      day: Date.parse(on) / MS_A_DAY,
      turn: rules.patternOrder.indexOf(patternId),
      attendees: places.filter((m) => comes(id, m)),
    }))
    .filter(({ attendees }) => attendees.length >= rules.minimum)
  const { min, max } = rules.gapDays
  const followers = usable.map(({ day, turn }, from) => {
    const found: number[] = []
    for (let to = from + 1; to < usable.length; to += 1) {
      const next = usable[to] as (typeof usable)[number]
      if (next.day - day > max) break
      const isNextTurn = next.turn === (turn + 1) % rules.patternOrder.length
      if (next.day - day >= min && (rules.alternation !== 'must' || isNextTurn)) found.push(to)
    }
    return found
  })
  return {
    sessions: rules.sessions,
    attendees: usable.map(({ attendees }) => attendees),
    members: members.length,
    followers,
  }
}
