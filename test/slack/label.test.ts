import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import { buttonLabels, fixLabel } from '#text/button.ts'
import { noticeWords } from '#text/form.ts'
import { gridHead } from '#text/grid.ts'
import { speaking } from '#text/language.ts'
import { lengthLabel, reminderLabel, settingsLabels } from '#text/settings-field.ts'
import { FORM_WORDS } from '../support/text-sample-label.ts'

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

  test('what stands around a form fits there', () => {
    const words = speaking(language, () => [...FORM_WORDS(), ...Object.values(noticeWords())])
    expect(tooLong(words, 24)).toEqual([])
  })

  test('choices and what stands below one fit', () => {
    const { askAtBusStop, overrideAllTheSame, overrideHint, noSlot } = speaking(language, settingsLabels)
    const choices = speaking(language, () => [lengthLabel(1.5), reminderLabel('P14D'), gridHead().run])
    expect(tooLong([askAtBusStop, overrideAllTheSame, overrideHint, noSlot, ...choices], 75)).toEqual([])
  })
})
