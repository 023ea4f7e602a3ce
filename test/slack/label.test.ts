import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import { buttonLabels, fixLabel } from '#text/button.ts'
import { speaking } from '#text/language.ts'

/** What Slack takes; a longer label would be cut. */
describe.each(LANGUAGES)('in the language “%s”', (language) => {
  const tooLong = (labels: string[], most: number) => labels.filter((label) => label.length > most)

  test('every button’s words fit on it', () => {
    const labels = speaking(language, () => [...Object.values(buttonLabels()), fixLabel('C')])
    expect(labels.length).toBeGreaterThan(40)
    expect(tooLong(labels, 75)).toEqual([])
  })

  test('the answers to the question before something is done fit on their buttons', () => {
    const { yes, notNow } = speaking(language, buttonLabels)
    expect(tooLong([yes, notNow], 30)).toEqual([])
  })
})
