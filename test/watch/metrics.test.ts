import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOSED_PRIVATELY, CLOSED_TO_US } from '#domain/delivery.ts'
import { SLACK_CODES, SLACK_METHODS } from '#watch/known-word.ts'
import { createMetrics } from '#watch/metrics.ts'
import { OUTCOMES, REQUEST_KINDS, type Step, watchFor } from '#watch/watch.ts'
import { wrongInMetrics } from '../support/metric-label.ts'
import { figure, samplesIn } from '../support/scrape.ts'

const vocabulary = { deliveryKinds: ['nudge', 'reminder'], jobNames: ['deliver'] }
const nothing = { single: {}, connections: { idle: 0, busy: 0 } }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ name: fc.constant('request' as const), kind: fc.constantFrom(...REQUEST_KINDS) }),
  fc.record({
    name: fc.constantFrom('job' as const, 'delivery' as const, 'slackCall' as const),
    kind: fc.oneof(
      fc.string(),
      fc.constantFrom('nudge', 'deliver', 'chat.update', '__proto__', 'constructor'),
    ),
  }),
  fc.record({ name: fc.constantFrom('transaction' as const, 'tick' as const) }),
)

test('whatever is noted, only known words stand beside the figures, and Prometheus can read them', async () => {
  const noted = fc.tuple(
    step,
    fc.constantFrom(...OUTCOMES),
    fc.double({ min: 0, max: 99, noNaN: true }),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(noted, { maxLength: 20 }), async (all) => {
      const metrics = createMetrics(vocabulary)
      for (const [what, outcome, seconds, code] of all) {
        metrics.ended(what, outcome, seconds)
        metrics.refused(code)
      }
      const deliveries = all.map(([, , , of]) => ({ of, as: 'pending', count: 1 }))
      expect(wrongInMetrics((await metrics.show({ ...nothing, deliveries })).text)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('what several unknown kinds have waiting is one figure, and none of it is left out', async () => {
  const metrics = createMetrics(vocabulary)
  const deliveries = ['one', 'two', 'nudge'].map((of) => ({ of, as: 'pending', count: 2 }))
  const samples = samplesIn((await metrics.show({ ...nothing, deliveries })).text)
  expect(figure(samples, 'deliveries_waiting', { kind: 'other' })).toBe(4)
  expect(figure(samples, 'deliveries_waiting', { kind: 'nudge' })).toBe(2)
})

test('what is watched answers and throws as it would by itself', async () => {
  const { during } = watchFor(createMetrics(vocabulary))
  expect(await during({ name: 'tick' }, async () => 7)).toBe(7)
  const error = new Error('as it was')
  await expect(during({ name: 'tick' }, () => Promise.reject(error))).rejects.toBe(error)
})

const sources = globSync('src/slack/**/*.ts').map((file) => readFileSync(file, 'utf8'))

test('every method of Slack’s that the bot calls has its name beside the figures', () => {
  const called = sources.flatMap((text) =>
    [
      ...text.matchAll(
        /(?:client|poster)\.((?:auth|chat|conversations|oauth|reactions|users|views)(?:\.\w+)+)\(/g,
      ),
    ].map(([, method = '']) => method),
  )
  expect(called.length).toBeGreaterThan(20)
  expect(called.filter((method) => !SLACK_METHODS.includes(method))).toEqual([])
})

test('every code on which the bot acts has its name beside the figures', () => {
  const ours = /^channel_is_/
  const acted = [...CLOSED_TO_US, ...CLOSED_PRIVATELY].filter((code) => !ours.test(code))
  expect(acted.filter((code) => !SLACK_CODES.includes(code))).toEqual([])
})
