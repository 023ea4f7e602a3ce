/** One simulated year, from due to due: every reminder once, on the minute of its wall time. Nobody is killed here. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { showProgress } from '#progress.ts'
import { seededRandom } from '../../bench/shared/random.ts'
import { bundle } from './bundle.ts'
import { createReader, type Reader } from './facts.ts'
import { createFleet, type Instance } from './fleet.ts'
import { NO_PAUSES } from './log-table.ts'
import type { Options } from './options.ts'
import { startPostgres } from './postgres.ts'
import type { Scale } from './scaled-clock.ts'
import { prepareDatabase } from './seed.ts'
import { type RemoteSimulator, startRemoteSimulator } from './simulator-handle.ts'
import { MINUTE_MS, wallTimeAt } from './wall-time.ts'
import { configFor, slackOptions } from './workspace.ts'
import { duesOf, planYear, type YearDue } from './year-plan.ts'
import { seedYear } from './year-seed.ts'

const GROUPS = 50
const INSTANCES = 2
const BEGIN_MS = Date.parse('2027-01-01T00:00Z')
const END_MS = Date.parse('2028-01-01T00:00Z')
/** How many reminders get a look a minute before, beside all near a clock change. */
const LOOKED_AT_BEFORE = 0.05
/** And how many moments lie anywhere. */
const IN_BETWEEN = 200

/** Answers whether every reminder came once and on its minute. */
export async function runYear({ seed }: Options, directory: string): Promise<boolean> {
  const begunAt = Date.now()
  const random = seededRandom(seed)
  const groups = planYear(GROUPS, random)
  const dues = duesOf(groups)
  const moments = momentsOf(dues, random)
  console.log(
    `${GROUPS} groups in ${new Set(groups.map(({ timeZone }) => timeZone)).size} zones, ${dues.length} reminders, ${dues.filter((due) => due.isNearChange).length} of them near a clock change; ${INSTANCES} instances; the clock stands still at ${moments.length} moments of 2027. Seed ${seed}.`,
  )
  const postgres = await startPostgres(join(directory, 'postgres'))
  const databaseUrl = await postgres.createDatabase('year')
  await prepareDatabase(databaseUrl, NO_PAUSES)
  const at = (clockMs: number): Scale => ({ realMs: Date.now(), clockMs, factor: 0 })
  const simulator = await startRemoteSimulator(await slackOptions(true), at(BEGIN_MS))
  const sessionIds = await seedYear(databaseUrl, simulator, groups, BEGIN_MS)
  const fleet = createFleet(
    await bundle(new URL('./bot-process.ts', import.meta.url), directory),
    join(directory, 'bots.log'),
  )
  const start = {
    config: configFor(simulator, databaseUrl),
    databaseUrl,
    scale: at(BEGIN_MS),
    tickEveryMs: 0,
  }
  const bots = Array.from({ length: INSTANCES }, () => fleet.launch(start, async () => ''))
  fleet.stop()
  await Promise.all(bots.map((bot) => bot.started))
  const reader = createReader(databaseUrl)
  let saidAt = Date.now()
  const line = showProgress('Moments', { isEven: true })
  for (const [index, momentMs] of moments.entries()) {
    await stand(at(momentMs), { simulator, bots, reader })
    line.reached(index + 1, moments.length)
    if (Date.now() - saidAt < 30_000) continue
    saidAt = Date.now()
    line.aside(() =>
      console.log(
        `${seconds(begunAt)} s  ${new Date(momentMs).toISOString()}, ${index} of ${moments.length} moments`,
      ),
    )
  }
  line.end()
  const wrong = await judge(
    { simulator, reader },
    dues,
    groups.map(({ timeZone }) => timeZone),
    sessionIds,
  )
  for (const bot of bots) bot.signal('SIGKILL')
  await reader.end()
  await simulator.end()
  await postgres.stop()
  for (const each of wrong.slice(0, 20)) console.log(each)
  console.log(
    `${dues.length} reminders: ${wrong.length === 0 ? 'every one once, on the minute of its wall time' : `${wrong.length} things are wrong`}. ${seconds(begunAt)} s.`,
  )
  return wrong.length === 0
}

/** When the clock stands still, in order. */
function momentsOf(dues: readonly YearDue[], random: () => number): number[] {
  const before = dues.filter(({ isNearChange }) => isNearChange || random() < LOOKED_AT_BEFORE)
  const between = Array.from(
    { length: IN_BETWEEN },
    () => BEGIN_MS + Math.floor(random() * (END_MS - BEGIN_MS)),
  )
  const all = [...dues.map(({ dueMs }) => dueMs), ...before.map(({ dueMs }) => dueMs - MINUTE_MS), ...between]
  return [...new Set(all)].filter((moment) => moment < END_MS).sort((a, b) => a - b)
}

type Scene = { simulator: RemoteSimulator; bots: readonly Instance[]; reader: Reader }

/** Everybody's clock shows this moment, both bots do what is due, and what they have to say is said. */
async function stand(scale: Scale, { simulator, bots, reader }: Scene): Promise<void> {
  await simulator.follow(scale)
  for (const bot of bots) bot.tell({ scale })
  await Promise.all(bots.map((bot) => bot.tick()))
  const sql = `SELECT count(*)::int AS open FROM deliveries WHERE status IN ('pending', 'sending')`
  for (;;) {
    const [row] = await reader.rows<{ open: number }>(sql)
    if (row?.open === 0) return
    await delay(5)
  }
}

/** What is wrong, a sentence each. */
async function judge(
  { simulator, reader }: Pick<Scene, 'simulator' | 'reader'>,
  dues: readonly YearDue[],
  zones: readonly string[],
  sessionIds: readonly (readonly string[])[],
): Promise<string[]> {
  const { attempts } = await simulator.record()
  const rows = await reader.rows<{ nonce: string; session: string; before: string }>(
    `SELECT nonce, about->>'sessionId' AS session, about->>'before' AS before FROM deliveries
      WHERE about->>'kind' = 'reminder'`,
  )
  const posted = Map.groupBy(attempts, ({ nonce }) => nonce)
  const shown = new Map(
    rows.map(({ nonce, session, before }) => [`${session} ${before}`, posted.get(nonce) ?? []]),
  )
  return dues.flatMap(({ group, session, before, dueMs }) => {
    const zone = zones[group] ?? 'UTC'
    const copies = shown.get(`${sessionIds[group]?.[session]} ${before}`) ?? []
    const due = `${before} at ${wallTimeAt(dueMs, zone)} in ${zone}`
    if (copies.length !== 1) return [`${copies.length} times: ${due}`]
    const shownMs = copies[0]?.clockMs ?? 0
    return wallTimeAt(shownMs, zone) === wallTimeAt(dueMs, zone) && Math.abs(shownMs - dueMs) < MINUTE_MS
      ? []
      : [`${due} came at ${wallTimeAt(shownMs, zone)}`]
  })
}

function seconds(sinceMs: number): string {
  return ((Date.now() - sinceMs) / 1000).toFixed(0).padStart(5)
}
