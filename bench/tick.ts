import { DateTime, Duration } from 'luxon'
import { pino } from 'pino'
import { createWatch } from '#jobs/watch.ts'
import type { Context } from '#usecases/context.ts'
import { tick } from '#usecases/tick.ts'
import type { Line, Reached, Report } from './shared/report.ts'
import { type Bench, statementsOf, withServer } from './shared/server.ts'
import { median } from './shared/timing.ts'
import { time } from './shared/wording.ts'
import { DUE_GROUPS, fill, fillWithDue, NOW, ON, SESSIONS_OF_FILLER } from './tick/fill.ts'

const SESSIONS = [100, 10_000, 1_000_000]
const IDLE_TICKS = 100
/** Before the session, in the order in which they come. */
const DUE = ['P14D', 'P7D', 'P2D', 'P1D', 'PT2H']

/** What one database showed: times in milliseconds, and statements to the database. */
type Found = {
  sessions: number
  idleMs: number
  idleStatements: number
  dueMs: number
  dueStatements: number
  reminders: number
}

/** Ticks, where nothing is due and where a hundred reminders are, as the database grows. */
export function run(reached: Reached): Promise<Report> {
  const total = 1 + SESSIONS.length + 2 * (1 + DUE.length)
  let done = 0
  const step = () => reached(++done, total)
  return withServer(async (open) => {
    const prepared = async (name: string, sessions: number) => {
      const bench = await open(name)
      await fillWithDue(bench)
      await fill(bench, Math.round((sessions - DUE_GROUPS) / SESSIONS_OF_FILLER))
      step()
      return subjectOf(bench, sessions)
    }
    const first = await prepared('compiled', Math.min(...SESSIONS))
    const subjects: Subject[] = []
    for (const sessions of SESSIONS) subjects.push(await prepared(`sessions_${sessions}`, sessions))
    try {
      // Once more than is reported, so that all of them are measured with code that has been compiled.
      await measure([first], step)
      await measure(subjects, step)
      return report(await Promise.all(subjects.map(foundIn)))
    } finally {
      for (const { bench } of [first, ...subjects]) await bench.close()
    }
  })
}

/** A database, and what is being found out about it. */
type Subject = {
  bench: Bench
  sessions: number
  beat(context: Context): Promise<void>
  idleMs: number[]
  idleStatements: number
  dueMs: number[]
  dueStatements: number[]
}

function subjectOf(bench: Bench, sessions: number): Subject {
  return { bench, sessions, beat: beatOf(), idleMs: [], idleStatements: 0, dueMs: [], dueStatements: [] }
}

/** By turns, lest a machine that is busier for a while is so for one of them alone. */
async function measure(subjects: readonly Subject[], step: () => void): Promise<void> {
  for (const { bench, beat } of subjects) {
    // What was set up is said, and looked at once.
    await said(bench)
    await beat(bench.at(NOW))
    await beat(bench.at(NOW))
  }
  for (let count = 0; count < IDLE_TICKS; count += 1)
    for (const { bench, beat, idleMs } of subjects) idleMs.push(await timeOf(() => beat(bench.at(NOW))))
  for (const subject of subjects)
    subject.idleStatements = await statementsOf(() => subject.beat(subject.bench.at(NOW)))
  step()
  for (const before of DUE) {
    const now = DateTime.fromISO(`${ON}T14:00`, { zone: 'Europe/London' }).minus(Duration.fromISO(before))
    for (const { bench, beat, dueMs, dueStatements } of subjects) {
      const tickThen = async () => dueMs.push(await timeOf(() => beat(bench.at(now))))
      dueStatements.push(await statementsOf(tickThen))
      await said(bench)
    }
    step()
  }
}

async function foundIn(subject: Subject): Promise<Found> {
  const { bench, sessions, idleMs, idleStatements, dueMs, dueStatements } = subject
  const about = { path: ['kind'], equals: 'reminder' }
  return {
    sessions,
    idleMs: median(idleMs),
    idleStatements,
    dueMs: median(dueMs),
    dueStatements: median(dueStatements),
    reminders: await bench.at(NOW).db.delivery.count({ where: { about } }),
  }
}

/** What a tick does of what costs something each time. */
function beatOf(): (context: Context) => Promise<void> {
  const watch = createWatch(pino({ enabled: false }), Date.now, null)
  return async (context) => {
    await tick(context)
    await watch(context)
  }
}

/** As if a worker had said everything; what a tick costs that waits for it is another matter. */
async function said(bench: Bench): Promise<void> {
  await bench.sql(`
    UPDATE deliveries SET status = 'sent', posted_channel_id = address, ts = nonce, claimed_at = created_at, sent_at = created_at
    WHERE status = 'pending'`)
  await bench.sql('DELETE FROM pgboss.job')
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

function report(found: readonly Found[]): Report {
  const [smallest] = found as [Found]
  const missing = found.filter(({ reminders }) => reminders !== DUE.length * DUE_GROUPS)
  return {
    lines: found.flatMap((each) => lines(each, smallest)),
    notes: [
      `Nothing due: medians of ${IDLE_TICKS} ticks. ${DUE_GROUPS} reminders due, each in a group of its own: medians of ${DUE.length} ticks; they are noted to be said, with a job each, and not said. The databases are measured by turns, and compared with the smallest.`,
    ],
    figures: { found },
    wrong: missing.map(
      ({ sessions, reminders }) => `with ${sessions} sessions ${reminders} reminders became due`,
    ),
  }
}

function lines(each: Found, smallest: Found): Line[] {
  const size = `${each.sessions.toLocaleString('en-GB')} sessions`
  const compared = (ms: number, base: number) =>
    each === smallest ? {} : { against: time(base), ratio: `${(ms / base).toFixed(2)}×` }
  const isFlat = (ms: number, base: number) => each === smallest || ms <= base * 1.2
  return [
    {
      what: `nothing due, ${size}`,
      ours: `${time(each.idleMs)}, ${each.idleStatements} statements`,
      ...compared(each.idleMs, smallest.idleMs),
      goal: {
        says: '≤ 10 ms, flat within 20 %',
        isMet: each.idleMs <= 10 && isFlat(each.idleMs, smallest.idleMs),
      },
    },
    {
      what: `100 due, ${size}`,
      ours: `${time(each.dueMs)}, ${each.dueStatements} statements`,
      ...compared(each.dueMs, smallest.dueMs),
      goal: { says: 'flat within 20 %', isMet: isFlat(each.dueMs, smallest.dueMs) },
    },
  ]
}
