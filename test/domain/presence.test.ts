import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAccountClosed, presenceNow } from '#domain/presence.ts'

const PEOPLE = ['U1', 'U2', 'U3']
const known = fc.record({ hasArrived: fc.boolean(), isAway: fc.boolean() })
const seen = fc.record({ inChannel: fc.subarray(PEOPLE), closed: fc.subarray(PEOPLE) })
const who = fc.constantFrom(...PEOPLE)

test('whoever is found in the channel with an open account has arrived and is not away', () => {
  fc.assert(
    fc.property(known, who, seen, (before, id, { inChannel, closed }) => {
      const there = { inChannel: [...inChannel, id], closed: closed.filter((each) => each !== id) }
      expect(presenceNow(before, id, there)).toEqual({ hasArrived: true, isAway: false })
    }),
  )
})

test('whoever had arrived is away exactly when they are not in the channel or their account is closed', () => {
  fc.assert(
    fc.property(known, who, seen, (before, id, now) => {
      const isThere = now.inChannel.includes(id) && !now.closed.includes(id)
      expect(presenceNow({ ...before, hasArrived: true }, id, now)).toEqual({
        hasArrived: true,
        isAway: !isThere,
      })
    }),
  )
})

test('a newcomer whom nobody has let in is not away, unless their account is closed, and has not arrived', () => {
  fc.assert(
    fc.property(fc.boolean(), who, seen, (isAway, id, now) => {
      const out = { ...now, inChannel: now.inChannel.filter((each) => each !== id) }
      expect(presenceNow({ hasArrived: false, isAway }, id, out)).toEqual({
        hasArrived: false,
        isAway: isAccountClosed(id, now),
      })
    }),
  )
})

test('a closed account is away, whether Slack still lists it in the channel or not', () => {
  fc.assert(
    fc.property(known, who, seen, (before, id, now) => {
      const closed = { ...now, closed: [...now.closed, id] }
      expect(presenceNow(before, id, closed)).toEqual({ hasArrived: before.hasArrived, isAway: true })
    }),
  )
})

test('seeing the same again changes nothing, and nobody ever stops having arrived', () => {
  fc.assert(
    fc.property(known, who, seen, (before, id, now) => {
      const first = presenceNow(before, id, now)
      expect(presenceNow(first, id, now)).toEqual(first)
      expect(first.hasArrived || !before.hasArrived).toBe(true)
    }),
  )
})
