import { expect, test } from 'vitest'
import { takeSignedOnce } from '#slack/signed-once.ts'

const MINUTE = 60_000
const BEGUN = Date.parse('2027-01-04T09:00:00Z')

function requests() {
  let now = BEGUN
  const once = takeSignedOnce(() => now)
  const headers = (signedAt: number, which: number) => ({
    'x-slack-request-timestamp': String(signedAt / 1000),
    'x-slack-signature': `v0=${which.toString(16).padStart(64, '0')}`,
  })
  return {
    pass: (minutes: number) => {
      now += minutes * MINUTE
    },
    take: (minutesAhead: number, which = 1) => once.take(headers(BEGUN + minutesAhead * MINUTE, which)),
    giveBack: (which = 1) => once.giveBack(headers(BEGUN, which)),
  }
}

test('a request is taken once, for as long as it is of now, also where it was signed ahead of our time', () => {
  const { take, pass } = requests()
  expect(take(5)).toBe('first')
  for (let minute = 0; minute < 10; minute += 1) {
    expect(take(5)).toBe('again')
    pass(1)
  }
  expect(take(5)).not.toBe('first')
  pass(1)
  expect(take(5)).toBe('notOfNow')
})

test('others are not mistaken for it', () => {
  const { take } = requests()
  expect([take(0, 1), take(0, 2), take(0, 1)]).toEqual(['first', 'first', 'again'])
})

test('one that came to nothing may come again', () => {
  const { take, giveBack } = requests()
  take(0)
  giveBack()
  expect([take(0), take(0)]).toEqual(['first', 'again'])
})
