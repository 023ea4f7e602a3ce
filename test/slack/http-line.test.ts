import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { openLine } from '#slack/http-line.ts'
import { monotonicMs, type ReceivedMessage } from '#slack/http-message.ts'

function someLine() {
  const passed: ReceivedMessage[] = []
  const acknowledged: number[] = []
  const line = openLine((message) => passed.push(message))
  const enter = (id: number, { json = '{}', arrivedAt = monotonicMs(), needsWindow = false } = {}) =>
    line.enter({ kind: 'received', id, json, arrivedAt, needsWindow }, () => acknowledged.push(id))
  const ids = () => passed.map(({ id }) => id)
  /** Whatever comes of it has come by then. */
  const finish = async (...ids: number[]) => {
    for (const id of ids) line.done(id)
    await setImmediate()
  }
  return { line, enter, passed, ids, acknowledged, finish }
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

test('everything is acknowledged at once; a hundred are done at the same time, the others in the order in which they came', async () => {
  const { enter, passed, ids, acknowledged, finish } = someLine()
  await Promise.all(numbers(1, 150).map((id) => enter(id)))
  await setImmediate()
  expect(acknowledged).toEqual(numbers(1, 150))
  expect(ids()).toEqual(numbers(1, 100))
  expect(passed.every(({ acknowledgedAt, arrivedAt }) => Number(acknowledgedAt) >= arrivedAt)).toBe(true)
  await finish(70, 3)
  expect(ids()).toEqual(numbers(1, 102))
})

test.each([
  ['twelve thousand requests', 12_000, '{}'],
  ['more text than memory has room for', 16, 'x'.repeat(2 ** 20)],
])('behind %s the next one is acknowledged only when another is done', async (_, count, json) => {
  const { enter, acknowledged, finish } = someLine()
  for (const id of numbers(1, count)) await enter(id, { json })
  expect(acknowledged).toHaveLength(count)
  const next = [enter(count + 1), enter(count + 2)]
  await finish()
  expect(acknowledged).toHaveLength(count)
  await finish(1)
  expect(acknowledged.slice(count)).toContain(count + 1)
  await finish(...numbers(2, 100))
  expect(await Promise.all(next)).toEqual([true, true])
  expect(acknowledged.slice(count)).toEqual([count + 1, count + 2])
})

test('what Slack has given up by the time there is room is neither acknowledged nor done', async () => {
  const { enter, ids, acknowledged } = someLine()
  expect(await enter(1, { arrivedAt: monotonicMs() - 3_001 })).toBe(false)
  await setImmediate()
  expect([acknowledged, ids()]).toEqual([[], []])
})

test('what can be answered in a window alone is not acknowledged when that would open too late; all else is', async () => {
  const { enter, acknowledged } = someLine()
  for (const id of numbers(1, 1_500)) expect(await enter(id, { needsWindow: true })).toBe(true)
  expect(await enter(1_501, { needsWindow: true })).toBe(false)
  expect(await enter(1_502)).toBe(true)
  expect(acknowledged.slice(1_500)).toEqual([1_502])
})

test('what is not done within five seconds keeps nobody else from a place any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { enter, ids, finish } = someLine()
    await Promise.all(numbers(1, 250).map((id) => enter(id)))
    await finish(1)
    vi.advanceTimersByTime(4_999)
    await setImmediate()
    expect(ids()).toEqual(numbers(1, 101))
    vi.advanceTimersByTime(1)
    await setImmediate()
    expect(ids()).toEqual(numbers(1, 201))
  } finally {
    vi.useRealTimers()
  }
})

test('it is empty when everything is done, also what waited', async () => {
  const { line, enter, finish } = someLine()
  await Promise.all(numbers(1, 101).map((id) => enter(id)))
  await setImmediate()
  let isEmpty = false
  const empty = line.empty().then(() => {
    isEmpty = true
  })
  await finish(...numbers(1, 100))
  expect(isEmpty).toBe(false)
  await finish(101)
  await empty
  await openLine(() => {}).empty()
})
