import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import { cleaned } from '#domain/typed-text.ts'
import { speaking } from '#text/language.ts'
import { notificationText } from '#text/notification.ts'
import { placeLine } from '#text/place.ts'
import { hostileText } from '../support/hostile-text.ts'
import { saidIn } from '../support/text-sample.ts'
import { TYPED } from '../support/text-sample-plain.ts'

const spoken = LANGUAGES.map((language) => {
  const said = Object.values(saidIn(language)).flatMap((functions) => Object.values(functions).flat())
  return {
    language,
    said,
    shownOf: (text: string) => speaking(language, () => notificationText(text, TYPED)),
  }
})
const isNaming = (text: string) => /Circle|<[@#]/.test(text)

test.each(spoken)('a lock screen shows no name in $language, whatever is said', ({ said, shownOf }) => {
  const naming = said.filter(isNaming)
  expect(naming.length).toBeGreaterThan(50)
  expect(naming.map(shownOf).filter(isNaming)).toEqual([])
})

test.each(spoken)('what names nobody in $language is shown as it is', ({ said, shownOf }) => {
  const others = said.filter((text) => !isNaming(text))
  expect(others.length).toBeGreaterThan(200)
  expect(others.filter((text) => shownOf(text) !== text)).toEqual([])
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

test.each([
  [
    '<@U1> hat dich auf die Mitgliederliste von *Kreis* gesetzt.',
    'Jemand hat dich auf die Mitgliederliste von der Gruppe gesetzt.',
  ],
  ['Es schließt; <@U1> und <@U2> koordinieren sie.', 'Es schließt; einige koordinieren sie.'],
  ['Du hast *Kreis* verlassen.', 'Du hast die Gruppe verlassen.'],
  ['<@U1> ist nicht mehr in <#C1>.', 'Jemand ist nicht mehr in dem Kanal.'],
  ['<#C1> ist jetzt öffentlich.', 'Der Kanal ist jetzt öffentlich.'],
  ['Danke, dass du mit *Kreis* gefahren bist.', 'Danke, dass du mit der Gruppe gefahren bist.'],
])('in German “%s” is shown as “%s”', (text, shown) => {
  expect(speaking('de', () => notificationText(text, 'Kreis'))).toBe(shown)
})

test('a lock screen shows no place, whatever somebody typed as one, in any language and in any line', () => {
  const lines = fc.array(hostileText, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(
      lines,
      fc.constantFrom('usual', 'instead', 'only'),
      fc.constantFrom(...LANGUAGES),
      (texts, is, language) => {
        const places = texts.map(cleaned).filter((place) => place !== '')
        const said = speaking(language, () => places.map((place) => placeLine({ place, is })))
        expect(notificationText(['Before.', ...said, 'After.'].join('\n'), 'Circle')).toBe('Before.\nAfter.')
      },
    ),
    { numRuns: 1000 },
  )
})
