import { expect, test } from 'vitest'
import { SUPPORTED_EVENTS, SUPPORTED_METHODS } from '#simulator/coverage.ts'
import { EVENT_SCOPES } from '#simulator/event-feed.ts'
import { METHODS } from '#simulator/method/table.ts'

test('the list of methods is what is built', () => {
  expect([...SUPPORTED_METHODS]).toEqual(Object.keys(METHODS).sort())
})

test('the list of events is what is built', () => {
  expect([...SUPPORTED_EVENTS]).toEqual(Object.keys(EVENT_SCOPES).sort())
})

test('no method reads messages', () => {
  expect(SUPPORTED_METHODS.filter((method) => /history|replies|search|list/.test(method))).toEqual([])
})
