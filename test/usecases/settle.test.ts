import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DeliveryStatus } from '#domain/delivery.ts'
import { deliver } from '#slack/deliver.ts'
import type { Shell } from '#slack/shell.ts'
import { claim, type Fate, recordFate } from '#usecases/delivery.ts'
import { postParked } from '#usecases/parked.ts'
import { settleByHand, settleUnclear } from '#usecases/settle.ts'
import { type Desk, newGroup, openDesk, pollFor, type TestGroup } from '../support/group-desk.ts'
import { until } from '../support/world.ts'

const CALLED = '2027-01-04T09:00:00Z'
const SETTLED = '2027-01-04T09:02:30Z'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.delivery.deleteMany()
  group = await newGroup(desk)
  await pollFor(group)
})
afterAll(() => desk.close())

/** The first thing of this kind that waits, after a call to Slack that ended so; with null it has not ended. */
async function lose(
  kind: 'pollPage' | 'introduction',
  fate: Fate | null = { status: 'unknown' },
): Promise<string> {
  const where = { about: { path: ['kind'], equals: kind }, status: 'pending' as const }
  const { id } = await desk.database.db.delivery.findFirstOrThrow({ where })
  await claim(desk.at(CALLED), id)
  if (fate) await recordFate(desk.at(CALLED), id, fate)
  return id
}

/**
 * Lets `decide` look while another instance has the delivery in hand, which then begins a new call to Slack
 * at SETTLED, or moves it elsewhere. Answers what became of the delivery.
 */
async function whileCalledAgain(
  id: string,
  decide: () => Promise<unknown>,
  to: DeliveryStatus = 'sending',
): Promise<string> {
  const other = new pg.Client({ connectionString: desk.database.url })
  await other.connect()
  try {
    await other.query('BEGIN')
    await other.query(`SELECT 1 FROM deliveries WHERE id = '${id}' FOR UPDATE`)
    const deciding = decide()
    const waiting = async () => {
      const { rows } = await other.query(
        'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))',
      )
      return rows.length > 0
    }
    await until(waiting, 'the decision to wait for the other instance')
    await other.query(`UPDATE deliveries SET status = '${to}', claimed_at = '${SETTLED}' WHERE id = '${id}'`)
    await other.query('COMMIT')
    await deciding
  } finally {
    await other.end()
  }
  return (await desk.database.db.delivery.findUniqueOrThrow({ where: { id } })).status
}

test('what another instance is calling Slack for again is left to it', async () => {
  const id = await lose('introduction')
  expect(await whileCalledAgain(id, () => settleUnclear(desk.at(SETTLED)))).toBe('sending')
})

test('what is being posted again because one convenor said so is not posted once more for another', async () => {
  const id = await lose('pollPage')
  const press = () => settleByHand(desk.at(SETTLED), group.as('ruth'), id, false)
  expect(await whileCalledAgain(id, press)).toBe('sending')
})

test('what was parked and is being posted again for one convenor is not posted once more for another', async () => {
  const id = await lose('pollPage', { status: 'failed', reason: 'is_archived' })
  expect(await whileCalledAgain(id, () => postParked(desk.at(SETTLED), group.as('ruth')))).toBe('sending')
})

test('a message that cannot be settled does not keep those after it from being', async () => {
  const { db } = desk.database
  await pollFor(await newGroup(desk))
  const where = { about: { path: ['kind'], equals: 'introduction' }, status: 'pending' as const }
  const broken = await db.delivery.findFirstOrThrow({ where })
  await claim(desk.at(CALLED), broken.id)
  const id = await lose('pollPage')
  // It can be nothing but under way.
  await db.$executeRawUnsafe(
    `ALTER TABLE deliveries ADD CONSTRAINT broken CHECK (id <> '${broken.id}' OR status = 'sending') NOT VALID`,
  )
  await expect(settleUnclear(desk.at(SETTLED))).rejects.toThrow(AggregateError)
  await db.$executeRawUnsafe('ALTER TABLE deliveries DROP CONSTRAINT broken')
  const askedOf = { about: { path: ['deliveryId'], equals: id } }
  expect(await db.delivery.count({ where: askedOf })).toBeGreaterThan(0)
})

test('what is let go between looking and claiming is left to the job that makes its words', async () => {
  const id = await lose('introduction', null)
  const shell = { context: () => desk.at(SETTLED), log: pino({ enabled: false }) } as unknown as Shell
  expect(await whileCalledAgain(id, () => deliver(shell, id), 'pending')).toBe('pending')
})

test('what another instance took for lost is not put off by an answer that comes then', async () => {
  const id = await lose('introduction', null)
  const putOff = { status: 'pending', pauseSeconds: 1, why: 'tooFast' } as const
  expect(await whileCalledAgain(id, () => recordFate(desk.at(SETTLED), id, putOff), 'unknown')).toBe(
    'unknown',
  )
})
