import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JOB_NAMES, type JobName, type Jobs } from '#db/queue.ts'
import { commit } from '#usecases/context.ts'
import { type Stage, startStage } from '../support/access-stage.ts'
import { canariesIn, canariesKept, canary, canaryPlace } from '../support/canary.ts'
import { wrongInLog } from '../support/log-line.ts'
import { wrongInMetrics } from '../support/metric-label.ts'
import { query } from '../support/query.ts'
import { type QuotingDatabase, quotingDatabase } from '../support/quoting-database.ts'
import { type QuotingSlack, startQuotingSlack, type Way } from '../support/quoting-slack.ts'
import { stageSecrets, tokensOf } from '../support/stage-secret.ts'
import { wholeDatabase } from '../support/whole-database.ts'
import { freePort, until } from '../support/world.ts'

const lines: string[] = []
const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) })

let stage: Stage
let database: QuotingDatabase
let slack: QuotingSlack
let jobs: { [N in JobName]: Jobs[N] }

beforeAll(async () => {
  stage = await startStage(log)
  const { world } = stage
  const { db, url } = world.database
  await db.group.updateMany({ data: { name: `Tea ${canary('groupname')} ${canaryPlace('groupname')}` } })
  await db.pattern.updateMany({ data: { place: canary('usualplace') } })
  jobs = await work()
  slack = await startQuotingSlack(world.simulator)
  await world.bot.stop()
  world.config.slack.apiUrl = slack.apiUrl
  world.config.health = { port: await freePort(), host: '127.0.0.1' }
  await world.restart()
  database = await quotingDatabase(url)
}, 120_000)
afterAll(async () => {
  await slack.stop()
  await database.close()
  await stage.world.stop()
})

/** One job of each kind, about what is on the stage. */
async function work(): Promise<typeof jobs> {
  const { ids, world } = stage
  const { groupId, channelId, pollId, pageTs: ts } = ids
  const { teamId } = world.simulator
  const { db } = world.database
  const card = await db.delivery.findFirstOrThrow({ where: { about: { path: ['kind'], equals: 'runCard' } } })
  const page = await db.delivery.findFirstOrThrow({ where: { ts } })
  return {
    deliver: { deliveryId: card.id, teamId },
    refresh: { deliveryId: page.id },
    seed: { deliveryId: page.id },
    readBack: { pollId, purpose: 'check' },
    recognise: { teamId, channelId, ts: '1804345200.000100' },
    presence: { groupId },
    presenceRound: {},
    parked: { groupId },
    copy: { deliveryId: page.id, channelId, ts },
    home: { teamId, slackUserId: stage.people.convenor.id },
  }
}

let runs = 0

/** Has a job done once, well or not; answers what the queue keeps of it. */
async function runOnce(name: JobName): Promise<string> {
  runs += 1
  const key = `run ${runs}`
  const context = stage.world.bot.context()
  await commit(context, (tx) => context.queue.add(tx, name, jobs[name], key))
  const sql = `SELECT to_jsonb(j)::text AS job FROM pgboss.job j
    WHERE singleton_key = '${key}' AND (state >= 'completed' OR output IS NOT NULL)`
  const kept = () => query(stage.world.database.url, sql)
  await until(async () => (await kept()).length > 0, `a job ${name}`, 60)
  const [row] = (await kept()) as { job: string }[]
  return row?.job ?? ''
}

/** Something waits to be said, and something else is of unknown fate. */
async function haveWorkWaiting(): Promise<void> {
  const { db } = stage.world.database
  const nowhere = { ts: null, postedChannelId: null, reason: null }
  await db.delivery.update({
    where: { id: jobs.deliver.deliveryId },
    data: { ...nowhere, status: 'pending' },
  })
  const claimedAt = stage.world.clock.now().minus({ hours: 3 }).toJSDate()
  const lost = { ...nowhere, status: 'unknown' as const, claimedAt }
  await db.delivery.update({ where: { id: stage.ids.deliveryId }, data: lost })
}

