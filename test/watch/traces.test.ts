import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBot } from '#bot.ts'
import { JOB_NAMES } from '#db/queue.ts'
import { DELIVERY_KINDS } from '#slack/render.ts'
import { OTHER, SLACK_METHODS } from '#watch/known-word.ts'
import { OUTCOMES, REQUEST_KINDS } from '#watch/watch.ts'
import { canariesIn, canary } from '../support/canary.ts'
import { type Collector, type Span, startCollector } from '../support/collector.ts'
import { stageSecrets } from '../support/stage-secret.ts'
import { openPoll, pollPages, setUp } from '../support/story.ts'
import { testKeys } from '../support/test-keys.ts'
import { startWorld, until, type World } from '../support/world.ts'

let world: World
let collector: Collector
let spans: Span[]
const log: string[] = []

/** The world's bot, anew, with its traces sent there. */
async function tracedTo(url: string) {
  const { config, clock, database } = world
  world.bot = await startBot({
    config: { ...config, traces: { url, serviceName: 'tea' } },
    keys: testKeys,
    databaseUrl: database.url,
    clock,
    log: pino({ level: 'warn' }, { write: (line: string) => void log.push(line) }),
  })
}

beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await world.bot.stop()
  collector = await startCollector()
  await tracedTo(collector.url)
  await setUp(world, { minimum: { value: '2' }, name: { value: `Tea ${canary('groupname')}` } })
  await openPoll(world, { sessions: { value: '2' } })
  expect(await world.bot.stop()).toBe(true)
  spans = collector.spans()
}, 60_000)
afterAll(async () => {
  await world.stop()
  await collector.stop()
})

const parentOf = ({ parentSpanId, traceId }: Span) =>
  spans.find((span) => span.spanId === parentSpanId && span.traceId === traceId)

/** Its name and those of all that it is part of, from the inside out. */
function path(span: Span): string[] {
  const parent = parentOf(span)
  return [span.name, ...(parent ? path(parent) : [])]
}

const attribute = ({ attributes }: Span, name: string) =>
  attributes.find(({ key }) => key === name)?.value.stringValue

test('a poll that is posted can be followed: the form in its transaction, and each page in its job to the call to Slack', () => {
  const posts = spans.filter(({ name }) => name === 'slackCall chat.postMessage').map(path)
  const pages = posts.filter((each) => each[1] === 'delivery pollPage')
  expect(pages).toHaveLength(pollPages(world).length)
  expect(pages[0]).toEqual(['slackCall chat.postMessage', 'delivery pollPage', 'job deliver'])
  const transactions = spans.filter(({ name }) => name === 'transaction').map((span) => path(span).at(-1))
  for (const root of ['request view', 'job deliver', 'tick']) expect(transactions).toContain(root)
  const form = spans.find(({ name }) => name === 'request view')
  expect(form?.events.map(({ name }) => name)).toEqual(['acknowledged'])
})

test('whatever is part of something is known to be, and took place within its time', () => {
  expect(spans.length).toBeGreaterThan(50)
  const parts = spans.filter(({ parentSpanId }) => parentSpanId)
  expect(parts.filter((span) => !parentOf(span))).toEqual([])
  const early = parts.filter(
    (span) => BigInt(span.startTimeUnixNano) < BigInt(parentOf(span)?.startTimeUnixNano ?? 0),
  )
  expect(early).toEqual([])
})

test('a span has the kind of its step, what came of it, and nothing that names anybody', () => {
  const kinds = [...DELIVERY_KINDS, ...JOB_NAMES, ...SLACK_METHODS, ...REQUEST_KINDS, OTHER]
  for (const span of spans) {
    const [step, kind] = [attribute(span, 'step'), attribute(span, 'kind')]
    expect(span.name).toBe(kind === undefined ? step : `${step} ${kind}`)
    expect(kinds).toContain(kind ?? OTHER)
    expect(OUTCOMES).toContain(attribute(span, 'outcome'))
    expect(span.attributes.length).toBe(kind === undefined ? 2 : 3)
    expect(span.events.flatMap(({ attributes }) => attributes)).toEqual([])
  }
  const names = Object.fromEntries(world.people.map(({ realName }) => [realName, realName]))
  expect(canariesIn(collector.text(), { ...stageSecrets({ world }), ...names })).toEqual([])
  const ids = [
    world.channelId,
    world.simulator.teamId,
    world.simulator.botUserId,
    ...world.people.map(({ id }) => id),
  ]
  expect(ids.filter((id) => collector.text().includes(id))).toEqual([])
})

test('what collects them may refuse them: the bot works, and says so once', async () => {
  await tracedTo(`${collector.url}/elsewhere`)
  const told = () => log.filter((line) => line.includes('traces do not arrive'))
  await until(() => told().length > 0, 'the log to say so')
  await world.bot.tickNow()
  expect(await world.bot.stop()).toBe(true)
  expect(told()).toHaveLength(1)
})

test('nor does a bot wait long for it when it is told to stop', async () => {
  await tracedTo('http://127.0.0.1:1/v1/traces')
  await world.bot.tickNow()
  const begunAt = performance.now()
  expect(await world.bot.stop()).toBe(true)
  expect(performance.now() - begunAt).toBeLessThan(4_000)
  await world.restart()
})
