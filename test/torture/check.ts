/** The judge: compares what Slack accepted, what the database says and what people saw. Knows nothing of how the bot works. */
import { type CopyCount, checkCopies } from './check-copy.ts'
import { checkDue } from './check-due.ts'
import { checkOrder } from './check-order.ts'
import { checkPeople } from './check-people.ts'
import type { Facts } from './facts.ts'
import type { Circle, Seen } from './people.ts'
import type { Attempt, Record } from './record.ts'

/** All that is to be judged. Instants are epoch milliseconds. */
export type Case = {
  facts: Facts
  record: Record
  seen: Seen
  circles: Circle[]
  /** Until when on the bots' clock things must have been said. */
  dueUntilMs: number
  /** Whether Slack reports where messages stand. */
  isToldPlaces: boolean
}

/** What is wrong, one sentence each, by kind; and what was counted. */
export type Verdict = {
  lost: string[]
  twice: string[]
  afterCancel: string[]
  tally: string[]
  order: string[]
  pace: string[]
  counts: CopyCount & { crossed: number; answersCompared: number; shortestGapMs: number }
}

export function check(given: Case): Verdict {
  const accepted = acceptedByNonce(given.record.attempts)
  const copies = checkCopies(given, accepted)
  const due = checkDue(given, accepted)
  const people = checkPeople(given, accepted)
  const order = checkOrder(given, accepted)
  return {
    lost: [...copies.lost, ...due.lost],
    twice: copies.twice,
    afterCancel: due.afterCancel,
    tally: people.tally,
    order: order.order,
    pace: order.pace,
    counts: {
      ...copies.count,
      crossed: due.crossed,
      answersCompared: people.compared,
      shortestGapMs: order.shortestGapMs,
    },
  }
}

/** What Slack accepted of each message, in order. */
export type Accepted = ReadonlyMap<string, Attempt[]>

function acceptedByNonce(attempts: readonly Attempt[]): Accepted {
  return Map.groupBy(
    attempts.filter(({ place }) => place !== null),
    ({ nonce }) => nonce,
  )
}
