import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { daily } from '#jobs/daily.ts'
import type { Context } from '#usecases/context.ts'

/** Runs it at these instants and answers at which of them there was work. */
async function workedAt(instants: string[], answer: (iso: string) => boolean): Promise<string[]> {
  const worked: string[] = []
  let iso = ''
  const run = daily(async () => {
    worked.push(iso)
    return answer(iso)
  })
  for (iso of instants)
    await run({ now: DateTime.fromISO(iso, { setZone: true }) } as Context).catch(() => {})
  return worked
}

test('work is done at the start and once a day, by UTC', async () => {
  const instants = ['2027-01-30T09:00Z', '2027-01-30T23:59Z', '2027-01-31T05:44+05:45', '2027-01-31T00:00Z']
  expect(await workedAt([...instants, '2027-01-31T12:00Z'], () => true)).toEqual([instants[0], instants[3]])
})

test('what is not done, or fails, is gone on with at the next tick', async () => {
  const instants = [
    '2027-01-30T09:00:00Z',
    '2027-01-30T09:00:15Z',
    '2027-01-30T09:00:30Z',
    '2027-01-30T09:00:45Z',
  ]
  const answer = (iso: string) => {
    if (iso === instants[0]) throw new Error('the database is away')
    return iso !== instants[1]
  }
  expect(await workedAt(instants, answer)).toEqual(instants.slice(0, 3))
})
