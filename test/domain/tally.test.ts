import fc from 'fast-check'
import { expect, test } from 'vitest'
import { absentMembers, type CountedAnswer, silentMembers, tally } from '#domain/tally.ts'

const MEMBERS = ['m1', 'm2', 'm3', 'm4', 'm5']
const DATES = ['d1', 'd2', 'd3']
const OTHERS = ['x1', 'x2']

const roster = fc.subarray(MEMBERS)
/** One answer at most for each person and date, also of people who are on no roster and dates of no poll. */
const answers = fc.uniqueArray(
  fc.record({
    memberId: fc.constantFrom(...MEMBERS, ...OTHERS),
    dateId: fc.constantFrom(...DATES, 'elsewhere'),
    value: fc.constantFrom('can', 'ifNeedBe', 'cannot'),
  }),
  { selector: ({ memberId, dateId }) => `${memberId} ${dateId}` },
) as fc.Arbitrary<CountedAnswer[]>

test('the counts of every date sum to the roster, and none is below nothing', () => {
  fc.assert(
    fc.property(roster, answers, (memberIds, given) => {
      const counts = tally(DATES, memberIds, given)
      expect([...counts.keys()]).toEqual(DATES)
      for (const { can, ifNeedBe, cannot, silent } of counts.values()) {
        expect(can + ifNeedBe + cannot + silent).toBe(memberIds.length)
        expect(Math.min(can, ifNeedBe, cannot, silent)).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('each count is the number of members who said just that', () => {
  fc.assert(
    fc.property(roster, answers, (memberIds, given) => {
      const counts = tally(DATES, memberIds, given)
      for (const dateId of DATES) {
        for (const value of ['can', 'ifNeedBe', 'cannot'] as const) {
          const said = given.filter((each) => each.dateId === dateId && each.value === value)
          const ofMembers = said.filter((each) => memberIds.includes(each.memberId))
          expect(counts.get(dateId)?.[value]).toBe(ofMembers.length)
        }
      }
    }),
  )
})

test('answers of people who are not on the roster change nothing', () => {
  fc.assert(
    fc.property(roster, answers, (memberIds, given) => {
      const own = given.filter(({ memberId }) => memberIds.includes(memberId))
      expect(tally(DATES, memberIds, given)).toEqual(tally(DATES, memberIds, own))
      expect(silentMembers(memberIds, given)).toEqual(silentMembers(memberIds, own))
    }),
  )
})

test('who has answered any date is not silent; everybody else is, in the roster’s order', () => {
  fc.assert(
    fc.property(roster, answers, (memberIds, given) => {
      const silent = silentMembers(memberIds, given)
      expect(silent).toEqual(memberIds.filter((id) => !given.some(({ memberId }) => memberId === id)))
    }),
  )
})

test('not answered is not cannot', () => {
  const [count] = tally(['d1'], ['m1', 'm2'], [{ memberId: 'm1', dateId: 'd1', value: 'cannot' }]).values()
  expect(count).toEqual({ can: 0, ifNeedBe: 0, cannot: 1, silent: 1 })
})

test('absent from a date are those who answered the poll, but not that they can make it', () => {
  fc.assert(
    fc.property(roster, answers, (memberIds, given) => {
      const answering = memberIds.filter((id) => given.some(({ memberId }) => memberId === id))
      const coming = (id: string) =>
        given.some((each) => each.memberId === id && each.dateId === 'd1' && each.value !== 'cannot')
      expect(absentMembers(memberIds, given, 'd1')).toEqual(answering.filter((id) => !coming(id)))
    }),
  )
})
