import { setTimeout as delay } from 'node:timers/promises'
import { DateTime } from 'luxon'
import type { DeliveryStatus } from '#domain/delivery.ts'
import { atMost, type Line, type Reached, type Report } from './shared/report.ts'
import { type Bench, withServer } from './shared/server.ts'
import { median } from './shared/timing.ts'
import { time } from './shared/wording.ts'
import { mistakes } from './storm/check.ts'
import { IN_CHANNEL } from './storm/fill.ts'
import { posted, raise, startFleet } from './storm/fleet.ts'

const RUNS = 5
const INSTANCES = 3
const CHANNELS = 100
const POSTS = CHANNELS * IN_CHANNEL

type Found = {
  /** How many posts came from each instance. */
  shares: number[][]
  /** How long it took until others had done what a killed instance was doing, in milliseconds. */
  takenOverMs: number[]
  wrong: string[]
}

/** Three instances on one database: who does how much, and what is lost when one is killed in the middle. */
export function run(reached: Reached): Promise<Report> {
  return withServer(async (open) => {
    const found: Found = { shares: [], takenOverMs: [], wrong: [] }
    for (let round = 0; round < RUNS; round += 1) {
      for (const [index, work] of [share, kill].entries()) {
        const bench = await open(`instances_${round}_${index}`)
        await work(bench, found)
        await bench.close()
        reached(2 * round + index + 1, 2 * RUNS)
      }
    }
    return report(found)
  })
}

async function share(bench: Bench, { shares, wrong }: Found): Promise<void> {
  const fleet = await startFleet(bench, { channels: CHANNELS, instances: INSTANCES })
  await raise(fleet)
  await posted(fleet, POSTS)
  shares.push(await fleet.slack.counts())
  wrong.push(...(await mistakes(bench, (await fleet.slack.posts()).posts, POSTS, 'inOrder')))
  await fleet.end()
}

/** Slack tells the bot of every message of its own, so that one whose answer was lost with the instance is known to be there. */
async function kill(bench: Bench, { takenOverMs, wrong }: Found): Promise<void> {
  const fleet = await startFleet(bench, { channels: CHANNELS, instances: INSTANCES, isShown: true })
  await raise(fleet)
  await posted(fleet, POSTS / 3)
  const killedAt = performance.now()
  await fleet.bots.at(-1)?.kill()
  await fleet.slack.tell(fleet.bots.slice(0, -1).map(({ url }) => url))
  const held = await activeJobs(bench)
  while ((await stillAsTaken(bench, held)) > 0) await delay(100)
  takenOverMs.push(performance.now() - killedAt)
  await allSaid(bench)
  wrong.push(...(await mistakes(bench, (await fleet.slack.posts()).posts, POSTS, 'inAnyOrder')))
  await fleet.end()
}

type Taken = { id: string; startedOn: Date }

/** What any instance was doing just after one was killed: of what the others do, nothing takes long. */
function activeJobs(bench: Bench): Promise<Taken[]> {
  return bench.at(DateTime.utc()).db.$queryRaw<Taken[]>`
    SELECT id::text, started_on AS "startedOn" FROM pgboss.job WHERE name = 'deliver' AND state = 'active'`
}

/** How many of these nobody has finished. */
async function stillAsTaken(bench: Bench, taken: readonly Taken[]): Promise<number> {
  const ids = taken.map(({ id }) => id)
  const [row] = await bench.at(DateTime.utc()).db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM pgboss.job WHERE id = ANY(${ids}::uuid[]) AND state < 'completed'`
  return row?.count ?? 0
}

/** Waits also for what was interrupted before Slack had it, which is said again when Slack has had its time. */
async function allSaid(bench: Bench): Promise<void> {
  const { db } = bench.at(DateTime.utc())
  const where = { status: { in: ['pending', 'sending', 'unknown'] satisfies DeliveryStatus[] } }
  while ((await db.delivery.count({ where })) > 0) await delay(500)
}

function report({ shares, takenOverMs, wrong }: Found): Report {
  const unevenness = shares.map((counts) =>
    Math.max(...counts.map((count) => Math.abs(count / (POSTS / INSTANCES) - 1))),
  )
  const uneven = median(unevenness)
  const takenOver = median(takenOverMs)
  const lines: Line[] = [
    {
      what: `work of ${INSTANCES} instances`,
      ours: shares.map((counts) => counts.join(' + ')).join(', '),
      against: `even: ${Math.round(POSTS / INSTANCES)} each`,
      ratio: `${Math.round(uneven * 100)} % off`,
      goal: atMost(10, '%', uneven * 100),
    },
    {
      what: 'until others had done what a killed one held',
      ours: time(takenOver),
      goal: atMost(15, 's', takenOver / 1000),
    },
  ]
  return {
    lines,
    notes: [
      `${IN_CHANNEL} reminders due at once in each of ${CHANNELS} channels, against a Slack with its limits; medians of ${RUNS} storms, each with the instance that is furthest from its third. In ${RUNS} more storms one instance is killed after a third of the posts; every reminder has to be there once at the end, what was interrupted before Slack had it after the others of its channel, when the bot has waited for news of it.`,
    ],
    figures: { shares, takenOverMs },
    wrong,
  }
}
