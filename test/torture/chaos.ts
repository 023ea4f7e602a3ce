/** What happens to the bots, to Slack and to Postgres while they work, in an order that the seed gives. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../bench/shared/random.ts'
import type { Reader } from './facts.ts'
import type { Instance } from './fleet.ts'
import { ANSWERS } from './kill-plan.ts'
import type { Postgres } from './postgres.ts'
import type { RemoteSimulator } from './simulator-handle.ts'

/** How often each thing was done. */
export type Disturbances = {
  frozen: number
  stopped: number
  connectionsCut: number
  eventsRepeated: number
  eventsHeld: number
  eventsLost: number
  faults: number
  storms: number
  clockJumps: number
  reconnects: number
  postgresCrashes: number
}

export type Scene = {
  simulator: RemoteSimulator
  reader: Reader
  postgres: Postgres
  /** Those that run just now. */
  instances: () => readonly Instance[]
  /** Moves the clock of all bots so many seconds away from Slack's. */
  shiftClock: (seconds: number) => void
  random: Random
  /** From 0 to 1, at the end. */
  progress: () => number
  isOver: () => boolean
  /** Whether events may be lost for good. */
  mayLoseEvents: boolean
}

/** The longest that a process stands still; the settle time is longer, by the same clock. */
const FREEZE_AT_MOST_MS = 3_000
/** How far the bots' clock goes from Slack's, either way. */
const JUMP_AT_MOST_SECONDS = 30

type Deed = (scene: Scene, done: Disturbances) => Promise<void>

/** Goes on until the scene is over, one thing after the other, each as often as its rate says. */
export async function disturb(scene: Scene, crashes: number): Promise<Disturbances> {
  const done: Disturbances = {
    frozen: 0,
    stopped: 0,
    connectionsCut: 0,
    eventsRepeated: 0,
    eventsHeld: 0,
    eventsLost: 0,
    faults: 0,
    storms: 0,
    clockJumps: 0,
    reconnects: 0,
    postgresCrashes: 0,
  }
  await Promise.all([goOn(scene, done), crashPostgres(scene, done, crashes)])
  return done
}

/** How often a second each is done. */
const DEEDS: readonly [rate: number, deed: Deed][] = [
  [2.5, addFaults],
  [0.06, storm],
  [0.17, freeze],
  [0.08, stopGracefully],
  [0.12, cutConnections],
  [0.3, repeatEvents],
  [0.2, holdEvents],
  [0.12, jump],
  [0.025, reconnect],
]

async function goOn(scene: Scene, done: Disturbances): Promise<void> {
  const total = DEEDS.reduce((sum, [rate]) => sum + rate, 0)
  while (!scene.isOver()) {
    await delay((2_000 / total) * scene.random())
    let left = scene.random() * total
    const deed = DEEDS.find(([rate]) => {
      left -= rate
      return left < 0
    })
    if (!scene.isOver()) await deed?.[1](scene, done)
  }
}

/** The share of posts that meet a fault, beside those at crash points. */
const FAULTY = 0.12
const OTHERS = ['chat.update', 'reactions.get', 'reactions.add'] as const

async function addFaults({ simulator, random }: Scene, done: Disturbances): Promise<void> {
  const kind = pick(random, ANSWERS)
  // As many as there are calls for them, also where a busy machine makes few.
  if (kind === 'ok' || done.faults > FAULTY * (await simulator.attempts())) return
  // Things that can be repeated meet a fault too: reading back, bringing up to date, asking who is there.
  const method = random() < 0.8 ? 'chat.postMessage' : pick(random, OTHERS)
  await simulator.addFault({ method, kind, seconds: kind === 'late' ? 0.2 + random() * 1.5 : 1 })
  done.faults += 1
}

async function storm({ simulator, random }: Scene, done: Disturbances): Promise<void> {
  const times = 4 + Math.floor(random() * 10)
  await simulator.addFault({ method: 'chat.postMessage', kind: 'rateLimited', seconds: 1, times })
  done.storms += 1
}

async function freeze({ instances, random }: Scene, done: Disturbances): Promise<void> {
  const instance = pick(random, instances())
  if (!instance) return
  done.frozen += 1
  instance.signal('SIGSTOP')
  const thaw = async () => {
    await delay(200 + random() * (FREEZE_AT_MOST_MS - 200))
    instance.signal('SIGCONT')
  }
  void thaw()
}

async function stopGracefully({ instances, random }: Scene, done: Disturbances): Promise<void> {
  const instance = pick(random, instances())
  if (!instance?.isStarted()) return
  done.stopped += 1
  instance.signal('SIGTERM')
}

async function cutConnections({ reader, random }: Scene, done: Disturbances): Promise<void> {
  const cut = await reader.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name <> 'harness' AND random() < $1`,
    [0.2 + random() * 0.6],
  )
  done.connectionsCut += cut.length
}

async function repeatEvents({ simulator, random }: Scene, done: Disturbances): Promise<void> {
  const count = 1 + Math.floor(random() * 8)
  // It waits for the bots, which may be frozen or dead.
  void simulator.repeatEvents(count).catch(() => {})
  done.eventsRepeated += count
}

const ORDERS = ['inOrder', 'backwards'] as const
const WAYS = [...ORDERS, 'lost'] as const

async function holdEvents({ simulator, random, mayLoseEvents }: Scene, done: Disturbances): Promise<void> {
  await simulator.holdEvents()
  await delay(200 + random() * 1_500)
  const choice = pick(random, mayLoseEvents ? WAYS : ORDERS)
  void simulator.releaseEvents(choice).catch(() => {})
  if (choice === 'lost') done.eventsLost += 1
  else done.eventsHeld += 1
}

async function jump({ shiftClock, random }: Scene, done: Disturbances): Promise<void> {
  shiftClock((random() * 2 - 1) * JUMP_AT_MOST_SECONDS)
  done.clockJumps += 1
}

async function reconnect({ simulator }: Scene, done: Disturbances): Promise<void> {
  await simulator.refreshConnection()
  done.reconnects += 1
}

/** The crashes are spread over the whole wave. */
async function crashPostgres(scene: Scene, done: Disturbances, crashes: number): Promise<void> {
  for (let crash = 0; crash < crashes; crash += 1) {
    const at = (crash + 0.2 + scene.random() * 0.6) / crashes
    while (scene.progress() < at && !scene.isOver()) await delay(100)
    await scene.postgres.crashAndRestart()
    done.postgresCrashes += 1
  }
}

function pick<T>(random: Random, from: readonly [T, ...T[]]): T
function pick<T>(random: Random, from: readonly T[]): T | undefined
function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)]
}
