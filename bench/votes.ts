import { DateTime } from 'luxon'
import { emojiOf } from '#slack/emoji.ts'
import { startBare } from './shared/bare.ts'
import { startBot } from './shared/bot.ts'
import { openPolls, type Page, pagesOf } from './shared/poll.ts'
import { seededRandom } from './shared/random.ts'
import { atLeast, type Reached, type Report } from './shared/report.ts'
import type { Deed, Sent } from './shared/sending.ts'
import { settled, withServer } from './shared/server.ts'
import { startSlack } from './shared/slack.ts'
import { median } from './shared/timing.ts'
import { prepareUpserts } from './votes/pgbench.ts'

const GROUPS = 125
const IN_GROUP = 8
const RUNS = 5
/** As many votes on their way at once, and as many clients of `pgbench`. */
const AT_ONCE = 50

/** A thousand people tap numbers under many polls at once, beside the same rows written by PostgreSQL's own benchmark. */
export function run(reached: Reached): Promise<Report> {
  return withServer(async (open) => {
    const bench = await open('votes')
    const slack = await startSlack()
    const now = DateTime.utc()
    await slack.inhabit(await openPolls(bench, now, { groups: GROUPS, inGroup: IN_GROUP }))
    const bare = await startBare()
    const bot = await startBot({ apiUrl: slack.apiUrl, databaseUrl: bench.url, keys: bench.keys })
    try {
      await settled(bench)
      const deeds = deedsOf(await pagesOf(bench, now))
      const upserts = await prepareUpserts(bench, deeds.length, AT_ONCE)
      const found = { votes: [] as number[], upserts: [] as number[], acknowledged: [] as number[] }
      const wrong: string[] = []
      // The first round counts for nothing: by then everything has been compiled.
      for (let round = 0; round <= RUNS; round += 1) {
        await bench.sql('TRUNCATE answers')
        const sendTo = ({ url }: { url: string }) =>
          slack.send({ url, deeds, pace: { atOnce: AT_ONCE }, seconds: null })
        const ours = await sendTo(bot)
        const stored = await bench.at(now).db.answer.count({ where: { value: 'can' } })
        if (ours.errors > 0 || stored !== deeds.length)
          wrong.push(`of ${deeds.length} votes ${stored} were stored, with ${ours.errors} errors`)
        await settled(bench)
        const acknowledged = perSecond(await sendTo(bare))
        const upserted = await upserts.perSecond()
        if (round > 0) {
          found.votes.push(perSecond(ours))
          found.upserts.push(upserted)
          found.acknowledged.push(acknowledged)
        }
        reached(round + 1, RUNS + 1)
      }
      await upserts.remove()
      return report(found, wrong)
    } finally {
      await Promise.all([bot.kill(), bare.kill()])
      slack.stop()
      await bench.close()
    }
  })
}

/** Everybody under every number of their poll, in no order. */
function deedsOf(pages: readonly Page[]): Deed[] {
  const random = seededRandom(1)
  return pages
    .flatMap(({ channelId, ts, marks }) =>
      people(channelId).flatMap((userId) =>
        marks.map((mark) => ({ kind: 'reaction' as const, userId, channelId, ts, name: emojiOf(mark) })),
      ),
    )
    .map((deed) => ({ deed, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ deed }) => deed)
}

const people = (channelId: string) =>
  Array.from({ length: IN_GROUP }, (_, index) => `U${channelId.slice(1)}N${index}`)

function perSecond({ answerMs, tookMs }: Sent): number {
  return (answerMs.length / tookMs) * 1000
}

function report(found: Record<'votes' | 'upserts' | 'acknowledged', number[]>, wrong: string[]): Report {
  const [votes, upserts, acknowledged] = [found.votes, found.upserts, found.acknowledged].map(median) as [
    number,
    number,
    number,
  ]
  const what = 'votes stored'
  const ours = `${Math.round(votes)} a second`
  const ratio = (of: number) => `${(votes / of).toFixed(2)}×`
  return {
    lines: [
      {
        what,
        ours,
        against: `pgbench: ${Math.round(upserts)} a second`,
        ratio: ratio(upserts),
        goal: atLeast(0.4, '×', votes / upserts),
      },
      {
        what,
        ours,
        against: `bare Bolt, storing nothing: ${Math.round(acknowledged)} a second`,
        ratio: ratio(acknowledged),
      },
    ],
    notes: [
      `${GROUPS * IN_GROUP} people each tap every number of their poll, of ${GROUPS} polls, ${AT_ONCE} at once, each until Slack is told that it is stored; pgbench writes the same rows with as many clients, without finding out who may vote on what. Medians of ${RUNS} runs, by turns.`,
    ],
    figures: found,
    wrong,
  }
}
