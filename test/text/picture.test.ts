import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#domain/language.ts'
import type { PastResult } from '#domain/survey.ts'
import { POINTS_AT_MOST } from '#picture/trend.ts'
import { speaking } from '#text/language.ts'
import {
  datesAltText,
  datesWords,
  type PicturedDate,
  type PicturedSession,
  runAltText,
  runMonth,
  runWords,
  trendAltText,
  trendFigure,
  trendTitle,
  trendWords,
} from '#text/picture.ts'

/** As many as a picture shows, with numbers as long as they get. */
const results = Array.from({ length: POINTS_AT_MOST }, (_, index): PastResult => {
  const run = { runNumber: 110 + Math.floor(index / 2), occasion: index % 2 ? 'busStop' : 'halfWay' } as const
  return {
    ...run,
    mean: index === 0 ? 10 : index * 0.7,
    n: 130 + index,
    bands: { low: 1, middle: 2, high: 3 },
  }
})

const STATES = ['over', 'next', 'toCome', 'skipped'] as const
/** As many as a run may have, a fortnight apart. */
const sessions = Array.from({ length: 52 }, (_, index): PicturedSession => {
  const on =
    DateTime.fromISO('2027-01-03')
      .plus({ days: index * 14 })
      .toISODate() ?? ''
  return { number: index + 1, on, state: STATES[index % 4] ?? 'over' }
})

/** As many as the form suggests for half a year: every Sunday and Wednesday. */
const dates = Array.from({ length: 52 }, (_, index): PicturedDate => {
  const on =
    DateTime.fromISO('2027-01-03')
      .plus({ days: Math.floor(index * 3.5) })
      .toISODate() ?? ''
  return { on, can: index % 10, ifNeedBe: index % 3, runs: ['A B C', 'A', '', ''][index % 4] ?? '' }
})

/** What Slack takes of it. */
const CHARACTERS_AT_MOST = 1000

describe.each(LANGUAGES)('in %s what a screen reader says', (language) => {
  test('of the trend holds every word and number that the picture shows, in its order', () => {
    speaking(language, () => {
      const said = trendAltText(results)
      expect(said.startsWith(trendTitle())).toBe(true)
      const parts = said.split(';')
      expect(parts).toHaveLength(results.length + 1)
      const { busStop, halfWay } = trendWords()
      for (const [index, { runNumber, occasion, mean, n }] of results.entries()) {
        const shown = [runNumber, occasion === 'busStop' ? busStop : halfWay, trendFigure(mean), n]
        for (const each of shown) expect(parts[index + 1]).toContain(String(each))
      }
    })
  })

  test('of a run holds every session that the picture shows, with its day and under its state', () => {
    speaking(language, () => {
      const said = runAltText(52, sessions, { sought: 0, hasBusStop: true })
      const { title, states } = runWords(52)
      expect(said.startsWith(title)).toBe(true)
      for (const state of STATES) {
        const part = said
          .slice(said.toLowerCase().indexOf(`${states[state].toLowerCase()}: `))
          .split('). ')[0]
        for (const each of sessions.filter((session) => session.state === state)) {
          const day = new RegExp(
            `\\b${each.number} \\([^)]*\\b${Number(each.on.slice(8))}\\b[^)]*${runMonth(each.on)}`,
          )
          expect(part).toMatch(day)
        }
      }
    })
  })

  test('of the dates of a poll holds each with its figures and the runs that hold it', () => {
    speaking(language, () => {
      const said = datesAltText(9, dates)
      expect(said.startsWith(datesWords(9).title)).toBe(true)
      for (const { on, can, ifNeedBe, runs } of dates) {
        const figures = `${can}${ifNeedBe ? `\\+${ifNeedBe}` : ''}${runs ? ` \\(${runs}\\)` : ''}`
        const month = DateTime.fromISO(on, { zone: 'utc', locale: language }).toFormat('LLLL yyyy')
        const [, part = ''] = said.split(`${month}: `)
        expect(part.split('; ')[0]).toMatch(new RegExp(`(^|, )${Number(on.slice(8))}: ${figures}(,|\\.|$)`))
      }
    })
  })

  test('is as short as Slack wants it', () => {
    const said = speaking(language, () => [
      trendAltText(results),
      datesAltText(9, dates),
      runAltText(52, sessions, { sought: 0, hasBusStop: true }),
    ])
    for (const each of said) expect(each.length).toBeLessThanOrEqual(CHARACTERS_AT_MOST)
  })
})
