import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryKind } from '#domain/delivery.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { withInHand } from '#usecases/in-hand.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { postParked } from '#usecases/parked.ts'
import { settleByHand, settleUnclear } from '#usecases/settle.ts'
import { mayBeLost, recordSighting } from '#usecases/sighting.ts'
import {
  code,
  type Desk,
  firstOfKind,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup

/** An open poll of two pages and four nudges wait to be posted. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.delivery.deleteMany()
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
  await pollFor(group)
  value(await nudgeNow(desk.at(MONDAY), group.as('ruth')))
})
afterAll(() => desk.close())

const row = (kind: DeliveryKind) => firstOfKind(group, kind)
const status = async (kind: DeliveryKind) => (await row(kind)).status
const POSTED = { status: 'sent', postedChannelId: 'C9', ts: '9.000001' } as const
const CALLED = '2027-01-04T09:00:00Z'
const TOO_SOON = '2027-01-04T09:02:29Z'
const SETTLED = '2027-01-04T09:02:30Z'

/** Slack was called and its answer was lost. */
async function lose(kind: DeliveryKind): Promise<string> {
  const { id } = await row(kind)
  await claim(desk.at(CALLED), id)
  await recordFate(desk.at(CALLED), id, { status: 'unknown' })
  return id
}

/** How many jobs wait to put something into Slack. */
async function jobs(name: 'deliver' | 'seed', deliveryId: string): Promise<number> {
  const rows = await desk.database.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = ${name} AND data->>'deliveryId' = ${deliveryId}`
  return rows.length
}

describe('before Slack is called', () => {
  test('what is to be said is claimed by one worker alone', async () => {
    const { id } = await row('nudge')
    const claims = await Promise.all([1, 2, 3].map(() => claim(desk.at(CALLED), id)))
    expect(claims.filter(Boolean)).toHaveLength(1)
  })

  test('what is found claimed was left by a crash, and is not posted again by whoever finds it', async () => {
    const { id } = await row('nudge')
    await claim(desk.at(CALLED), id)
    expect(await claim(desk.at(CALLED), id)).toBeNull()
    expect(await status('nudge')).toBe('unknown')
  })

  test('what was sent is never claimed again', async () => {
    const { id } = await row('nudge')
    await claim(desk.at(CALLED), id)
    await recordFate(desk.at(CALLED), id, POSTED)
    expect(await claim(desk.at(SETTLED), id)).toBeNull()
    expect(await status('nudge')).toBe('sent')
  })
})

describe('after Slack was called', () => {
  test('a poll page that is there gets its numbers', async () => {
    const { id } = await row('pollPage')
    await claim(desk.at(CALLED), id)
    await recordFate(desk.at(CALLED), id, POSTED)
    expect(await row('pollPage')).toMatchObject({ status: 'sent', postedChannelId: 'C9', ts: '9.000001' })
    expect(await jobs('seed', id)).toBe(1)
  })

  test('what Slack put off can be claimed again', async () => {
    const { id } = await row('nudge')
    await claim(desk.at(CALLED), id)
    await recordFate(desk.at(CALLED), id, { status: 'pending', pauseSeconds: 1, why: 'tooFast' })
    expect(await claim(desk.at(TOO_SOON), id)).not.toBeNull()
  })

  test('what Slack put off is left to be settled when others took the call for lost meanwhile', async () => {
    const { id } = await row('nudge')
    await claim(desk.at(CALLED), id)
    await claim(desk.at(CALLED), id)
    await recordFate(desk.at(CALLED), id, { status: 'pending', pauseSeconds: 1, why: 'tooFast' })
    expect(await status('nudge')).toBe('unknown')
  })

  test('what Slack refused in the channel is parked and told to each convenor once a day, then posted on request', async () => {
    expect(code(await postParked(desk.at(CALLED), group.as('ruth')))).toBe('deliveryClear')
    const { id } = await row('pollPage')
    await claim(desk.at(CALLED), id)
    await recordFate(desk.at(CALLED), id, { status: 'failed', reason: 'is_archived' })
    expect((await said(group, 'couldNotPost')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
    const [one, other] = await Promise.all([
      postParked(desk.at(SETTLED), group.as('ruth')),
      postParked(desk.at(SETTLED), group.as('ines')),
    ])
    expect('value' in one || 'value' in other).toBe(true)
    expect(await status('pollPage')).toBe('pending')
    expect(await jobs('deliver', id)).toBe(2)
  })

  test('what Slack refuses after something went through again is told anew, also on the same day', async () => {
    const refused = async () => {
      const { id } = await row('pollPage')
      await claim(desk.at(CALLED), id)
      await recordFate(desk.at(CALLED), id, { status: 'failed', reason: 'not_in_channel' })
      value(await postParked(desk.at(CALLED), group.as('ruth')))
    }
    await refused()
    await refused()
    expect(await said(group, 'couldNotPost')).toHaveLength(2)
    const { id } = await row('introduction')
    await claim(desk.at(SETTLED), id)
    await recordFate(desk.at(SETTLED), id, POSTED)
    await refused()
    expect((await said(group, 'couldNotPost')).map(({ to }) => to)).toEqual(['ines', 'ruth', 'ines', 'ruth'])
  })

  test('what Slack refused privately troubles nobody', async () => {
    const { id } = await row('nudge')
    await claim(desk.at(CALLED), id)
    await recordFate(desk.at(CALLED), id, { status: 'failed', reason: 'user_not_found' })
    expect(await said(group, 'couldNotPost')).toEqual([])
  })
})

describe('a message whose fate is unknown', () => {
  test('is left alone until Slack has had its time', async () => {
    await lose('nudge')
    await settleUnclear(desk.at(TOO_SOON))
    expect(await status('nudge')).toBe('unknown')
  })

  test('is left alone however late it is while this process knows it and cannot store it yet', async () => {
    const { id } = await row('nudge')
    await claim(desk.at(CALLED), id)
    await withInHand(id, async () => {
      await settleUnclear(desk.at(SETTLED))
      expect(await status('nudge')).toBe('sending')
      await recordFate(desk.at(SETTLED), id, POSTED)
    })
    await settleUnclear(desk.at(SETTLED))
    expect(await status('nudge')).toBe('sent')
  })

  test('is said again when it is private, once', async () => {
    const id = await lose('nudge')
    await Promise.all([settleUnclear(desk.at(SETTLED)), settleUnclear(desk.at(SETTLED))])
    expect(await status('nudge')).toBe('pending')
    expect(await jobs('deliver', id)).toBe(2)
  })

  test('is said again to the group once; when that is lost, too, the convenors look', async () => {
    const id = await lose('introduction')
    await settleUnclear(desk.at(SETTLED))
    expect(await status('introduction')).toBe('pending')
    await claim(desk.at(SETTLED), id)
    await recordFate(desk.at(SETTLED), id, { status: 'unknown' })
    await settleUnclear(desk.at('2027-01-04T09:07:29Z'))
    expect(await said(group, 'isItThere')).toEqual([])
    await settleUnclear(desk.at('2027-01-04T09:07:30Z'))
    expect(await status('introduction')).toBe('unknown')
    expect((await said(group, 'isItThere')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
  })

  test('is said again and again, ever later, when it is private: nobody else can look for it', async () => {
    const id = await lose('nudge')
    await settleUnclear(desk.at(SETTLED))
    await claim(desk.at(SETTLED), id)
    await recordFate(desk.at(SETTLED), id, { status: 'unknown' })
    await settleUnclear(desk.at('2027-01-04T09:07:29Z'))
    expect(await status('nudge')).toBe('unknown')
    await settleUnclear(desk.at('2027-01-04T09:07:30Z'))
    expect(await status('nudge')).toBe('pending')
    expect(await said(group, 'isItThere')).toEqual([])
  })

  test('is given up when it is private and has been said again for hours, and found all the same', async () => {
    const { nonce } = await row('nudge')
    let now = desk.at(CALLED).now
    for (let call = 0; call < 9; call += 1) {
      const { id } = await row('nudge')
      await claim({ ...desk.at(CALLED), now }, id)
      await recordFate({ ...desk.at(CALLED), now }, id, { status: 'unknown' })
      now = now.plus({ hours: 1 })
      await settleUnclear({ ...desk.at(CALLED), now })
    }
    expect(await row('nudge')).toMatchObject({ status: 'failed', reason: 'unclear', repeats: 8 })
    await recordSighting({ ...desk.at(CALLED), now }, nonce, {
      teamId: 'T1',
      postedChannelId: 'D1',
      ts: '1.000001',
    })
    expect(await status('nudge')).toBe('sent')
  })

  test('is left to the convenors when it is a page of a poll: each is asked once', async () => {
    await lose('pollPage')
    await Promise.all([settleUnclear(desk.at(SETTLED)), settleUnclear(desk.at(SETTLED))])
    await settleUnclear(desk.at('2027-01-05T09:00Z'))
    expect(await status('pollPage')).toBe('unknown')
    expect((await said(group, 'isItThere')).map(({ to }) => to).sort()).toEqual(['ines', 'ruth'])
  })

  test('is posted once when two convenors say at once that it is not there', async () => {
    const id = await lose('pollPage')
    const press = (name: string) => settleByHand(desk.at(SETTLED), group.as(name), id, false)
    const outcomes = await Promise.all([press('ruth'), press('ines')])
    expect(await status('pollPage')).toBe('pending')
    expect(await jobs('deliver', id)).toBe(2)
    expect(outcomes.filter((each) => 'value' in each).length).toBeGreaterThanOrEqual(1)
  })

  test('is not posted for an old question while a later attempt waits for its answer', async () => {
    const id = await lose('pollPage')
    const press = (name: string, iso: string, isThere = false) =>
      settleByHand(desk.at(iso), group.as(name), id, isThere)
    value(await press('ruth', SETTLED))
    await claim(desk.at(SETTLED), id)
    await recordFate(desk.at(SETTLED), id, { status: 'unknown' })
    expect(code(await press('ines', '2027-01-04T09:03:00Z'))).toBe('deliveryUnderWay')
    expect(await status('pollPage')).toBe('unknown')
    value(await press('ines', '2027-01-04T09:07:30Z'))
    expect(await status('pollPage')).toBe('pending')
  })

  test('is settled when a convenor says that it is there, or Slack shows it', async () => {
    const id = await lose('pollPage')
    value(await settleByHand(desk.at(SETTLED), group.as('ruth'), id, true))
    expect(await status('pollPage')).toBe('sent')
    expect(code(await settleByHand(desk.at(SETTLED), group.as('ruth'), id, false))).toBe('deliveryClear')
    const place = { postedChannelId: group.channelId, ts: '8.000001' }
    const { teamId } = group
    const { nonce } = await row('pollPage')
    expect(await mayBeLost(desk.at(SETTLED), { ...place, teamId })).toBe(true)
    await recordSighting(desk.at(SETTLED), nonce, { ...place, teamId })
    await recordSighting(desk.at(SETTLED), nonce, { ...place, teamId, ts: '8.000002' })
    expect(await row('pollPage')).toMatchObject({ status: 'sent', ...place })
    expect(await mayBeLost(desk.at(SETTLED), { ...place, teamId, ts: '8.000003' })).toBe(false)
    expect(await jobs('seed', id)).toBe(1)
    // What was tapped before that was known.
    const about = (await row('pollPage')).about as { pollId: string }
    const readings = await desk.database.db.$queryRaw<unknown[]>`
      SELECT id FROM pgboss.job WHERE name = 'readBack' AND singleton_key = ${`${about.pollId} check`}`
    expect(readings).toHaveLength(1)
  })

  test('is not mistaken for another when a nonce is made up', async () => {
    await lose('pollPage')
    const place = { postedChannelId: group.channelId, ts: '8.000001' }
    const { teamId } = group
    await recordSighting(desk.at(SETTLED), '018f0000-0000-7000-8000-000000000000', { ...place, teamId })
    expect(await status('pollPage')).toBe('unknown')
  })
})
