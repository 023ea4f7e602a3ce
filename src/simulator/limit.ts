/** How much Slack takes from an app in one workspace; what comes faster is refused. */
import type { Args } from './method/argument.ts'

/** Answers in how many whole seconds a call is to be tried again, or null for one that is taken. */
export type Limits = (method: string, args: Args) => number | null

/** What is left of a budget, and when that was. */
type Budget = { left: number; at: number }

/** Slack's tiers 3 and 4, as calls of one method in a minute, and what it says of posts. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'reactions.add': 50,
  'reactions.get': 50,
  'conversations.info': 50,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
  'users.info': 100,
  'conversations.members': 100,
  'chat.postEphemeral': 100,
}

/**
 * A method that Slack counts by the minute has a whole minute's calls at once and gets them back evenly; posts are taken
 * one a second in each channel. Whatever is not taken counts for nothing. `nowMs` is a clock that nobody sets.
 */
export function createLimits(nowMs: () => number = () => performance.now()): Limits {
  const budgets = new Map<string, Budget>()
  return (method, args) => {
    if (method === 'chat.postMessage') return take(`post ${String(args.channel)}`, 1, 1)
    const perMinute = PER_MINUTE[method]
    return perMinute === undefined ? null : take(method, perMinute, perMinute / 60)
  }

  function take(name: string, most: number, perSecond: number): number | null {
    const now = nowMs()
    const { left, at } = budgets.get(name) ?? { left: most, at: now }
    const there = Math.min(most, left + ((now - at) / 1000) * perSecond)
    // A clock's fractions do not add up to whole calls exactly.
    const isTaken = there > 1 - 1e-9
    budgets.set(name, { left: isTaken ? there - 1 : there, at: now })
    return isTaken ? null : Math.max(1, Math.ceil((1 - there) / perSecond))
  }
}
