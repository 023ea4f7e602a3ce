import { expect, test } from 'vitest'
import type { Refusal } from '#domain/refusal.ts'
import { refusalInWords } from '#text/refusal.ts'
import { REFUSALS } from '../support/text-sample-refusal.ts'

const samples = Object.entries(REFUSALS).map(
  ([code, [details, sentence]]) => [code, { code, ...details } as Refusal, sentence] as const,
)

test.each(samples)('%s is said in one plain sentence or two', (_, refusal, sentence) => {
  expect(refusalInWords(refusal)).toBe(sentence)
})

test('where nobody convenes, the next step is to take over', () => {
  expect(refusalInWords({ code: 'notConvenor', convenorIds: [] })).toBe(
    'Only a convenor can do this, and this group has none just now. Please look for my message in the channel: there you can press *I would convene*, or support somebody who does.',
  )
})

/** What somebody can do now: a command, a request to do something, or that nothing is left to do. */
const NEXT_STEP =
  /`\/(supportgroup \w+|invite)`|[Pp]lease |Choose |nothing is left to do|You stay on the interest list/

test.each(samples)('%s names the next step, without raising its voice', (_, refusal) => {
  expect(refusalInWords(refusal)).toMatch(NEXT_STEP)
  expect(refusalInWords(refusal)).not.toContain('!')
})
