/** What may stand beside a figure at `/metrics`. */
import { JOB_NAMES } from '#db/queue.ts'
import { DELIVERY_KINDS } from '#slack/render.ts'
import { OTHER, SLACK_CODES, SLACK_METHODS } from '#watch/known-word.ts'
import { OUTCOMES, REQUEST_KINDS } from '#watch/watch.ts'
import { canariesIn } from './canary.ts'
import { samplesIn } from './scrape.ts'

/** Every label that there may be, and all that it may hold. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  kind: [...DELIVERY_KINDS, ...REQUEST_KINDS],
  status: [...OUTCOMES, 'sending'],
  method: [...SLACK_METHODS, OTHER],
  code: [...SLACK_CODES, OTHER],
  queue: [...JOB_NAMES, OTHER],
  state: ['waiting', 'later', 'active', 'failed', 'idle', 'busy'],
  outcome: OUTCOMES,
}

const FIGURE = /^(\+Inf|[\d.]+)$/

/** What is wrong with figures: a label that nobody has declared or that holds something else, or anything that must not get out. */
export function wrongInMetrics(text: string, values: Readonly<Record<string, string>> = {}): string[] {
  const ours = samplesIn(text).filter(({ name }) => name.startsWith('supportgroup_'))
  const wrong = ours.flatMap(({ name, labels }) =>
    Object.entries(labels)
      .filter(([label, word]) => !(label === 'le' ? FIGURE.test(word) : LABELS[label]?.includes(word)))
      .map(([label, word]) => `${name}: ${label} is ${word}`),
  )
  return [...canariesIn(text, values), ...wrong]
}
