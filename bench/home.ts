import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebClient } from '@slack/web-api'
import { DateTime } from 'luxon'
import { pino } from 'pino'
import { noteHomeOpened } from '#db/home-tab.ts'
import { plusDays } from '#domain/calendar.ts'
import { showHome } from '#slack/home.ts'
import type { Shell } from '#slack/shell.ts'
import { homeView } from '#slack/views/home.ts'
import { commit } from '#usecases/context.ts'
import { homeOf } from '#usecases/home.ts'
import { newGroup, TEAM } from './shared/group.ts'
import type { Line, Reached, Report } from './shared/report.ts'
import { type Bench, statementsOf, withServer } from './shared/server.ts'
import { median } from './shared/timing.ts'
import { time, times } from './shared/wording.ts'

const NOW = DateTime.fromISO('2027-05-20T09:00:00Z', { zone: 'utc' })
const GROUPS = 125
const IN_GROUP = 8
const VIEWS = GROUPS * IN_GROUP
const ROUNDS = 5
/** As many as a bot's worker shows at once. */
const AT_ONCE = 4

/** Home tabs of a thousand members: making the views, and all of showing them to a Slack that answers at once. */
export function run(reached: Reached): Promise<Report> {
  return withServer(async (open) => {
    const bench = await open('home')
    const slack = await startSlack()
    try {
      return await measure(bench, slack.url, reached)
    } finally {
      slack.stop()
      await bench.close()
    }
  })
}

async function measure(bench: Bench, slackApiUrl: string, reached: Reached): Promise<Report> {
  const people = await fill(bench)
  const context = bench.at(NOW)
  const poster = new WebClient('xoxb-bench', { slackApiUrl, retryConfig: { retries: 0 } })
  const shell = {
    client: poster,
    poster,
    botUserId: 'U0BOT',
    teamId: TEAM,
    calendarUrl: null,
    context: () => context,
    log: pino({ enabled: false }),
  } satisfies Shell
  const homes = await all(people, (slackUserId) => homeOf(context, { teamId: TEAM, slackUserId }))
  const views = homes.map((home) => homeView(home, null))
  const found = { rendering: [] as number[], showing: [] as number[], publishing: [] as number[] }
  // The first round counts for nothing: by then everything has been compiled.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const rendering = await timeOf(async () => homes.map((home) => homeView(home, null)))
    const showing = await timeOf(() => all(people, (slackUserId) => showHome(shell, slackUserId)))
    const publishing = await timeOf(() =>
      all(people, (user_id, index) =>
        poster.views.publish({ user_id, view: views[index] ?? homeView({ statuses: [], away: [] }, null) }),
      ),
    )
    if (round > 0) {
      found.rendering.push(rendering)
      found.showing.push(showing)
      found.publishing.push(publishing)
    }
    reached(round + 1, ROUNDS + 1)
  }
  const statements = await statementsOf(() => showHome(shell, people[1] ?? ''))
  return report(found, statements)
}

async function fill(bench: Bench): Promise<string[]> {
  const people: string[] = []
  for (let group = 0; group < GROUPS; group += 1) {
    const members = Array.from({ length: IN_GROUP }, (_, index) => `U${group}N${index}`) as [
      string,
      ...string[],
    ]
    const days = Array.from({ length: 8 }, (_, index) => plusDays('2027-06-06', index * 14))
    await newGroup(bench, NOW, { channelId: `C${group}`, people: members, days })
    people.push(...members)
  }
  for (const slackUserId of people)
    await commit(bench.at(NOW), (tx) => noteHomeOpened(tx, { teamId: TEAM, slackUserId }, NOW))
  await bench.sql('VACUUM ANALYZE')
  return people
}

/** Takes everything, and says yes at once. */
async function startSlack(): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.setHeader('content-type', 'application/json').end('{"ok":true}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Does it for each, so many at once as a worker does. */
async function all<T>(
  people: readonly string[],
  work: (person: string, index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  const queue = people.entries()
  const next = async () => {
    for (const [index, person] of queue) results[index] = await work(person, index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  return results
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

function report(found: Record<'rendering' | 'showing' | 'publishing', number[]>, statements: number): Report {
  const [rendering, showing, publishing] = [found.rendering, found.showing, found.publishing].map(median) as [
    number,
    number,
    number,
  ]
  const lines: Line[] = [
    { what: `rendering ${VIEWS} Home views`, ours: `${time(rendering)}, ${time(rendering / VIEWS)} each` },
    {
      what: `asking for, rendering and publishing ${VIEWS}`,
      ours: `${time(showing)}, ${time(showing / VIEWS)} and ${statements} statements each`,
      against: `publishing alone: ${time(publishing)}`,
      ratio: times(showing / publishing),
    },
  ]
  return {
    lines,
    notes: [
      `Home tabs of ${GROUPS} groups of ${IN_GROUP}, each with a run of eight; ${AT_ONCE} are shown at once, to a server that says yes at once. Medians of ${ROUNDS} rounds.`,
    ],
    figures: { ...found, statements, views: VIEWS },
    wrong: [],
  }
}
