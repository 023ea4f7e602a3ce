import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { outcome } from '../support/form-desk.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let client: WebClient
let people: ReturnType<typeof addCircle>

beforeEach(async () => {
  simulator = await startWorkspace()
  client = botClient(simulator)
  people = addCircle(simulator)
})
afterEach(() => simulator.stop())

const post = (text: string) => client.chat.postMessage({ channel: people.circle.id, text })
const texts = () => simulator.messages(people.circle.id, people.fiona.id).map(({ text }) => text)

test.each([
  ['dropBefore', [], 'fetch failed'],
  ['processThenDrop', ['x'], 'fetch failed'],
  ['processThenCut', ['x'], 'terminated'],
  ['unavailable', [], '503'],
  ['processThenUnavailable', ['x'], '503'],
  ['serverError', [], '500'],
  ['internalError', [], 'internal_error'],
  ['processThenFatalError', ['x'], 'fatal_error'],
  ['notJson', [], 'Be right back'],
  ['processThenNotJson', ['x'], 'Be right back'],
] as const)('%s leaves %j behind', async (kind, left, words) => {
  simulator.addFault({ method: 'chat.postMessage', kind })
  expect(await outcome(post('x'))).toContain(words)
  expect(texts()).toEqual(left)
  expect(simulator.calls().at(-1)).toMatchObject({ method: 'chat.postMessage', fault: kind })
  expect(await outcome(post('y'))).toBe('ok')
})

test('rateLimited says when to come back', async () => {
  simulator.addFault({ method: '*', kind: 'rateLimited', seconds: 7, times: 2 })
  await expect(post('x')).rejects.toMatchObject({ retryAfter: 7 })
  await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 7 })
  expect(await outcome(post('y'))).toBe('ok')
})

test('late takes effect although the client has given up', async () => {
  simulator.addFault({ method: 'chat.postMessage', kind: 'late', seconds: 5 })
  const impatient = botClient(simulator, simulator.botToken, 100)
  expect(await outcome(impatient.chat.postMessage({ channel: people.circle.id, text: 'x' }))).toContain(
    'timeout',
  )
  expect(texts()).toEqual(['x'])
})

test('a fault may wait for a call that holds a text, and then comes before those for any call', async () => {
  simulator.addFault({ method: 'chat.postMessage', kind: 'dropBefore', holding: 'second' })
  expect(await outcome(post('the first'))).toBe('ok')
  expect(await outcome(post('the second'))).toContain('fetch failed')
  simulator.addFault({ method: '*', kind: 'unavailable' })
  simulator.addFault({ method: 'chat.postMessage', kind: 'internalError', holding: 'third' })
  expect(await outcome(post('the third'))).toBe('internal_error')
  expect(await outcome(post('the third'))).toContain('503')
  expect(await outcome(post('the third'))).toBe('ok')
  expect(texts()).toEqual(['the first', 'the third'])
})

test('cleared faults meet nobody', async () => {
  simulator.addFault({ method: '*', kind: 'unavailable', times: 9 })
  simulator.clearFaults()
  expect(await outcome(post('x'))).toBe('ok')
})
