import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { busStopAhead } from '#usecases/bus-stop.ts'
import { closeBusStop } from '#usecases/close-bus-stop.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { openPoll } from '#usecases/poll.ts'
import {
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  type TestGroup,
  value,
  WINDOW,
} from '../support/group-desk.ts'
import { until } from '../support/world.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Lets `act` wait while settings are being saved in another window, which make this change. */
async function whileSettingsAreSaved<T>(group: TestGroup, change: string, act: () => Promise<T>): Promise<T> {
  const other = new pg.Client({ connectionString: desk.database.url })
  await other.connect()
  try {
    await other.query('BEGIN')
    await other.query(`SELECT 1 FROM groups WHERE id = '${group.id}' FOR NO KEY UPDATE`)
    const acting = act()
    const waiting = async () => {
      const { rows } = await other.query(
        'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))',
      )
      return rows.length > 0
    }
    await until(waiting, 'the other to wait for the settings')
    await other.query(change)
    await other.query('COMMIT')
    return await acting
  } finally {
    await other.end()
  }
}

const adding = ({ id }: TestGroup, name: string) =>
  `INSERT INTO members (id, group_id, slack_user_id, joined_at)
   VALUES (gen_random_uuid(), '${id}', 'U-${name}', now())`

test('somebody who is added to the roster while the bus stop is being closed stays on it', async () => {
  const group = await newGroup(desk)
  const { sessionIds } = await fixedRun(group)
  const last = await desk.database.db.session.findUniqueOrThrow({ where: { id: sessionIds.at(-1) ?? '' } })
  const now = desk.at(last.endsAt.toISOString())
  const { busStop, summary } = value(await busStopAhead(now, group.as('ruth')))
  const closed = await whileSettingsAreSaved(group, adding(group, 'dan'), () =>
    closeBusStop(now, group.as('ruth'), busStop.id, summary?.version ?? ''),
  )
  expect(code(closed)).toBe('busStopChanged')
  expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'dan', 'ruth'])
})

test('somebody who is added while the silent are being reminded is reminded, too', async () => {
  const group = await newGroup(desk)
  await pollFor(group)
  const asked = await whileSettingsAreSaved(group, adding(group, 'dan'), () =>
    nudgeNow(desk.at('2027-01-05T09:00Z'), group.as('ruth')),
  )
  expect(value(asked)).toEqual({ asked: 5 })
  expect((await said(group, 'nudge')).map(({ to }) => to)).toContain('dan')
})

test('whoever stops being a convenor while they wait may do no more', async () => {
  const group = await newGroup(desk, { convenors: ['ruth', 'ben'] })
  const outcome = await whileSettingsAreSaved(
    group,
    `DELETE FROM convenors WHERE group_id = '${group.id}' AND slack_user_id = 'U-ben'`,
    () => openPoll(desk.at('2027-01-04T09:00Z'), group.as('ben'), WINDOW, []),
  )
  expect(code(outcome)).toBe('notConvenor')
})
