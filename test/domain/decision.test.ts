import { describe, expect, test } from 'vitest'
import { decisionsOf, type Undecided } from '#domain/decision.ts'

type Ahead = { number: number; expected: number; place: string | null; usualPlace: string | null }

const session = (number: number, change: Partial<Ahead> = {}): Ahead => ({
  number,
  expected: 7,
  place: null,
  usualPlace: 'Room 4',
  ...change,
})

/** What waits in a group whose run is under way and lacks nothing, but for these. */
const waiting = (change: Partial<Undecided<Ahead>> = {}) =>
  decisionsOf({
    poll: null,
    hasRun: true,
    busStop: 'announced',
    ahead: [session(3), session(4)],
    minimum: 5,
    isAnythingUnclear: false,
    isAnythingParked: false,
    ...change,
  })

describe('for a convenor', () => {
  test('nothing waits while a run goes as it should', () => {
    expect(waiting()).toEqual([])
  })

  test.each([
    ['there has been no run yet', { hasRun: false, busStop: null, ahead: [] }],
    ['the bus stop of the last one is closed', { busStop: 'closed', ahead: [] }],
  ] as const)('dates are to be found when %s', (_, change) => {
    expect(waiting(change)).toEqual([{ what: 'datesToFind' }])
    expect(waiting({ ...change, poll: 'open' })).toEqual([])
    expect(waiting({ ...change, poll: 'closed' })).toEqual([{ what: 'datesToChoose' }])
  })

  test.each(['open', 'inviting'] as const)('a bus stop that is %s waits to be closed', (busStop) => {
    expect(waiting({ busStop, ahead: [] })).toEqual([{ what: 'busStop' }])
  })

  test.each(['announced', 'asking'] as const)('a bus stop that is %s waits for nobody', (busStop) => {
    expect(waiting({ busStop })).toEqual([])
  })

  test('the next sessions with fewer than the minimum wait, three of them; of more their number is told', () => {
    const ahead = [5, 4, 7, 3, 2, 0].map((expected, index) => session(index + 1, { expected }))
    expect(waiting({ ahead })).toEqual([
      ...[1, 3, 4].map((index) => ({ what: 'thin', session: ahead[index], minimum: 5 })),
      { what: 'moreThin', sessions: 1 },
    ])
    expect(waiting({ ahead: ahead.slice(0, 5) }).map(({ what }) => what)).toEqual(['thin', 'thin', 'thin'])
  })

  test('a message that nobody knows to be there, or that could not be posted, waits before all else', () => {
    const change = { isAnythingUnclear: true, isAnythingParked: true, poll: 'closed' } as const
    expect(waiting(change).map(({ what }) => what)).toEqual(['isItThere', 'parked', 'datesToChoose'])
  })

  test('sessions without a place wait where others have one', () => {
    const none = { usualPlace: null }
    const ahead = [session(3), session(4, none), session(5, { ...none, place: 'At Ben’s' }), session(6, none)]
    expect(waiting({ ahead })).toEqual([{ what: 'placeless', numbers: [4, 6] }])
    expect(waiting({ ahead: [session(4, none), session(6, none)] })).toEqual([])
  })

  test('what is to be chosen comes first, and what is to be found last', () => {
    const ahead = [session(8, { expected: 1, usualPlace: null }), session(9)]
    const order = (change: Partial<Undecided<Ahead>>) => waiting(change).map(({ what }) => what)
    expect(order({ poll: 'closed', busStop: 'open', ahead })).toEqual([
      'datesToChoose',
      'thin',
      'placeless',
      'busStop',
    ])
    expect(order({ busStop: 'closed', ahead })).toEqual(['thin', 'placeless', 'datesToFind'])
  })
})
