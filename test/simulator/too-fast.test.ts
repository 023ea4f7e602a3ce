import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { createLimits } from '#simulator/limit.ts'
import { outcome } from '../support/form-desk.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

describe('a workspace with Slack’s limits', () => {
  let simulator: Simulator
  let client: WebClient
  let people: ReturnType<typeof addCircle>

  beforeEach(async () => {
    simulator = await startWorkspace({ limits: true })
    client = botClient(simulator)
    people = addCircle(simulator)
  })
  afterEach(() => simulator.stop())

  const post = (text: string, channel = people.circle.id) => client.chat.postMessage({ channel, text })
  const texts = () => simulator.messages(people.circle.id, people.fiona.id).map(({ text }) => text)

  test('a second post within a second is told when to come back, and has no effect', async () => {
    expect(await outcome(post('one'))).toBe('ok')
    await expect(post('two')).rejects.toMatchObject({ retryAfter: 1 })
    expect(texts()).toEqual(['one'])
    expect(simulator.calls().map(({ answer, fault }) => [answer.ok, fault])).toEqual([
      [true, undefined],
      [false, 'rateLimited'],
    ])
  })

  test('of another channel nothing is held back', async () => {
    expect(await outcome(post('one'))).toBe('ok')
    expect(await outcome(post('hello', people.gustav.id))).toBe('ok')
  })

  test('Slack’s own client, which waits as long as it is told, comes through', async () => {
    const patient = new WebClient(simulator.botToken, { slackApiUrl: simulator.apiUrl })
    await Promise.all(
      ['one', 'two'].map((text) => patient.chat.postMessage({ channel: people.circle.id, text })),
    )
    expect(texts().toSorted()).toEqual(['one', 'two'])
  })

  test('a minute’s questions may come at once, and then no more; other questions are counted by themselves', async () => {
    const ask = () => outcome(client.conversations.info({ channel: people.circle.id }))
    const answers = await Promise.all(Array.from({ length: 100 }, ask))
    const taken = answers.filter((answer) => answer === 'ok').length
    expect(taken).toBeGreaterThanOrEqual(50)
    expect(taken).toBeLessThan(100)
    expect(await outcome(client.users.info({ user: people.fiona.id }))).toBe('ok')
    expect(await outcome(client.auth.test())).toBe('ok')
  })

  test('what is too fast does not use up a fault that waits for the next call', async () => {
    expect(await outcome(post('one'))).toBe('ok')
    simulator.addFault({ method: 'chat.postMessage', kind: 'internalError', holding: 'two' })
    await expect(post('two')).rejects.toMatchObject({ retryAfter: 1 })
    expect(await outcome(post('two', people.gustav.id))).toBe('internal_error')
  })
})

test('without them everything is taken at once', async () => {
  const simulator = await startWorkspace()
  const { circle } = addCircle(simulator)
  const client = botClient(simulator)
  const post = () => outcome(client.chat.postMessage({ channel: circle.id, text: 'x' }))
  expect(await Promise.all([post(), post(), post()])).toEqual(['ok', 'ok', 'ok'])
  await simulator.stop()
})

describe('by a clock that is set by hand', () => {
  let now: number
  let limits: ReturnType<typeof createLimits>
  beforeEach(() => {
    now = 5_000
    limits = createLimits(() => now)
  })
  const post = (channel = 'C1') => limits('chat.postMessage', { channel })

  test('a post is taken a whole second after the one before, and not sooner', () => {
    expect(post()).toBeNull()
    now += 999
    expect(post()).toBe(1)
    now += 1
    expect(post()).toBeNull()
  })

  test('a quiet channel saves nothing up', () => {
    post()
    now += 60_000
    expect(post()).toBeNull()
    expect(post()).toBe(1)
  })

  test('a method gets its calls back evenly over the minute', () => {
    const update = () => limits('chat.update', { channel: 'C1' })
    for (let count = 0; count < 50; count += 1) expect(update()).toBeNull()
    expect(update()).toBe(2)
    now += 1_199
    expect(update()).toBe(1)
    now += 1
    expect(update()).toBeNull()
    now += 3_600_000
    const taken = Array.from({ length: 60 }, update).filter((seconds) => seconds === null)
    expect(taken).toHaveLength(50)
  })
})
