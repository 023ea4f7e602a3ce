import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DateTime } from 'luxon'
import { emojiOf } from '#slack/emoji.ts'
import { startBot } from './shared/bot.ts'
import { newGroup } from './shared/group.ts'
import { openPolls, pagesOf } from './shared/poll.ts'
import type { Goal, Line, Reached, Report } from './shared/report.ts'
import type { Deed } from './shared/sending.ts'
import { settled, withServer } from './shared/server.ts'
import { type Slack, startSlack } from './shared/slack.ts'
import { median, quantile } from './shared/timing.ts'
import { time } from './shared/wording.ts'

const GROUPS = [1, 10, 100, 1000]
const IN_GROUP = 8
const RUNS = 5
const EVENTS_PER_SECOND = 20
const EVENT_SECONDS = 5
const REST_SECONDS = 5

/** What one process shows: times in milliseconds, memory in bytes. */
type Found = { groups: number; startMs: number; memory: number; eventMs: number; slowEventMs: number }

/** How large a bot is and how soon it starts and answers, from one group to a thousand. */
export async function run(reached: Reached): Promise<Report> {
  const slack = await startSlack()
  const total = GROUPS.length + 2
  try {
    const found: Found[] = []
    for (const groups of GROUPS) {
      found.push(await measure(slack, groups))
      reached(found.length, total)
    }
    const atRest = await memoryAtRest(slack)
    reached(found.length + 1, total)
    const embedded = await startsWithEmbedded(slack)
    return report(found, atRest, embedded)
  } finally {
    slack.stop()
  }
}

function measure(slack: Slack, groups: number): Promise<Found> {
  return withServer(async (open) => {
    const bench = await open('growth')
    const now = DateTime.utc()
    await slack.inhabit(await openPolls(bench, now, { groups, inGroup: IN_GROUP }))
    const begin = () => startBot({ apiUrl: slack.apiUrl, databaseUrl: bench.url, keys: bench.keys })
    // What was set up is said first.
    const first = await begin()
    await settled(bench)
    await first.stop()
    const deeds: Deed[] = (await pagesOf(bench, now)).flatMap(({ channelId, ts, marks }) =>
      marks.map((mark) => {
        const userId = `U${channelId.slice(1)}N${mark % IN_GROUP}`
        return { kind: 'reaction', userId, channelId, ts, name: emojiOf(mark) }
      }),
    )
    const found = { startMs: [] as number[], memory: [] as number[], answerMs: [] as number[] }
    for (let run = 0; run < RUNS; run += 1) {
      const bot = await begin()
      await settled(bench)
      const pace = { perSecond: EVENTS_PER_SECOND }
      const { answerMs } = await slack.send({ url: bot.url, deeds, pace, seconds: EVENT_SECONDS })
      found.startMs.push(bot.startMs)
      found.memory.push(bot.memory())
      found.answerMs.push(...answerMs)
      await bot.stop()
    }
    await bench.close()
    return {
      groups,
      startMs: median(found.startMs),
      memory: median(found.memory),
      eventMs: median(found.answerMs),
      slowEventMs: quantile(found.answerMs, 0.99),
    }
  })
}

/** What a bot takes over Socket Mode for one group, of which dates have not been asked about since it was started; in bytes. */
function memoryAtRest(slack: Slack): Promise<number> {
  return withServer(async (open) => {
    const bench = await open('at_rest')
    const now = DateTime.utc()
    const days = [3, 6, 9].map((weeks) => now.plus({ weeks }).toISODate())
    const people = ['U0', 'U1', 'U2', 'U3', 'U4', 'U5'] as const
    await newGroup(bench, now, { channelId: 'C0', people, days })
    await slack.inhabit({ C0: [...people] })
    const memory: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      const bot = await startBot({
        apiUrl: slack.apiUrl,
        databaseUrl: bench.url,
        keys: bench.keys,
        appToken: 'xapp-1-bench',
      })
      await settled(bench)
      await delay(REST_SECONDS * 1_000)
      // In the first one what was set up is said.
      if (run > 0) memory.push(bot.memory())
      await bot.stop()
    }
    await bench.close()
    return median(memory)
  })
}

/** How soon a bot with a server of its own is there again. */
async function startsWithEmbedded(slack: Slack): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-embedded-'))
  const times: number[] = []
  // The first start makes the database, which is another matter.
  for (let run = 0; run <= RUNS; run += 1) {
    const bot = await startBot({ apiUrl: slack.apiUrl, folder })
    if (run > 0) times.push(bot.startMs)
    await bot.stop()
  }
  await rm(folder, { recursive: true })
  return median(times)
}

function report(found: readonly Found[], atRest: number, embedded: number): Report {
  const lines = found.flatMap(({ groups, startMs, memory, eventMs, slowEventMs }): Line[] => {
    const size = groups === 1 ? 'one group' : `${groups} groups`
    const memoryGoal: Goal = { says: '< 150 MB', isMet: memory < 150e6 }
    return [
      { what: `start, ${size}`, ours: time(startMs), goal: { says: '< 2 s', isMet: startMs < 2000 } },
      {
        what: `memory, ${size}`,
        ours: megabytes(memory),
        ...(groups === 1 && { goal: memoryGoal }),
      },
      {
        what: `a vote until it is stored, ${size}`,
        ours: `${time(eventMs)}, 99 in 100: ${time(slowEventMs)}`,
      },
    ]
  })
  const rest: Line = {
    what: 'memory, one group, over Socket Mode, at rest',
    ours: megabytes(atRest),
  }
  const start: Line = {
    what: 'start with the embedded server, which has its data',
    ours: time(embedded),
    goal: { says: '< 3 s', isMet: embedded < 3000 },
  }
  return {
    lines: [...lines, rest, start],
    notes: [
      `The bot as it is started for real, as a process of its own: until it is connected, what of the machine's memory it has after ${EVENT_SECONDS} seconds of ${EVENTS_PER_SECOND} votes a second, and how long those took. Over Socket Mode: after ${REST_SECONDS} seconds in which nothing happens. Medians of ${RUNS} starts.`,
    ],
    figures: { found, atRest, embedded },
    wrong: [],
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
