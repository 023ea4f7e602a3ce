import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import type { PastResult } from '#domain/survey.ts'
import { RESULTS_AT_MOST } from '#slack/views/home-convenor.ts'
import { speaking } from '#text/language.ts'
import { trendAltText, trendBelow, trendFigure, trendTitle } from '#text/picture.ts'

/** As many as a picture shows, with numbers as long as they get. */
const results = Array.from({ length: RESULTS_AT_MOST }, (_, index): PastResult => {
  const run = { runNumber: 110 + Math.floor(index / 2), occasion: index % 2 ? 'busStop' : 'halfWay' } as const
  return {
    ...run,
    mean: index === 0 ? 10 : index * 0.7,
    n: 130 + index,
    bands: { low: 1, middle: 2, high: 3 },
  }
})

/** What Slack takes of it. */
const CHARACTERS_AT_MOST = 1000

describe.each(LANGUAGES)('in %s what a screen reader says of the trend', (language) => {
  test('holds every word and number that the picture shows, in its order', () => {
    speaking(language, () => {
      const said = trendAltText(results)
      expect(said.startsWith(trendTitle())).toBe(true)
      const parts = said.split(';')
      expect(parts).toHaveLength(results.length + 1)
      for (const [index, result] of results.entries())
        for (const shown of [...trendBelow(result), trendFigure(result.mean)])
          expect(parts[index + 1]?.toLowerCase()).toContain(shown.toLowerCase())
    })
  })

  test('is as short as Slack wants it', () => {
    expect(speaking(language, () => trendAltText(results)).length).toBeLessThanOrEqual(CHARACTERS_AT_MOST)
  })
})
