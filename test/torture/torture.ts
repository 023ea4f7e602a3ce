/** Wave after wave until there were enough kills; and the same with bots that are naive on purpose. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Progress, showProgress } from '#progress.ts'
import { seededRandom } from '../../bench/shared/random.ts'
import { bundle } from './bundle.ts'
import { createFleet } from './fleet.ts'
import { AT_RANDOM, createKillPlan } from './kill-plan.ts'
import type { Options } from './options.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { addUp, type Total, table, wrongCount, wrongThings } from './table.ts'
import { FACTOR, runWave, type WaveResult } from './wave.ts'

const KILLS_A_WAVE = 200
/** Groups and minutes of the bots' clock in a wave; one with few kills has fewer. */
const WHOLE = { running: 32, polled: 5, minutes: 16 }
const SMALL = { running: 10, polled: 2, minutes: 12 }
const FEW_KILLS = 60
/** Every so many waves the app has only the permissions that it must have. */
const POOR_EVERY = 4
/** So many of each kind of what is wrong are named. */
const NAMED = 20
/** The naive bots do so much wrong that few are enough. */
const NAMED_OF_NAIVE = 5

const BOT = new URL('./bot-process.ts', import.meta.url)
const NAIVE = {
  'calls Slack, then records it': new URL('./naive-twice.ts', import.meta.url),
  'records it, then calls Slack once': new URL('./naive-never.ts', import.meta.url),
}

type Ground = { directory: string; postgres: Postgres; say: (words: string) => void; line: Progress }

/** Tortures the bot and prints the table; answers whether nothing is wrong. */
export async function runTorture(options: Options, directory: string): Promise<boolean> {
  const { kills, postgresCrashes, instances, seed } = options
  console.log(
    `${kills} kills of ${instances} instances, ${postgresCrashes} crashes of Postgres; the bots' clock and Slack's run ${FACTOR} times as fast as the real one.`,
  )
  console.log(
    `To do the same to them again: npm run torture -- --kills ${kills} --pg-restarts ${postgresCrashes} --instances ${instances} --seed ${seed}`,
  )
  const ground = await prepare(directory, kills)
  const program = await bundle(BOT, join(directory, 'bot'))
  const total = await runWaves(ground, program, options, AT_RANDOM, NAMED)
  await ground.postgres.stop()
  console.log(`\n${table(total, NAMED)}\n`)
  const wrong = wrongCount(total)
  console.log(wrong === 0 ? `Nothing is wrong. Seed ${seed}.` : `${wrong} things are wrong. Seed ${seed}.`)
  const bites = kills < FEW_KILLS || total.counts.atPoint.size > 0
  if (!bites) console.log('No bot was killed at a crash point: the harness does not bite.')
  return wrong === 0 && bites
}

/** The same with bots that deliver naively; answers whether the judge found both of them out. */
export async function runNaive(options: Options, directory: string): Promise<boolean> {
  const ground = await prepare(directory, options.kills)
  const found: number[] = []
  for (const [name, substitute] of Object.entries(NAIVE)) {
    console.log(`\nA bot that is naive on purpose: it ${name}.`)
    const program = await bundle(BOT, join(directory, `naive-${found.length}`), { '/deliver.ts': substitute })
    const total = await runWaves(ground, program, { ...options, postgresCrashes: 0 }, 1, NAMED_OF_NAIVE)
    const { lost, twice } = total.verdict
    console.log(`\n${table(total, NAMED_OF_NAIVE)}\n`)
    found.push(lost.length + twice.length)
  }
  await ground.postgres.stop()
  const areFoundOut = found.every((count) => count > 0)
  console.log(areFoundOut ? 'Both were found out.' : 'One was not found out: the harness does not bite.')
  return areFoundOut
}

async function prepare(directory: string, kills: number): Promise<Ground> {
  const begunAt = Date.now()
  // What comes after the last kill of a wave is as long as in the waves before it.
  const line = showProgress('Kills', { isEven: kills > KILLS_A_WAVE })
  const say = (words: string) =>
    line.aside(() => console.log(`${((Date.now() - begunAt) / 1000).toFixed(0).padStart(5)} s  ${words}`))
  return { directory, postgres: await startPostgres(join(directory, 'postgres')), say, line }
}

async function runWaves(
  { directory, postgres, say, line }: Ground,
  program: string,
  { kills, postgresCrashes, instances, seed }: Options,
  atRandom: number,
  named: number,
): Promise<Total> {
  const fleet = createFleet(program, join(directory, 'bots.log'))
  const results: WaveResult[] = []
  let failure: string | null = null
  const waves = Math.ceil(kills / KILLS_A_WAVE)
  const killPlan = createKillPlan(seededRandom(seed), atRandom)
  for (let number = 1; number <= waves; number += 1) {
    const before = (whole: number) => Math.round((whole * (number - 1)) / waves)
    const share = (whole: number) => Math.round((whole * number) / waves) - before(whole)
    const wave = runWave({
      number,
      seed,
      kills: share(kills),
      postgresCrashes: share(postgresCrashes),
      instances,
      plan: kills < FEW_KILLS ? SMALL : WHOLE,
      killPlan,
      fleet,
      postgres,
      hasMetadata: number % POOR_EVERY !== 0,
      say,
      reached: (killed) => line.reached(before(kills) + killed, kills),
    })
    const result = await withinLimit(wave, share(kills)).catch((error: unknown) => {
      // What the waves before it showed must not be lost with it.
      failure = `wave ${number} did not end as it should: ${error instanceof Error ? error.message : error}`
    })
    if (!result) break
    results.push(result)
    const alone = addUp([result])
    say(
      `wave ${number} of ${waves}: ${result.verdict.counts.posts} posts, ${wrongCount(alone)} wrong; ${secondsOf(result)}`,
    )
    // At once as well as in the table: a long run may be ended before its table.
    for (const thing of wrongThings(alone, named)) say(thing)
  }
  line.end()
  fleet.stop()
  if (failure && results.length === 0) throw new Error(failure)
  return { ...addUp(results), failure }
}

/** Beyond what a wave allows itself, and its patience until it is quiet. */
const LIMIT_MS = 400_000
const LIMIT_MS_A_KILL = 2_500

/** Throws when a wave takes so long that it must hang. */
async function withinLimit<T>(wave: Promise<T>, kills: number): Promise<T> {
  const limitMs = LIMIT_MS + kills * LIMIT_MS_A_KILL
  const limit = delay(limitMs, undefined, { ref: false }).then(() => {
    throw new Error(`nothing after ${limitMs / 1000} s`)
  })
  return await Promise.race([wave, limit])
}

function secondsOf({ seconds }: WaveResult): string {
  return `${Math.round(seconds.kills)} s of kills, ${Math.round(seconds.quiet)} s until quiet`
}
