import { describe, expect, test } from 'vitest'
import { BUS_STOP_TRANSITIONS } from '#domain/bus-stop.ts'
import { DELIVERY_TRANSITIONS } from '#domain/delivery.ts'
import { statesBefore, type Transitions } from '#domain/life-cycle.ts'
import { POLL_TRANSITIONS } from '#domain/poll.ts'
import { RUN_TRANSITIONS } from '#domain/run.ts'

const tables: [string, Transitions<string>, string][] = [
  ['poll', POLL_TRANSITIONS, 'open'],
  ['run', RUN_TRANSITIONS, 'planning'],
  ['bus stop', BUS_STOP_TRANSITIONS, 'announced'],
  ['delivery', DELIVERY_TRANSITIONS, 'pending'],
]

describe.each(tables)('the life of a %s', (_, transitions, first) => {
  const states = Object.keys(transitions)

  test('can be in every state of its table, starting with the first', () => {
    const reached = new Set([first])
    for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next)
    expect([...reached].sort()).toEqual([...states].sort())
  })

  test('never goes from a state to the same one, so that who is second notices', () => {
    for (const state of states) expect(transitions[state]).not.toContain(state)
  })

  test('comes to a state from exactly those that name it', () => {
    for (const to of states) {
      const before = statesBefore(transitions, to)
      for (const from of states) expect(before.includes(from)).toBe(transitions[from]?.includes(to))
    }
  })
})

test('a run that has ended stays so', () => {
  expect(RUN_TRANSITIONS.ended).toEqual([])
  expect(statesBefore(RUN_TRANSITIONS, 'ended')).toEqual(['fixed'])
})
