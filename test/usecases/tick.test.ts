import { afterAll, beforeAll, expect, test } from 'vitest'
import { tick } from '#usecases/tick.ts'
import { type Desk, fixedRun, newGroup, openDesk } from '../support/group-desk.ts'
import { recordStatements } from '../support/statement.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const group = await newGroup(desk)
  await fixedRun(group)
})
afterAll(() => desk.close())

/** So many more groups like the first, with a run under way that has no dates. */
async function groups(count: number): Promise<void> {
  await desk.database.db.$executeRaw`
    WITH copy AS (
      INSERT INTO groups SELECT (jsonb_populate_record(NULL::groups, to_jsonb(one) || jsonb_build_object(
        'id', uuidv7(), 'channel_id', 'C' || gen_random_uuid(), 'look_at', NULL))).*
      FROM (SELECT * FROM groups ORDER BY id LIMIT 1) one, generate_series(1, ${count}::int)
      RETURNING id
    )
    INSERT INTO runs (id, group_id, number, status, sessions_wanted, created_at)
    SELECT uuidv7(), copy.id, 1, 'fixed', 1, now() FROM copy`
}

/** How often Postgres was told to look at what waits. */
async function looksDuring(work: () => Promise<void>): Promise<number> {
  const recording = recordStatements()
  await work()
  return recording.stop().filter(({ text }) => /^ANALYZE .* pgboss\.job$/.test(text)).length
}

test('where something is due in very many groups, Postgres is told to look at what waits', async () => {
  const now = desk.at('2027-01-12T09:00Z')
  await groups(198)
  expect(await looksDuring(() => tick(now))).toBe(0)
  await groups(201)
  expect(await looksDuring(() => tick(now))).toBe(1)
})
