/** A workspace whose bot is a process of its own and is killed, again and again, in the middle of its work. */
import { setTimeout as delay } from 'node:timers/promises'
import { USUAL_RETENTION } from '#config.ts'
import type { Queue } from '#db/queue.ts'
import { UNWATCHED } from '#watch/watch.ts'
import { type BotProcess, createLauncher } from './bot-process-handle.ts'
import { query } from './query.ts'
import { startWorld, until, type World, type WorldOptions } from './world.ts'

export type DangerousWorld = World & {
  /** `kill -9`; what the bot was in the middle of saying is noted. */
  kill(): Promise<void>
  /** Starts a bot after a kill; resolves when it is connected. */
  start(): Promise<void>
  /** As `start`, and what the queue waits for before it takes over a dead bot's jobs has passed. */
  startMuchLater(): Promise<void>
  /** Deliveries that a kill found between the call to Slack and its answer. */
  interrupted: Set<string>
  kills(): number
}

/** Something that people do, and how they see that it worked. */
export type Deed = { act(): Promise<unknown>; isDone(): boolean | Promise<boolean> }

/** As `startWorld`, with the bot in another process. */
export async function startDangerousWorld(options: WorldOptions): Promise<DangerousWorld> {
  const world = await startWorld(options)
  await world.bot.stop()
  const { clock, database, config } = world
  const launcher = createLauncher({ config, databaseUrl: `${database.url}?application_name=${NAME}` })
  const interrupted = new Set<string>()
  let kills = 0
  let bot: BotProcess
  const start = async () => {
    bot = launcher.launch(clock.now())
    await bot.started
  }
  await start()
  return Object.assign(world, {
    clock: {
      now: clock.now,
      set(at: Parameters<typeof clock.set>[0]) {
        clock.set(at)
        bot.setClock(at)
      },
    },
    bot: {
      // Here things are only looked up; whatever is queued is queued by the bot itself.
      context: () => ({
        db: database.db,
        now: clock.now(),
        zoneData: '',
        settleSeconds: 150,
        retention: USUAL_RETENTION,
        queue: {} as Queue,
        watch: UNWATCHED,
      }),
      tickNow: () => bot.ask('tick', clock.now()),
      settled: () => bot.ask('settled', clock.now()),
      async stop() {
        launcher.stop()
        await bot.ask('stop', clock.now())
        await bot.kill()
      },
    },
    interrupted,
    kills: () => kills,
    start,
    async kill() {
      await bot.kill()
      kills += 1
      await untilForgotten(database.url)
      const sending = await database.db.delivery.findMany({ where: { status: 'sending' } })
      for (const { id } of sending) interrupted.add(id)
    },
    async startMuchLater() {
      await letOwnersAge(database.url)
      await start()
      await bot.ask('supervise', clock.now())
      await letRetriesAge(database.url)
    },
  })
}

/** By what PostgreSQL knows the bot's connections; those of the queue have a name of their own. */
const NAME = 'killed-bot'

/** Waits until a dead bot's last statement has ended: one on its way when it was killed is carried out all the same. */
async function untilForgotten(url: string): Promise<void> {
  const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND (application_name = '${NAME}' OR application_name LIKE 'pgboss%')`
  await until(async () => (await query(url, sql)).length === 0, 'the dead bot’s connections to end')
}

/**
 * The queue takes a job over when its owner has not been heard of for ten seconds, by the database's own
 * clock, which no test can move. So the jobs of a dead bot are made older instead.
 */
async function letOwnersAge(url: string): Promise<void> {
  await query(
    url,
    `UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '11 s' WHERE state = 'active';
     UPDATE pgboss.queue SET monitor_on = NULL, monitor_claim_on = NULL`,
  )
}

/** A job that was taken over waits some seconds before it is tried again. */
async function letRetriesAge(url: string): Promise<void> {
  await query(url, `UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`)
}

/**
 * Somebody does something, and the bot is killed so many times within 400 ms, by chance also while it
 * starts again. Then they do it once more unless they see that it worked. `chance` answers from 0 to 1.
 */
export async function doWithKills(
  world: DangerousWorld,
  deed: Deed,
  kills: number,
  chance: () => number,
): Promise<void> {
  let hasGoneThrough = false
  const act = async () => {
    hasGoneThrough = await deed.act().then(
      () => true,
      () => false,
    )
  }
  for (let kill = 0; kill < kills; kill += 1) {
    const acting = hasGoneThrough || (await deed.isDone()) ? null : act()
    await delay(chance() * LONGEST_DELAY_MS)
    await world.kill()
    await acting
    await startByChance(world, chance)
  }
  for (let attempt = 0; attempt < 4; attempt += 1) {
    if (!hasGoneThrough && !(await deed.isDone())) await act()
    const isDone = await until(deed.isDone, 'the deed to be done', PATIENCE_SECONDS).then(
      () => true,
      () => false,
    )
    if (isDone) return
    hasGoneThrough = false
  }
  throw new Error(`people tried in vain: ${deed.isDone}`)
}

const LONGEST_DELAY_MS = 400
const PATIENCE_SECONDS = 2
/** How many of the new processes are killed before they have started. */
const KILLED_AT_START = 0.15

async function startByChance(world: DangerousWorld, chance: () => number): Promise<void> {
  if (chance() < KILLED_AT_START) {
    const starting = world.start().catch(() => {})
    await delay(chance() * LONGEST_DELAY_MS)
    await world.kill()
    await starting
  }
  await world.startMuchLater()
}
