import { setTimeout as delay } from 'node:timers/promises'
import { atMost, type Line, type Reached, type Report } from './shared/report.ts'
import { type Bench, withServer } from './shared/server.ts'
import { startSlack } from './shared/slack.ts'
import { median, quantile } from './shared/timing.ts'
import { time, times } from './shared/wording.ts'
import { barePosts } from './storm/bare.ts'
import { mistakes } from './storm/check.ts'
import { IN_CHANNEL } from './storm/fill.ts'
import { type Fleet, posted, raise, startFleet, tickBefore } from './storm/fleet.ts'

const RUNS = 5
/** Channels of the runs that are repeated, and of the one that is not, since it takes minutes. */
const SMALL = 100
const LARGE = 1_000
const INSTANCES = [1, 3]

/** The posts of one channel are a second apart, however many channels there are. */
const LIMIT_MS = (IN_CHANNEL - 1) * 1_000

/** While a storm passes, somebody types a command so often. */
const COMMAND_EVERY_MS = 500

/** What one storm showed: times in milliseconds. */
type Storm = {
  channels: number
  instances: number
  /** From the first post to the last, and from the tick that found them due. */
  postingMs: number
  sinceTickMs: number
  /** How long each command waited for its answer. */
  ackMs: number[]
  tooFast: Record<string, number>
  wrong: string[]
}

/** Reminders that are due in many channels at once, against a Slack with its limits. */
export async function run(reached: Reached): Promise<Report> {
  const total = (RUNS + 1) * (INSTANCES.length + 1)
  let done = 0
  const step = <T>(result: T): T => {
    done += 1
    reached(done, total)
    return result
  }
  const storms: Storm[] = []
  const bare: Record<number, number[]> = { [SMALL]: [], [LARGE]: [] }
  await withServer(async (open) => {
    for (const channels of [...Array.from({ length: RUNS }, () => SMALL), LARGE]) {
      bare[channels]?.push(step(await barePosts(channels, IN_CHANNEL)))
      for (const instances of INSTANCES) {
        const bench = await open(`storm_${done}`)
        storms.push(step(await storm(bench, channels, instances)))
        await bench.close()
      }
    }
  })
  return report(storms, bare)
}

async function storm(bench: Bench, channels: number, instances: number): Promise<Storm> {
  const fleet = await startFleet(bench, { channels, instances })
  const wanted = channels * IN_CHANNEL
  await raise(fleet)
  const commands = typeCommands(fleet)
  await posted(fleet, wanted)
  const { answerMs, errors } = await commands.stop()
  const { posts, tooFast } = await fleet.slack.posts()
  const wrong = await mistakes(bench, posts, wanted, 'inOrder')
  if (errors > 0) wrong.push(`${errors} commands were not acknowledged`)
  await fleet.end()
  const times = posts.map(({ at }) => at).sort((a, b) => a - b)
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  return {
    channels,
    instances,
    postingMs: last - first,
    sinceTickMs: last - tickBefore(first),
    ackMs: answerMs,
    tooFast,
    wrong,
  }
}

/** Somebody in the first workspace asks each instance in turn how their group stands. */
function typeCommands({ bots }: Fleet): { stop(): Promise<{ answerMs: number[]; errors: number }> } {
  const begun = startSlack()
  let isOver = false
  const asking = (async () => {
    const slack = await begun
    const all = { answerMs: [] as number[], errors: 0 }
    for (let count = 0; !isOver; count += 1) {
      const url = bots[count % bots.length]?.url ?? ''
      const deed = { kind: 'command', userId: 'U0N0', channelId: 'C0', text: 'status' } as const
      const { answerMs, errors } = await slack.send({
        url,
        deeds: [deed],
        pace: { atOnce: 1 },
        seconds: null,
      })
      all.answerMs.push(...answerMs)
      all.errors += errors
      await delay(COMMAND_EVERY_MS)
    }
    slack.stop()
    return all
  })()
  return {
    stop: () => {
      isOver = true
      return asking
    },
  }
}

function report(storms: readonly Storm[], bare: Record<number, number[]>): Report {
  const cases = [SMALL, LARGE].flatMap((channels) => INSTANCES.map((instances) => ({ channels, instances })))
  return {
    lines: cases.flatMap(({ channels, instances }) => {
      const these = storms.filter((each) => each.channels === channels && each.instances === instances)
      return lines(these, median(bare[channels] ?? []))
    }),
    notes: [
      `${IN_CHANNEL} reminders due at once in each channel, ${SMALL} channels: medians of ${RUNS} storms; ${LARGE} channels: one storm. Ten channels are in a workspace. Compared with Slack's own limit: in each channel, all of them at once, ${IN_CHANNEL} posts a second apart take ${IN_CHANNEL} − 1 seconds. Time is counted from the first post to the last; Slack, its workspaces, the server and the bots share the machine.`,
      `Bare: the same number of posts to the same Slack without limits by a loop of Slack's own client with fifty at once, and no bot or database.`,
    ],
    figures: { storms, bare },
    wrong: storms.flatMap(({ channels, instances, wrong }) =>
      wrong.map((each) => `${channels} channels, ${instances} instances: ${each}`),
    ),
  }
}

function lines(storms: readonly Storm[], bare: number): Line[] {
  const [{ channels, instances }] = storms as [Storm]
  const posts = channels * IN_CHANNEL
  const name = `${posts.toLocaleString('en-GB')} in ${channels.toLocaleString('en-GB')} channels, ${instances} ${instances === 1 ? 'instance' : 'instances'}`
  const postingMs = median(storms.map((each) => each.postingMs))
  const perSecond = (posts / postingMs) * 1000
  const acks = storms.flatMap(({ ackMs }) => ackMs)
  return [
    {
      what: name,
      ours: `${time(postingMs)} (${time(median(storms.map((each) => each.sinceTickMs)))} from the tick)`,
      against: `Slack's limit: ${time(LIMIT_MS)}`,
      ratio: `${(postingMs / LIMIT_MS).toFixed(2)}×`,
      goal: atMost(1.1, '×', postingMs / LIMIT_MS),
    },
    {
      what: 'of these a second',
      ours: `${Math.round(perSecond)}`,
      against: `bare: ${Math.round(bare)}`,
      ratio: `${(perSecond / bare).toFixed(2)}×`,
    },
    {
      what: 'meanwhile commands acknowledged, half and 99 in 100',
      ours: `${time(quantile(acks, 0.5))}, ${time(quantile(acks, 0.99))}`,
      against: 'Slack waits 3 s',
      ratio: times(quantile(acks, 0.99) / 3_000),
    },
  ]
}
