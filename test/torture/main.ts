/**
 * `npm run torture`: kills the bot thousands of times in the middle of its work and shows that nothing is lost, nothing
 * said twice beyond what the README discloses, nothing said after a cancel, and every answer counted.
 *
 * What runs: a Postgres of its own (embedded, with commits as safe as anywhere but for the end of the machine); the
 * simulated Slack in a process of its own; and so many real bots, each a process with the real Bolt over Socket Mode. Bots
 * and Slack share a clock that runs twelve times as fast as the real one, so that the settle time of 150 s takes 12.5 s,
 * which is longer than anything here is late or frozen (3 s) together with how far the bots' clock jumps (30 s of it, 2.5 s).
 * The queue goes by the database's clock, which is real: the jobs that a dead bot had taken are made as much older as they
 * would be by the bots' clock. That they are taken over within fifteen real seconds is shown elsewhere, in the tests.
 *
 * What happens (`chaos.ts`, `bots.ts`): `kill -9` at named crash points with every answer that Slack can give, and
 * anywhere; freezes, graceful stops, cut connections, crash restarts of Postgres, repeated, reordered and lost events,
 * faults and storms of 429, a clock that jumps. The crash points need no hook in the product: the bot's process watches what
 * is said to Postgres and Slack (`crash-point.ts`). At `after-claim` and `before-call` Slack has not been asked yet, and
 * the answer is the one to the next attempt at the same message.
 *
 * It goes in waves of at most 200 kills. Each has a fresh database and workspace with some forty groups: runs with reminders,
 * low numbers, skipped sessions and apologies, and polls answered by reactions and forms, which are closed and fixed
 * (`seed.ts`, `people.ts`). Then it becomes quiet, and the judge (`check.ts`) compares what Slack accepted with
 * the database and with what people saw. One wave in four has no permission to hear where its messages stand, and loses events.
 *
 * The seed decides what is done to whom in which order; when exactly it hits, the machine decides, so a replay is alike, not the
 * same. Ends with 0 when nothing is wrong, 1 when something is, 2 for options that cannot be used.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOptions } from './options.ts'
import { runNaive, runTorture } from './torture.ts'
import { runYear } from './year.ts'

const options = readOptions(process.argv.slice(2))
if (typeof options === 'string') {
  console.error(options)
  process.exit(2)
}
// The database ends with this process, also when it is interrupted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const directory = await mkdtemp(join(tmpdir(), 'torture-'))
process.env.NODE_COMPILE_CACHE ??= join(directory, 'compiled')
const run = options.isYear ? runYear : options.isNaive ? runNaive : runTorture
const isGood = await run(options, directory)
if (isGood) await rm(directory, { recursive: true, force: true })
else console.log(`What the bots logged is in ${join(directory, 'bots.log')}.`)
process.exit(isGood ? 0 : 1)
