import { DateTime } from 'luxon'
import type { Bench } from '../shared/server.ts'
import type { Post } from './slack.ts'

/** Slack's own. */
const BETWEEN_POSTS_MS = 1_000

/**
 * What is wrong with what was posted: every reminder has to be there once, a second from others in its channel, and in
 * their order unless some were interrupted.
 */
export async function mistakes(
  bench: Bench,
  posts: readonly Post[],
  wanted: number,
  order: 'inOrder' | 'inAnyOrder',
): Promise<string[]> {
  const about = { path: ['kind'], equals: 'reminder' }
  const reminders = await bench.at(DateTime.utc()).db.delivery.findMany({
    where: { about },
    select: { nonce: true, address: true },
    orderBy: { id: 'asc' },
  })
  const nonces = new Set(reminders.map(({ nonce }) => nonce))
  const said = posts.filter(({ nonce }) => nonces.has(nonce))
  const once = new Set(said.map(({ nonce }) => nonce)).size
  const channels = Map.groupBy(
    said.toSorted((a, b) => a.at - b.at),
    ({ channel }) => channel,
  )
  const due = Map.groupBy(reminders, ({ address }) => address)
  const inDisorder = [...channels].filter(
    ([channel, posted]) =>
      posted.map(({ nonce }) => nonce).join() !==
      due
        .get(channel)
        ?.map(({ nonce }) => nonce)
        .join(),
  )
  const tooSoon = [...channels.values()]
    .flatMap((posted) => posted.slice(1).map(({ at }, index) => at - (posted[index]?.at ?? 0)))
    // Both are read from a clock in whole milliseconds.
    .filter((ms) => ms < BETWEEN_POSTS_MS - 1)
  return [
    ...(reminders.length === wanted ? [] : [`of ${wanted} reminders ${reminders.length} became due`]),
    ...(once === wanted ? [] : [`of ${wanted} reminders ${once} were posted`]),
    ...(said.length === once ? [] : [`${said.length - once} reminders were posted twice`]),
    ...(inDisorder.length === 0 || order === 'inAnyOrder'
      ? []
      : [`in ${inDisorder.length} channels the order was another`]),
    ...(tooSoon.length === 0
      ? []
      : [`${tooSoon.length} posts came less than a second after another in their channel`]),
  ]
}
