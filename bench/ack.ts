import { DateTime } from 'luxon'
import { startBare } from './shared/bare.ts'
import { type Bot, startBot } from './shared/bot.ts'
import { openPolls, pagesOf } from './shared/poll.ts'
import { atLeast, type Line, type Reached, type Report } from './shared/report.ts'
import type { Deed, Sent } from './shared/sending.ts'
import { settled, withServer } from './shared/server.ts'
import { type Slack, startSlack } from './shared/slack.ts'
import { median, quantile } from './shared/timing.ts'
import { time, times } from './shared/wording.ts'

const PER_SECOND = 200
const SECONDS = 30
const RUNS = 5
/** As many requests at once as it takes to keep a process busy. */
const AT_ONCE = 50
const SATURATED_SECONDS = 5
const GROUPS = 125
const IN_GROUP = 8

type Found = { steady: Sent[]; saturated: number[]; errors: number }

/** How soon Slack is told that what somebody typed or pressed has arrived, beside a Bolt app that does nothing else. */
export function run(reached: Reached): Promise<Report> {
  return withServer(async (open) => {
    const bench = await open('ack')
    const slack = await startSlack()
    const now = DateTime.utc()
    await slack.inhabit(await openPolls(bench, now, { groups: GROUPS, inGroup: IN_GROUP }))
    const wanted = { apiUrl: slack.apiUrl, databaseUrl: bench.url, keys: bench.keys }
    const begin = async () => {
      const bot = await startBot(wanted)
      await settled(bench)
      return bot
    }
    try {
      await (await begin()).stop()
      const deeds = deedsOf(await pagesOf(bench, now))
      const ours: Found = { steady: [], saturated: [], errors: 0 }
      const bare: Found = { steady: [], saturated: [], errors: 0 }
      for (let round = 0; round < RUNS; round += 1) {
        await measure(slack, deeds, bare, startBare)
        reached(2 * round + 1, 2 * RUNS)
        await measure(slack, deeds, ours, begin)
        reached(2 * round + 2, 2 * RUNS)
      }
      return report(ours, bare)
    } finally {
      slack.stop()
      await bench.close()
    }
  })
}

/** Half of them type a command and half press a button, each time somebody else. */
function deedsOf(pages: readonly { groupId: string; channelId: string }[]): Deed[] {
  const all: Deed[] = []
  for (let index = 0; index < IN_GROUP; index += 1)
    for (const [group, { groupId, channelId }] of pages.entries()) {
      const userId = `U${group}N${index}`
      all.push(
        (group + index) % 2 === 0
          ? { kind: 'command', userId, channelId, text: 'status' }
          : { kind: 'press', userId, channelId, actionId: 'answerOnForm', value: groupId },
      )
    }
  return all
}

/** First as much as is asked for, then as much as it takes. */
async function measure(
  slack: Slack,
  deeds: readonly Deed[],
  found: Found,
  begin: () => Promise<Pick<Bot, 'url' | 'kill'>>,
): Promise<void> {
  const app = await begin()
  const { url } = app
  // What has not been compiled yet is slower than it will ever be again.
  await slack.send({ url, deeds, pace: { perSecond: PER_SECOND / 2 }, seconds: 5 })
  found.steady.push(await slack.send({ url, deeds, pace: { perSecond: PER_SECOND }, seconds: SECONDS }))
  const { answerMs, tookMs, errors } = await slack.send({
    url,
    deeds,
    pace: { atOnce: AT_ONCE },
    seconds: SATURATED_SECONDS,
  })
  found.saturated.push((answerMs.length / tookMs) * 1000)
  found.errors += errors
  await app.kill()
}

function report(ours: Found, bare: Found): Report {
  const at = (share: number, { steady }: Found) =>
    median(steady.map(({ answerMs }) => quantile(answerMs, share)))
  const [p50, bareP50, p99, bareP99] = [at(0.5, ours), at(0.5, bare), at(0.99, ours), at(0.99, bare)]
  const [saturated, bareSaturated] = [median(ours.saturated), median(bare.saturated)]
  const errors = ours.steady.reduce((sum, sent) => sum + sent.errors, ours.errors)
  const lines: Line[] = [
    {
      what: 'acknowledged, half of them',
      ours: time(p50),
      against: `bare Bolt: ${time(bareP50)}`,
      ratio: times(p50 / bareP50),
    },
    {
      what: 'acknowledged, 99 in 100',
      ours: `${time(p99)}, ${errors} errors`,
      against: `bare Bolt: ${time(bareP99)}`,
      ratio: times(p99 / bareP99),
      goal: { says: '≤ 2× and < 100 ms, no errors', isMet: p99 <= 2 * bareP99 && p99 < 100 && errors === 0 },
    },
    {
      what: 'acknowledged at the most',
      ours: `${Math.round(saturated)} a second`,
      against: `bare Bolt: ${Math.round(bareSaturated)} a second`,
      ratio: times(saturated / bareSaturated),
      goal: atLeast(0.5, '×', saturated / bareSaturated),
    },
  ]
  const notes = [
    `${PER_SECOND} a second for ${SECONDS} seconds from another process, half of them commands and half presses, by ${GROUPS * IN_GROUP} people; then ${AT_ONCE} at once for ${SATURATED_SECONDS} seconds. The bot does all that is asked for, the Bolt app only acknowledges. Medians of ${RUNS} runs, by turns.`,
  ]
  return { lines, notes, figures: { ours, bare }, wrong: [] }
}
