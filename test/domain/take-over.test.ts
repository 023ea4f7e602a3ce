import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import {
  chosenConvenor,
  convenorlessSince,
  type Support,
  standingOffers,
  supportNeeded,
  voterIds,
} from '#domain/take-over.ts'

const MEMBERS = ['m1', 'm2', 'm3', 'm4', 'm5']
const EVERYBODY = [...MEMBERS, 'away', 'stranger']
const roster = fc.subarray(MEMBERS)
/** One row at most for each supporter, also of people who are not on the roster now. */
const supports = fc.uniqueArray(
  fc.record({ supporterId: fc.constantFrom(...EVERYBODY), memberId: fc.constantFrom(...EVERYBODY) }),
  { selector: ({ supporterId }) => supporterId },
) as fc.Arbitrary<Support[]>

test('what is needed is more than half, and one less is not', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100 }), (members) => {
      expect(supportNeeded(members) * 2).toBeGreaterThan(members)
      expect((supportNeeded(members) - 1) * 2).toBeLessThanOrEqual(members)
    }),
  )
})

test('an offer stands while the member who made it is on the roster and supports nobody else', () => {
  fc.assert(
    fc.property(roster, supports, (memberIds, given) => {
      const own = given.filter((each) => each.supporterId === each.memberId).map((each) => each.memberId)
      expect(standingOffers(memberIds, given).map(({ memberId }) => memberId)).toEqual(
        memberIds.filter((id) => own.includes(id)),
      )
    }),
  )
})

test('each member counts once, for one offer, and nobody else counts', () => {
  fc.assert(
    fc.property(roster, supports, (memberIds, given) => {
      for (const { memberId, supporters } of standingOffers(memberIds, given)) {
        const ids = given.filter((each) => each.memberId === memberId).map((each) => each.supporterId)
        expect(supporters).toBe(memberIds.filter((id) => ids.includes(id)).length)
      }
    }),
  )
})

test('whoever is chosen offers, and has more than half of the roster; without that nobody is', () => {
  fc.assert(
    fc.property(roster, supports, (memberIds, given) => {
      const chosen = chosenConvenor(memberIds, given)
      const enough = standingOffers(memberIds, given).filter(
        ({ supporters }) => supporters * 2 > memberIds.length,
      )
      expect(enough.length).toBeLessThanOrEqual(1)
      expect(chosen).toBe(enough[0]?.memberId ?? null)
    }),
  )
})

test('a group is without a convenor since the last of them went, and never while there is one', () => {
  const at = (hour: number) => DateTime.fromISO(`2027-01-04T${hour}:00Z`, { zone: 'utc' })
  const gone = (hour: number) => ({ goneAt: at(hour) })
  expect(convenorlessSince([gone(10), gone(12), gone(11)])).toEqual(at(12))
  expect(convenorlessSince([gone(10), { goneAt: null }])).toBeNull()
  expect(convenorlessSince([])).toBeNull()
})

test('those who were found in the channel have a say, and all while nobody was: so a majority is always possible', () => {
  const members = fc.uniqueArray(fc.record({ id: fc.constantFrom(...MEMBERS), hasArrived: fc.boolean() }), {
    selector: ({ id }) => id,
    minLength: 1,
  })
  fc.assert(
    fc.property(members, (roster) => {
      const ids = voterIds(roster)
      const there = roster.filter(({ hasArrived }) => hasArrived).map(({ id }) => id)
      expect(ids).toEqual(there.length > 0 ? there : roster.map(({ id }) => id))
      const [first = ''] = ids
      const all = ids.map((supporterId) => ({ supporterId, memberId: first }))
      expect(chosenConvenor(ids, all)).toBe(first)
    }),
  )
})
