import { Counter, collectDefaultMetrics, Histogram, Registry } from '@prometheus-io/client'
import { createGauges, type Figures } from './figure.ts'
import { knownWord, SLACK_CODES, SLACK_METHODS } from './known-word.ts'
import type { Observer } from './watch.ts'

/** Everything is called after the bot, so that it is told from what other programs count. */
const PREFIX = 'supportgroup_'

/** All figures of one bot, in Prometheus’ text format. */
export type Metrics = Observer & {
  /** Shows what was counted, and the figures that were looked up for this. */
  show(figures: Figures): Promise<{ type: string; text: string }>
}

/** The words that may stand beside figures, where they come from elsewhere than `known-word.ts`. */
export type Vocabulary = { deliveryKinds: readonly string[]; jobNames: readonly string[] }

/** Slack wants to hear within three seconds that something has arrived. */
const ACK_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5]
/** A call to Slack is given up after ten. */
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** A transaction may take five. */
const TRANSACTION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
/** A tick comes every fifteen. */
const LONG_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]

/**
 * Counts for one bot, in a registry of its own: there may be several in one process. Beside the figures stand known words
 * alone, so that there are never more of them than these, and none that names anybody.
 */
export function createMetrics({ deliveryKinds, jobNames }: Vocabulary): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name: PREFIX + name, help, labelNames, buckets, registers })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers })

  const acks = histogram(
    'ack_seconds',
    'How soon Slack was told that something had arrived.',
    ['kind'],
    ACK_BUCKETS,
  )
  const failedRequests = counter(
    'requests_failed_total',
    'Requests of Slack’s that failed before they took effect; it sends events again.',
    ['kind'],
  )
  const calls = histogram(
    'slack_call_seconds',
    'Calls to Slack, by what came of them: ok, rateLimited, refused, or lost (no answer, or none of Slack’s).',
    ['method', 'outcome'],
    CALL_BUCKETS,
  )
  const refusals = counter('slack_refusals_total', 'Calls that Slack refused, by its code.', ['code'])
  const deliveries = counter(
    'deliveries_total',
    'What became of messages: sent, skipped (no longer true), pending (put off), unknown (Slack’s answer was lost) or failed (refused).',
    ['kind', 'status'],
  )
  const jobs = histogram(
    'job_seconds',
    'Jobs of the queue; those that failed are tried again.',
    ['queue', 'outcome'],
    LONG_BUCKETS,
  )
  const ticks = histogram(
    'tick_seconds',
    'Ticks, by whether all parts of them were done or one failed.',
    ['outcome'],
    LONG_BUCKETS,
  )
  const transactions = histogram(
    'transaction_seconds',
    'Transactions that change something, with all their attempts.',
    ['outcome'],
    TRANSACTION_BUCKETS,
  )
  const setGauges = createGauges(registry, PREFIX)

  return {
    ended(step, outcome, seconds) {
      switch (step.name) {
        case 'request':
          if (outcome === 'failed') failedRequests.inc({ kind: step.kind })
          return
        case 'slackCall':
          return calls.observe({ method: knownWord(step.kind, SLACK_METHODS), outcome }, seconds)
        case 'delivery':
          return deliveries.inc({ kind: knownWord(step.kind, deliveryKinds), status: outcome })
        case 'job':
          return jobs.observe({ queue: knownWord(step.kind, jobNames), outcome }, seconds)
        case 'tick':
          return ticks.observe({ outcome }, seconds)
        case 'transaction':
          return transactions.observe({ outcome }, seconds)
      }
    },
    acknowledged: (kind, seconds) => acks.observe({ kind }, seconds),
    refused: (code) => refusals.inc({ code: knownWord(code, SLACK_CODES) }),
    async show(figures) {
      setGauges({
        ...figures,
        deliveries: figures.deliveries?.map((each) => ({ ...each, of: knownWord(each.of, deliveryKinds) })),
      })
      const all = Registry.merge([registry, ofProcess()])
      return { type: all.contentType, text: await all.metrics() }
    },
  }
}

let processRegistry: Registry | null = null

/** What Node tells of its process, which all bots in it share; watching it never ends, so it is begun once. */
function ofProcess(): Registry {
  if (!processRegistry) {
    processRegistry = new Registry()
    collectDefaultMetrics({ register: processRegistry })
  }
  return processRegistry
}