const mended = { end: () => database.mend(), breaksTick: true }
const slackSays = (way: Way, only?: readonly JobName[]) => ({
  begin: async () => slack.answer(way),
  end: async () => slack.answer('asItIs'),
  ...(only && { only }),
})

type Condition = {
  name: string
  begin: () => Promise<void>
  end: () => Promise<void>
  breaksTick?: boolean
  only?: readonly JobName[]
}

const SOME: readonly JobName[] = ['deliver', 'refresh', 'presence']
const CONDITIONS: Condition[] = [
  { name: 'all goes well', ...slackSays('asItIs') },
  { name: 'the database refuses to read', begin: () => database.refuseReading(), ...mended },
  { name: 'the database refuses to write', begin: () => database.refuseWriting('23514'), ...mended },
  { name: 'the database sees repetitions', begin: () => database.refuseWriting('23505'), ...mended },
  { name: 'Slack refuses and says why', ...slackSays('refusal') },
  { name: 'Slack misses a scope', ...slackSays('missingScope', SOME) },
  { name: 'Slack answers 500 with a page', ...slackSays('page') },
  { name: 'a page stands in place of Slack’s answer', ...slackSays('pageForAnAnswer', SOME) },
  { name: 'Slack’s answer is broken off', ...slackSays('brokenJson', SOME) },
  { name: 'Slack wants a pause of a length that is none', ...slackSays('tooFast', SOME) },
  { name: 'Slack hangs up', ...slackSays('hangsUp', SOME) },
  { name: 'Slack says nothing at all', ...slackSays('silence', ['deliver']) },
]

describe.each(CONDITIONS)('where $name', ({ begin, end, breaksTick = false, only = JOB_NAMES }) => {
  let from = 0
  beforeAll(async () => {
    from = lines.length
    await haveWorkWaiting()
    await begin()
  })
  afterAll(() => end())

  test.each(only)('the job %s leaves nothing in the queue but ids and names of errors', async (name) => {
    const job = await runOnce(name)
    expect(canariesIn(job, tokensOf(stage))).toEqual([])
    expect(wrongInLog(lines.slice(from), stageSecrets(stage))).toEqual([])
  })

  test('a tick says in the log what failed, by name, code and place', async () => {
    await stage.world.bot.tickNow().catch(() => {})
    const failed = lines.slice(from).filter((line) => line.includes('a part of a tick failed'))
    if (breaksTick) expect(failed.length).toBeGreaterThan(0)
    expect(wrongInLog(lines.slice(from), stageSecrets(stage))).toEqual([])
  })
})

describe('afterwards', () => {
  let figures: string
  beforeAll(async () => {
    // What was tried in vain goes well by now.
    await stage.world.bot.settled()
    const { port } = stage.world.config.health ?? {}
    figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    await stage.world.bot.stop()
    stage.world.bot = { ...stage.world.bot, stop: async () => true }
  })

  test('every kind of job has failed at least once', () => {
    const failed = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.endsWith('tried again'))
    expect([...new Set(failed.map(({ job }) => job))].filter(Boolean).sort()).toEqual([...JOB_NAMES].sort())
  })

  test('no line of the log, of whatever level, holds anything but what is declared', () => {
    expect(wrongInLog(lines, stageSecrets(stage))).toEqual([])
  })

  test('whoever asks for figures hears of all kinds of jobs, and nothing that names anybody', () => {
    for (const name of JOB_NAMES)
      expect(figures).toContain(`supportgroup_job_seconds_count{queue="${name}",outcome="failed"}`)
    expect(wrongInMetrics(figures, stageSecrets(stage))).toEqual([])
  })

  test('nothing stands in the database, the queue’s tables too, where it is not declared', async () => {
    const whole = await wholeDatabase(stage.world.database.url)
    expect(whole.get('pgboss.job')?.filter(({ row }) => row.output).length ?? 0).toBeGreaterThan(0)
    expect(canariesKept(whole, tokensOf(stage))).toEqual([])
  })
})
