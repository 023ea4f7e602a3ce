import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimeZone } from '#domain/calendar.ts'
import {
  DEFAULT_SETTINGS,
  type GroupSettings,
  type PatternSettings,
  type SettingsProblem,
  settingsMeant,
  settingsProblems,
} from '#domain/group.ts'

const SETTINGS: GroupSettings = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London' }
const ROSTER = { memberIds: ['U1'], convenorIds: ['U1'] }
const [sunday] = SETTINGS.patterns

function problems(change: Partial<GroupSettings>, roster: Partial<typeof ROSTER> = {}): SettingsProblem[] {
  return settingsProblems({ ...SETTINGS, ...change }, { ...ROSTER, ...roster }, isTimeZone)
}

test('the default settings are in order', () => {
  expect(problems({})).toEqual([])
})

test('what the first users asked for is what the form starts with', () => {
  expect(DEFAULT_SETTINGS).toMatchObject({
    sessionsPerRun: 8,
    gapMinDays: 10,
    gapPreferredDays: 17,
    gapMaxDays: 25,
    minimum: 5,
    reminders: ['P7D', 'P1D'],
  })
  expect(DEFAULT_SETTINGS.patterns.map(({ weekday, lengthMinutes }) => [weekday, lengthMinutes])).toEqual([
    [7, 180],
    [3, 180],
  ])
})

const range = (field: string, from: number, to: number) => ({ field, problem: 'outOfRange', from, to })

test.each<[string, Partial<GroupSettings>, object[]]>([
  ['no name', { name: '  ' }, [{ field: 'name', problem: 'missing' }]],
  ['a name of 61 characters', { name: 'x'.repeat(61) }, [{ field: 'name', problem: 'tooLong' }]],
  ['a zone that is none', { timeZone: 'BST' }, [{ field: 'timeZone', problem: 'unknown' }]],
  ['no pattern', { patterns: [] }, [{ field: 'patterns', problem: 'none' }]],
  [
    'the same slot twice',
    { patterns: sunday ? [sunday, { ...sunday, lengthMinutes: 60 }] : [] },
    [{ field: 'patterns', problem: 'twice' }],
  ],
  ['no session', { sessionsPerRun: 0 }, [range('sessionsPerRun', 1, 52)]],
  ['53 sessions', { sessionsPerRun: 53 }, [range('sessionsPerRun', 1, 52)]],
  ['half a session', { sessionsPerRun: 7.5 }, [range('sessionsPerRun', 1, 52)]],
  ['what is no number', { minimum: Number.NaN }, [range('minimum', 1, 100)]],
  ['a gap of no days', { gapMinDays: 0 }, [range('gapMinDays', 1, 180)]],
  ['a gap above half a year', { gapMaxDays: 181 }, [range('gapMaxDays', 1, 180)]],
  ['a single place', { places: 1 }, [range('places', 2, 100)]],
  [
    'a largest gap below the smallest',
    { gapMinDays: 30 },
    [{ field: 'gapMaxDays', problem: 'smallerThanMinimum' }],
  ],
  [
    'a preferred gap below the smallest',
    { gapPreferredDays: 9 },
    [{ field: 'gapPreferredDays', problem: 'outsideRange' }],
  ],
  [
    'a preferred gap above the largest',
    { gapPreferredDays: 26 },
    [{ field: 'gapPreferredDays', problem: 'outsideRange' }],
  ],
  ['a minimum above the places', { minimum: 11 }, [{ field: 'minimum', problem: 'morePeopleThanPlaces' }]],
])('%s is named at its field', (_, change, expected) => {
  expect(problems(change)).toEqual(expected)
})

test.each<[Partial<GroupSettings>]>([
  [{ name: 'x'.repeat(60) }],
  [{ sessionsPerRun: 1 }],
  [{ sessionsPerRun: 52 }],
  [{ gapMinDays: 17, gapMaxDays: 17 }],
  [{ minimum: 10 }],
  [{ reminders: [] }],
])('%j is still in order', (change) => {
  expect(problems(change)).toEqual([])
})

