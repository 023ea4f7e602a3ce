/** Keeps so many instances of the bot running, and kills them as the plan says, until enough have been killed. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '#config.ts'
import type { Random } from '../../bench/shared/random.ts'
import type { Reader } from './facts.ts'
import type { End, Fleet, Instance } from './fleet.ts'
import type { Answer, Kill, KillPlan } from './kill-plan.ts'
import { type Scale, shownAt } from './scaled-clock.ts'
import type { RemoteSimulator } from './simulator-handle.ts'

export type BotCounts = {
  /** By crash point and answer, `after-claim ok`. */
  atPoint: Map<string, number>
  atRandom: number
  beforeStart: number
  /** Ends that nobody brought about, such as when Postgres is away at a start. */
  byThemselves: number
  starts: number
}

export type Bots = {
  counts: BotCounts
  /** Those that are connected. */
  running(): readonly Instance[]
  areKillsOver(): boolean
  /** No more kills than there were. */
  endKills(): void
  killed(): number
  /** Slack's clock has another speed. */
  follow(): void
  /** Puts the clock of all bots so many seconds before or behind Slack's. */
  shiftClock(seconds: number): void
  /** Moves it on, for good. */
  moveClock(seconds: number): void
  clockMs(): number
  settle(): Promise<void>
  stop(): Promise<void>
}

type Options = {
  fleet: Fleet
  config: Config
  databaseUrl: string
  /** Slack's clock as it is now, from which the bots' may be shifted. */
  scale: () => Scale
  tickEveryMs: number
  simulator: RemoteSimulator
  reader: Reader
  instances: number
  kills: number
  plan: KillPlan
  random: Random
  /** Whether nothing new becomes due any more. */
  isWorkOver: () => boolean
}

/** A plan that nothing meets within this time is made easier, and then given up for a kill anywhere. */
const UNMET_MS = 4_000
/** The same when there is little left to do. */
const NO_WORK_MS = 700
/** How long a supervisor waits before it starts a bot again that ended by itself. */
const RESTART_MS = 300

export function keepBotsRunning(options: Options): Bots {
  const { fleet, config, databaseUrl, scale, tickEveryMs, plan } = options
  const counts: BotCounts = { atPoint: new Map(), atRandom: 0, beforeStart: 0, byThemselves: 0, starts: 0 }
  const running = new Map<number, Instance>()
  let shiftMs = 0
  let killsLeft = options.kills
  let leftOut = 0
  let isOver = false
  const shifted = (): Scale => ({ ...scale(), clockMs: scale().clockMs + shiftMs })
  const follow = () => {
    for (const instance of running.values()) instance.tell({ scale: shifted() })
  }
  const shift = (ms: number) => {
    shiftMs = ms
    follow()
  }

  async function keepAlive(slot: number): Promise<void> {
    while (!isOver) {
      const kill = killsLeft > 0 ? plan.next() : null
      if (kill) killsLeft -= 1
      const answer = kill?.at === 'point' ? kill.answer : 'ok'
      const start = { config, databaseUrl, scale: shifted(), tickEveryMs }
      const instance = fleet.launch(start, (deliveryId) => prepareSlack(options, deliveryId, answer))
      running.set(slot, instance)
      counts.starts += 1
      if (kill) void strike(instance, kill, options.isWorkOver)
      const end = await instance.ended
      running.delete(slot)
      void letJobsAge(options.reader, instance.taken(), Date.now()).catch(() => {})
      if (!isOver) count(counts, end, answer, instance.isStarted())
      // It ended before the plan was met.
      if (kill && 'code' in end) {
        plan.putBack(kill)
        killsLeft += 1
      }
      if ('code' in end && end.code !== 0 && !isOver) await delay(RESTART_MS)
    }
  }
  const lives = Array.from({ length: options.instances }, (_, slot) => keepAlive(slot))
  return {
    counts,
    running: () => [...running.values()].filter((instance) => instance.isStarted()),
    areKillsOver: () => killsLeft === 0,
    endKills() {
      leftOut += killsLeft
      killsLeft = 0
    },
    killed: () => options.kills - killsLeft - leftOut,
    follow,
    shiftClock: (seconds) => shift(seconds * 1000),
    moveClock: (seconds) => shift(shiftMs + seconds * 1000),
    clockMs: () => shownAt(shifted(), Date.now()),
    settle: async () => void (await Promise.all([...running.values()].map((each) => each.settle()))),
    async stop() {
      isOver = true
      for (const instance of running.values()) instance.signal('SIGKILL')
      await Promise.all(lives)
    },
  }
}

/** What the queue waits before it takes over a dead bot's jobs is ten seconds, and two more until it tries them again. */
const AGES_AFTER_MS = 1_000
const IS_RETRIED_AFTER_MS = 3_000

/**
 * The queue goes by the database's clock, which nobody can make run faster. So the jobs that a dead bot had taken
 * are made as much older as they would be by the bots' clock. Those that it had given back, and another has taken since,
 * are that one's, which lives.
 */
async function letJobsAge({ rows }: Reader, ids: readonly string[], diedAtMs: number): Promise<void> {
  if (ids.length === 0) return
  await delay(AGES_AFTER_MS)
  await rows(
    `UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '11 s'
     WHERE state = 'active' AND id = ANY($1) AND started_on <= to_timestamp($2 / 1000.0)`,
    [ids, diedAtMs],
  )
  await delay(IS_RETRIED_AFTER_MS - AGES_AFTER_MS)
  await rows(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry' AND id = ANY($1)`, [ids])
}

async function strike(instance: Instance, kill: Kill, isWorkOver: () => boolean): Promise<void> {
  const wait = (ms: number) => Promise.race([instance.ended, delay(ms, undefined, { ref: false })])
  if (kill.at === 'random') {
    if (kill.isAtWork) await instance.started
    await wait(kill.afterMs)
  } else {
    await instance.started
    for (const afterClaims of [kill.afterClaims, 0]) {
      instance.tell({ arm: kill.point, afterClaims })
      await wait(isWorkOver() ? NO_WORK_MS : UNMET_MS)
    }
  }
  instance.signal('SIGKILL')
}

/** The next answer to the message that is about to be said will be this one. */
async function prepareSlack(
  { reader, simulator, random }: Options,
  deliveryId: string,
  answer: Answer,
): Promise<string> {
  const sql = 'SELECT nonce FROM deliveries WHERE id = $1'
  const [row] = await reader.rows<{ nonce: string }>(sql, [deliveryId])
  const nonce = row?.nonce ?? ''
  const seconds = answer === 'late' ? 0.3 + random() : 1
  if (answer !== 'ok') {
    await simulator.addFault({ method: 'chat.postMessage', kind: answer, holding: nonce, seconds })
  }
  return nonce
}

function count(counts: BotCounts, end: End, answer: Answer, wasStarted: boolean): void {
  if ('point' in end) {
    const cell = `${end.point} ${answer}`
    counts.atPoint.set(cell, (counts.atPoint.get(cell) ?? 0) + 1)
  } else if ('code' in end) {
    if (end.code !== 0) counts.byThemselves += 1
  } else if (wasStarted) counts.atRandom += 1
  else counts.beforeStart += 1
}
