import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetMe, whatIsForgotten } from '#usecases/erasure.ts'
import { myData } from '#usecases/my-data.ts'
import { type Desk, newGroup, openDesk, type TestGroup, value } from '../support/group-desk.ts'

const GROUPS = 20
const DELIVERIES = 60_000

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
  for (let count = 0; count < GROUPS; count += 1) group = await newGroup(desk)
  // In each group one message in a hundred is about Ben, one in a hundred was sent to him, and one in ten is forgotten.
  await desk.database.db.$executeRaw`
    INSERT INTO deliveries (id, key, group_id, about, address, status, nonce, posted_channel_id, ts, created_at, sent_at)
    SELECT gen_random_uuid(), 'many ' || n, groups.id,
      CASE WHEN n % 10 = 5 THEN '{"kind": "forgotten"}' ELSE jsonb_build_object(
        'kind', 'lateChange', 'sessionId', gen_random_uuid(), 'change', n::text, 'convenorId', 'U-ruth',
        'memberId', CASE n % 100 WHEN 1 THEN ben.id ELSE gen_random_uuid() END) END,
      CASE WHEN n % 100 = 2 THEN 'U-ben' ELSE 'U-ruth' END, 'sent', gen_random_uuid()::text, 'D1', n::text, now(), now()
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM groups) AS groups
    JOIN members AS ben ON ben.group_id = groups.id AND ben.slack_user_id = 'U-ben'
    JOIN generate_series(1, ${DELIVERIES}::int) AS n ON (n / 100) % ${GROUPS}::int + 1 = place`
})
afterAll(() => desk.close())

const now = () => desk.at('2027-01-12T09:00Z')
const named = () => desk.database.db.delivery.count({ where: { address: 'U-ben' } })

test('in a workspace with tens of thousands of messages everything about somebody is found', async () => {
  expect(await desk.database.db.delivery.count()).toBeGreaterThanOrEqual(DELIVERIES)
  const data = await myData(now(), group.as('ben'))
  const late = data?.deliveries.filter(({ kind }) => kind === 'lateChange') ?? []
  expect(late).toHaveLength(DELIVERIES / 50)
  expect(data?.members).toHaveLength(GROUPS)
})

test('and can be forgotten', async () => {
  expect(value(await whatIsForgotten(now(), group.as('ben')))?.groups).toHaveLength(GROUPS)
  expect(await named()).toBe(DELIVERIES / 100)
  expect(value(await forgetMe(now(), group.as('ben')))?.groups).toHaveLength(GROUPS)
  expect(await named()).toBe(0)
  const ofErased = { isOfErased: true, about: { path: ['kind'], equals: 'lateChange' } }
  expect(await desk.database.db.delivery.count({ where: ofErased })).toBe(DELIVERIES / 100)
  expect(await myData(now(), group.as('ben'))).toBeNull()
})
