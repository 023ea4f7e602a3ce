import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliveriesWaiting, jobsByState } from '#db/waiting.ts'
import { makeFeed, readFeed } from '#usecases/calendar-feed.ts'
import { ask } from '#usecases/context.ts'
import { openAccessDesk } from '../support/access-desk.ts'
import { type Stage, startStage } from '../support/access-stage.ts'
import { canaryPaths } from '../support/canary-path.ts'
import { fillDatabase } from '../support/full-database.ts'
import { value } from '../support/group-desk.ts'
import { keepDatabase } from '../support/kept-database.ts'
import { type Plan, planOf } from '../support/query-plan.ts'
import { recordStatements, type Statement } from '../support/statement.ts'

/** Those with a row for each workspace, and what the queue keeps of itself. */
const SMALL = [
  '_prisma_migrations',
  'workspaces',
  'bam',
  'instance',
  'job_dependency',
  'queue',
  'schedule',
  'version',
]

/** What reads more than its own rows, and may. */
const ALLOWED: Record<string, RegExp> = {
  'a start looks whether anything is to be sealed anew': /'\^sealed:|NOT LIKE \$1 LIMIT 1/,
  'at a start and every six hours Slack is asked about every group':
    /^SELECT \S+"id" FROM "public"."groups" .* WHERE \("j\d"."uninstalled_at" IS NULL AND \("j\d"."id" IS NOT NULL\)\) ORDER/,
  'once a day dates are looked for that were computed by older time-zone data': /"t\d"."zone_data" < /,
  'once a day what is old is forgotten, a little of each kind':
    /FROM runs WHERE ended_at IS NULL|^\s*WITH due AS|^\s*DELETE FROM (answers|choices|home_tabs|paces) (USING|WHERE) /,
  'people seldom ask for what is kept about them, or to be erased': /AS MATERIALIZED \(SELECT \* FROM/,
}

/** By Postgres' own estimate. The dearest today reads all answers to a poll of ten dates. */
const MOST = 600

/** The days until the run on the stage is over. */
const DAYS = 90

let stage: Stage
let client: pg.Client
const plans = new Map<Statement, Plan>()

beforeAll(async () => {
  const recording = recordStatements()
  stage = await startStage()
  await askFromOutside()
  await doEverything()
  await livePastTheRun()
  const sent = recording.stop()
  const { url } = stage.world.database
  await fillDatabase(url, stage.world.clock.now())
  client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of sent.filter(isPlanned)) plans.set(statement, await planOf(client, statement))
}, 240_000)
afterAll(async () => {
  await client.end()
  await stage.world.stop()
})

/** Not what says how transactions begin and end, nor what puts the test's own database back. */
function isPlanned({ text }: Statement): boolean {
  return /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text) && !/\bkept\./.test(text)
}

/** A calendar, and whoever scrapes the figures. */
async function askFromOutside(): Promise<void> {
  const { world, people } = stage
  const context = world.bot.context()
  const { teamId } = world.simulator
  const { id: slackUserId } = people.member
  const { token } = value(await makeFeed(context, { teamId, slackUserId, channelId: world.channelId }))
  expect(await readFeed(context, token)).not.toBeNull()
  await ask(context, deliveriesWaiting)
  await ask(context, jobsByState)
}

/** Each command, press, form and event, always in the same state of things. */
async function doEverything(): Promise<void> {
  const { world, ids } = stage
  const { nonce } = await world.database.db.delivery.findUniqueOrThrow({ where: { id: ids.deliveryId } })
  const desk = await openAccessDesk(stage)
  const kept = await keepDatabase(world.database.url)
  for (const { act } of canaryPaths()) {
    await act({ stage, desk, nonce }, false)
    await kept.putBack()
  }
  await kept.close()
  await desk.stop()
}

/** All that the bot does by itself, with the messages that follow from it. */
async function livePastTheRun(): Promise<void> {
  const { world } = stage
  await world.restart()
  for (let day = 0; day < DAYS; day += 1) await world.moveTo(world.clock.now().plus({ days: 1 }))
  await world.bot.stop()
  world.bot = { ...world.bot, stop: async () => true }
}

const inOneLine = ({ text }: Statement) => text.replace(/\s+/g, ' ').trim()
const reasonFor = ({ text }: Statement) => Object.keys(ALLOWED).find((reason) => ALLOWED[reason]?.test(text))
const wholes = ({ wholes }: Plan) => wholes.filter((name) => !SMALL.includes(name) && !name.startsWith('pg_'))
const held = () => [...plans].filter(([statement]) => !reasonFor(statement))

test('whatever anybody does, and whatever comes due, no statement reads a big table or index from end to end', () => {
  expect(plans.size).toBeGreaterThan(300)
  const reading = held().filter(([, plan]) => wholes(plan).length > 0)
  expect(reading.map(([statement, plan]) => `${wholes(plan)}: ${inOneLine(statement)}`)).toEqual([])
})

test('nor does any find its few rows among many by looking at each', () => {
  const dear = held().filter(([, { cost }]) => cost > MOST)
  expect(dear.map(([statement, { cost }]) => `${cost}: ${inOneLine(statement)}`)).toEqual([])
})

test.each(Object.keys(ALLOWED))('what may read more than its own rows needs that still: %s', (reason) => {
  const reading = [...plans].filter(
    ([statement, plan]) => reasonFor(statement) === reason && wholes(plan).length > 0,
  )
  expect(reading.length).toBeGreaterThan(0)
})

test('every table is small, or so full that Postgres has the choice', async () => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples < 1500`,
  )
  expect(rows.map(({ name }) => name).filter((name) => !SMALL.includes(name))).toEqual([])
})

test('when a row goes, what refers to it is found through an index', async () => {
  const { rows } = await client.query<{ reference: string }>(
    `SELECT conrelid::regclass || '.' || attname AS reference FROM pg_constraint
     JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1] AND indpred IS NULL)`,
  )
  expect(rows).toEqual([])
})
