import { expect, test } from 'vitest'
import { notificationText } from '#text/notification.ts'
import { SAID } from '../support/text-sample.ts'
import { TYPED } from '../support/text-sample-plain.ts'

const said = Object.values(SAID).flatMap((functions) => Object.values(functions).flat())
const naming = said.filter((text) => /Circle|<[@#]/.test(text))

test('a lock screen shows no name of a person, a group or a channel, whatever is said', () => {
  expect(naming.length).toBeGreaterThan(50)
  const shown = naming.map((text) => notificationText(text, TYPED))
  expect(shown.filter((text) => /Circle|<[@#]/.test(text))).toEqual([])
})

test('what names nobody is shown as it is', () => {
  const others = said.filter((text) => !naming.includes(text))
  expect(others.length).toBeGreaterThan(200)
  expect(others.filter((text) => notificationText(text, TYPED) !== text)).toEqual([])
})

test.each([
  ['<@U1> has put you on the roster of *Circle*.', 'Somebody has put you on the roster of the group.'],
  ['Hello. <@U1>, <@U2> and <@U3> convene the group.', 'Hello. Some people convene the group.'],
  ['It is closed; <@U1> and <@U2> convene it.', 'It is closed; some people convene it.'],
  [
    '*Invited:*\n• <@U1>: invited\n• <@U2>: has joined',
    '*Invited:*\n• Somebody: invited\n• Somebody: has joined',
  ],
  ['Please invite <@U1> to <#C1>.', 'Please invite somebody to the channel.'],
  ['You have joined *Circle*.', 'You have joined the group.'],
])('“%s” is shown as “%s”', (text, shown) => {
  expect(notificationText(text, 'Circle')).toBe(shown)
})
