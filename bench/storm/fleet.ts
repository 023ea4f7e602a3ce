import { setTimeout as delay } from 'node:timers/promises'
import manifest from '../../manifest.json' with { type: 'json' }
import { type Bot, startBot } from '../shared/bot.ts'
import { type Bench, settled } from '../shared/server.ts'
import { APP } from './app.ts'
import { fill, makeDue, places } from './fill.ts'
import { type Slack, startSlack } from './slack.ts'

/** Several instances of the bot on one database, with nothing to do yet, and Slack with its limits. */
export type Fleet = {
  bench: Bench
  slack: Slack
  bots: Bot[]
  end(): Promise<void>
}

/** How often a tick comes. */
const TICK_MS = 15_000

/** The event by which the bot learns where its messages stand, and what it needs for that. */
const SHOWN = { events: ['message_metadata_posted'], scopes: ['metadata.message:read'] }

/** Has so many instances and channels there, with a group in each; Slack may show the bot its own messages. */
export async function startFleet(
  bench: Bench,
  { channels, instances, isShown = false }: { channels: number; instances: number; isShown?: boolean },
): Promise<Fleet> {
  const { events, scopes } = isShown ? SHOWN : { events: [], scopes: [] }
  const all = [...manifest.oauth_config.scopes.bot, ...scopes]
  const wanted = { ...places(channels), instances, scopes: all, events, limits: true }
  const slack = await startSlack(wanted)
  await fill(bench, slack.installed, wanted)
  const bots: Bot[] = []
  for (const apiUrl of slack.apiUrls)
    bots.push(await startBot({ apiUrl, databaseUrl: bench.url, keys: bench.keys, app: APP }))
  await slack.tell(bots.map(({ url }) => url))
  await settled(bench)
  return {
    bench,
    slack,
    bots,
    async end() {
      await Promise.all(bots.map((bot) => bot.kill()))
      await slack.stop()
    },
  }
}

/** Makes all of it due, a moment before a tick, so that it is there for every instance at once. */
export async function raise({ bench }: Fleet): Promise<void> {
  const sinceTick = Date.now() % TICK_MS
  await delay(sinceTick < TICK_MS - 3_000 ? TICK_MS - 3_000 - sinceTick : 0)
  await makeDue(bench)
}

/** When the tick came before an instant; both in milliseconds since 1970. */
export function tickBefore(at: number): number {
  return Math.floor(at / TICK_MS) * TICK_MS
}

/** Resolves when so much was posted, or when nothing has been for a minute. */
export async function posted({ slack }: Fleet, count: number): Promise<void> {
  let last = { sum: 0, at: performance.now() }
  for (;;) {
    const sum = (await slack.counts()).reduce((a, b) => a + b, 0)
    if (sum >= count) return
    if (sum > last.sum) last = { sum, at: performance.now() }
    if (performance.now() - last.at > 60_000) return
    await delay(100)
  }
}