test('a group needs somebody on its roster and somebody who convenes it', () => {
  expect(problems({}, { memberIds: [], convenorIds: [] })).toEqual([
    { field: 'members', problem: 'none' },
    { field: 'convenors', problem: 'none' },
  ])
})

test('a group reaches a hundred people and no more, since everybody in it is written to', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `U${index}`)
  expect(problems({}, { memberIds: ids(100), convenorIds: ids(100) })).toEqual([])
  expect(problems({}, { memberIds: ids(101), convenorIds: ids(101) })).toEqual([
    { field: 'members', problem: 'tooMany', most: 100 },
    { field: 'convenors', problem: 'tooMany', most: 100 },
  ])
})

test('everything that is wrong is named at once, in the order of the form', () => {
  const fields = problems({ name: '', timeZone: '', patterns: [], places: 0 }, { memberIds: [] })
  expect(fields.map(({ field }) => field)).toEqual(['name', 'timeZone', 'patterns', 'places', 'members'])
})

describe('what is meant by a form', () => {
  const [sunday, wednesday] = SETTINGS.patterns as [PatternSettings, PatternSettings]
  const typed = (change: Partial<GroupSettings>) => ({ ...SETTINGS, ...change })

  test('is what was changed in it; what others changed while it was open stays as they left it', () => {
    const now = typed({ name: 'Wednesdays', places: 8, reminders: ['P2D'] })
    const meant = settingsMeant(now, SETTINGS, typed({ minimum: 4, places: 12 }))
    expect(meant).toEqual(typed({ name: 'Wednesdays', places: 12, minimum: 4, reminders: ['P2D'] }))
  })

  test('about a slot leaves the place that it has by now, unless somebody typed another', () => {
    const now = typed({ patterns: [{ ...sunday, place: 'Room B' }, wednesday] })
    const later = { ...sunday, startTime: '15:00' }
    const places = (...patterns: PatternSettings[]) =>
      settingsMeant(now, SETTINGS, typed({ patterns })).patterns.map(({ place }) => place)
    expect(places(sunday, wednesday)).toEqual(['Room B', null])
    expect(places(later, wednesday)).toEqual(['Room B', null])
    expect(places(later, { ...wednesday, place: 'Annexe' })).toEqual(['Room B', 'Annexe'])
    expect(places({ ...later, place: 'Room C' })).toEqual(['Room C'])
    expect(places({ ...sunday, weekday: 2 })).toEqual([null])
  })

  test('about slots and reminders leaves those that others added, changed or took out meanwhile', () => {
    const saturday = { weekday: 6, startTime: '10:00', lengthMinutes: 120, place: 'Annexe' }
    const longer = { ...sunday, lengthMinutes: 240 }
    const meant = (now: PatternSettings[], patterns: PatternSettings[]) =>
      settingsMeant(typed({ patterns: now }), SETTINGS, typed({ patterns })).patterns
    expect(meant([sunday, wednesday, saturday], [longer, wednesday])).toEqual([longer, wednesday, saturday])
    expect(meant([longer], [sunday, { ...wednesday, startTime: '19:00' }])).toEqual([
      longer,
      { ...wednesday, startTime: '19:00' },
    ])
    expect(meant([sunday, wednesday, saturday], [sunday])).toEqual([sunday, saturday])
    const early = { ...sunday, startTime: '09:00' }
    expect(meant([early, wednesday], [{ ...sunday, startTime: '16:00' }, wednesday])).toEqual([
      { ...sunday, startTime: '16:00' },
      wednesday,
    ])
    const now = typed({ reminders: ['P14D', 'P7D'] })
    expect(settingsMeant(now, SETTINGS, typed({ reminders: ['P7D', 'P1D', 'PT2H'] })).reminders).toEqual([
      'P14D',
      'P7D',
      'PT2H',
    ])
  })

  test('is just what stands in it where nobody else changed anything', () => {
    const change = fc.record({ places: fc.integer(), name: fc.string(), reminders: fc.array(fc.string()) })
    fc.assert(
      fc.property(change, (changed) => {
        expect(settingsMeant(SETTINGS, SETTINGS, typed(changed))).toEqual(typed(changed))
      }),
    )
  })
})
