import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTicker } from '#jobs/ticker.ts'
import { describeError } from '#slack/log.ts'
import { type Desk, newGroup, openDesk } from '../support/group-desk.ts'
import { RETENTION } from '../support/retention.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const count = () => desk.database.db.receivedEvent.count()

/** So many events, all of which are to be forgotten. */
async function receive(events: number): Promise<void> {
  const data = Array.from({ length: events }, (_, index) => ({
    eventId: `Ev-${index}`,
    receivedAt: new Date('2027-01-01T00:00Z'),
  }))
  await desk.database.db.receivedEvent.createMany({ data })
}

test('each day what is old is forgotten, a part with each tick until nothing is left', async () => {
  let context = desk.at('2027-03-01T12:00Z')
  const ticker = startTicker(() => context, RETENTION, pino({ level: 'silent' }), describeError, null)
  await ticker.tickNow()
  await receive(1001)
  await ticker.tickNow()
  expect(await count(), 'the same day, when it was done').toBe(1001)
  context = desk.at('2027-03-02T00:00Z')
  const left: number[] = []
  for (let tick = 0; tick < 3; tick += 1) {
    await ticker.tickNow()
    left.push(await count())
  }
  expect(left).toEqual([501, 1, 0])
  await ticker.stop()
})

test('a part of a tick that fails does not keep what is old from being forgotten', async () => {
  await newGroup(desk)
  await receive(1)
  const { db } = desk.database
  await db.$executeRaw`ALTER TABLE surveys RENAME TO elsewhere`
  const context = desk.at('2027-03-03T00:00Z')
  const ticker = startTicker(() => context, RETENTION, pino({ level: 'silent' }), describeError, null)
  try {
    await expect(ticker.tickNow()).rejects.toThrow('parts of a beat failed')
    expect(await count()).toBe(0)
  } finally {
    await ticker.stop()
    await db.$executeRaw`ALTER TABLE elsewhere RENAME TO surveys`
  }
})
