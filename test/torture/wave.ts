/**
 * One wave: a fresh workspace and a fresh database with some forty groups, bots that are killed again and again while
 * these are served, then quiet, and then the verdict.
 */
import { DateTime } from 'luxon'
import { seededRandom } from '../../bench/shared/random.ts'
import { type BotCounts, type Bots, keepBotsRunning } from './bots.ts'
import { type Disturbances, disturb } from './chaos.ts'
import { check, type Verdict } from './check.ts'
import { createReader, type Reader, readFacts } from './facts.ts'
import type { Fleet } from './fleet.ts'
import type { KillPlan } from './kill-plan.ts'
import type { Seen } from './people.ts'
import type { Postgres } from './postgres.ts'
import { answerQuestions, becomeQuiet } from './quiet.ts'
import { atSpeed, type Scale, shownAt } from './scaled-clock.ts'
import { type Plan, prepareDatabase, seed } from './seed.ts'
import { startRemoteSimulator } from './simulator-handle.ts'
import { configFor, slackOptions } from './workspace.ts'

export type WaveOptions = {
  number: number
  seed: number
  kills: number
  postgresCrashes: number
  instances: number
  plan: Plan
  killPlan: KillPlan
  fleet: Fleet
  postgres: Postgres
  /** Whether the app may hear where its messages stand; where it may not, events are lost, too. */
  hasMetadata: boolean
  say: (words: string) => void
  /** Hears now and then how many kills there have been. */
  reached: (kills: number) => void
}

export type WaveResult = {
  counts: BotCounts
  disturbances: Disturbances
  seen: Seen
  verdict: Verdict
  isQuiet: boolean
  /** How many kills it came short of, for want of time. */
  missingKills: number
  seconds: { kills: number; quiet: number }
}

/** How many times as fast as the real clock the bots' and Slack's run: the settle time of 150 s takes 12.5 s. */
export const FACTOR = 12
/** While kills are behind, as on a machine that has other things to do, the clock waits for them; unless they have nothing to hit. */
const SLOW = 1.5
const PACING_MS = 300
/** A wave that takes longer ends with fewer kills; the machine has too much else to do. */
const ENOUGH_MS = 60_000
const ENOUGH_MS_A_KILL = 2_000
const ENOUGH_WAITING = 15
const WAITING = `SELECT count(*)::int AS waiting FROM deliveries WHERE status = 'pending'`
/** The bot ticks every 15 s; by a clock that runs faster, as much more often. */
const TICK_MS = 15_000 / FACTOR
const BEGIN = DateTime.fromISO('2027-01-04T09:00:00Z', { zone: 'utc' })

export async function runWave(options: WaveOptions): Promise<WaveResult> {
  const { number, postgres, plan, hasMetadata, instances, kills, fleet } = options
  const databaseUrl = await postgres.createDatabase(`wave_${number}`)
  await prepareDatabase(databaseUrl)
  const begun = { realMs: Date.now(), clockMs: BEGIN.toMillis(), factor: FACTOR }
  const simulator = await startRemoteSimulator(await slackOptions(hasMetadata), begun)
  const random = (part: number) => seededRandom(options.seed * 1_000 + number * 10 + part)
  const circles = await seed(databaseUrl, simulator, BEGIN, plan, random(1))
  // Time begins when everything is in place.
  let scale: Scale = { ...begun, realMs: Date.now() }
  await simulator.follow(scale)

  const reader = createReader(databaseUrl)
  const bots = keepBotsRunning({
    fleet,
    config: configFor(simulator, databaseUrl),
    databaseUrl,
    scale: () => scale,
    tickEveryMs: TICK_MS,
    simulator,
    reader,
    instances,
    kills,
    plan: options.killPlan,
    random: random(2),
    isWorkOver: () => timeGone() > 1,
  })
  await simulator.act({ circles, seed: options.seed + number, factor: FACTOR })
  let isAsked = true
  const questions = answerQuestions(reader, simulator, () => !isAsked)
  const since = () => Date.now() - begun.realMs
  const setSpeed = async (factor: number) => {
    if (factor === scale.factor) return
    scale = atSpeed(scale, factor, Date.now())
    bots.follow()
    await simulator.follow(scale)
  }
  const timeGone = () => (shownAt(scale, Date.now()) - begun.clockMs) / (plan.minutes * 60_000)
  const killsGone = () => bots.killed() / kills
  const isTooLong = () => since() > ENOUGH_MS + kills * ENOUGH_MS_A_KILL
  const pace = async () => {
    const [row] = await reader.rows<{ waiting: number }>(WAITING)
    const isBehind = timeGone() > killsGone() && (row?.waiting ?? 0) > ENOUGH_WAITING
    await setSpeed(isBehind ? SLOW : FACTOR)
  }
  const pacing = setInterval(() => {
    options.reached(bots.killed())
    void pace().catch(() => {})
  }, PACING_MS)
  const progress = reportProgress(bots, reader, since, options)
  const disturbances = await disturb(
    {
      simulator,
      reader,
      postgres,
      instances: bots.running,
      shiftClock: bots.shiftClock,
      random: random(3),
      progress: () => Math.min(timeGone(), killsGone()),
      isOver: () => (bots.areKillsOver() && timeGone() > 1) || isTooLong(),
      mayLoseEvents: !hasMetadata,
    },
    options.postgresCrashes,
  )
  clearInterval(pacing)
  bots.endKills()
  await setSpeed(FACTOR)
  await simulator.clearFaults()
  const killsMs = since()
  options.say(
    `wave ${number}: ${bots.killed()} kills in ${Math.round(killsMs / 1000)} s; waiting until nothing is left to say`,
  )
  const isQuiet = await becomeQuiet(reader, bots)
  const seen = await simulator.stopActing()
  await bots.settle()
  isAsked = false
  await questions
  clearInterval(progress)
  const dueUntilMs = bots.clockMs()
  const record = await simulator.record()
  const facts = await readFacts(reader)
  const quietMs = since() - killsMs
  await bots.stop()
  await reader.end()
  await simulator.end()
  await postgres.dropDatabase(`wave_${number}`)
  const verdict = check({ facts, record, seen, circles, dueUntilMs, isToldPlaces: hasMetadata })
  const seconds = { kills: killsMs / 1000, quiet: quietMs / 1000 }
  const missingKills = Math.max(0, kills - bots.killed())
  return { counts: bots.counts, disturbances, seen, verdict, isQuiet, missingKills, seconds }
}

const PROGRESS_MS = 15_000

/** Says now and then how far it is. */
function reportProgress(bots: Bots, reader: Reader, since: () => number, { number, say }: WaveOptions) {
  const sql = `SELECT status::text, count(*)::int FROM deliveries GROUP BY status ORDER BY status`
  const report = async () => {
    const rows = await reader.rows<{ status: string; count: number }>(sql)
    const states = rows.map(({ status, count }) => `${count} ${status}`).join(', ')
    say(`wave ${number}, ${Math.round(since() / 1000)} s: ${bots.killed()} kills; deliveries: ${states}`)
  }
  return setInterval(() => void report().catch(() => {}), PROGRESS_MS)
}
