import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliver } from '#slack/deliver.ts'
import { refreshMessage } from '#slack/refresh.ts'
import type { Shell } from '#slack/shell.ts'
import { tick } from '#usecases/tick.ts'
import { type Desk, fixedRun, newGroup, openDesk } from '../support/group-desk.ts'
import { until } from '../support/world.ts'

const REMINDER = '2027-01-13T18:30Z'

let desk: Desk
let reminderId: string
/** A group whose first reminder waits to be said. */
beforeEach(async () => {
  const group = await newGroup(desk)
  await fixedRun(group)
  await desk.database.db.delivery.updateMany({ data: { status: 'sent' } })
  await tick(desk.at(REMINDER))
  const where = { groupId: group.id, about: { path: ['kind'], equals: 'reminder' } }
  reminderId = (await desk.database.db.delivery.findFirstOrThrow({ where })).id
})
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Nothing of Slack is in it: whoever calls Slack fails. */
const shell = () => ({ context: () => desk.at(REMINDER), log: pino({ enabled: false }) }) as unknown as Shell
const shellWith = (poster: object) => ({ ...shell(), poster }) as unknown as Shell
const reminder = () => desk.database.db.delivery.findUniqueOrThrow({ where: { id: reminderId } })

test('what is cancelled before it is claimed is not said any more, however late that is', async () => {
  const other = new pg.Client({ connectionString: desk.database.url })
  await other.connect()
  try {
    await other.query('BEGIN')
    await other.query(`SELECT 1 FROM deliveries WHERE id = '${reminderId}' FOR UPDATE`)
    const delivering = deliver(shell(), reminderId)
    const waiting = async () =>
      (
        await other.query(
          'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))',
        )
      ).rows.length > 0
    await until(waiting, 'the claim to wait')
    await other.query(`UPDATE sessions SET status = 'skipped'`)
    await other.query('COMMIT')
    await delivering
  } finally {
    await other.end()
  }
  expect(await reminder()).toMatchObject({ status: 'skipped', reason: 'no longer true' })
})

test('a claim for which there are no words is given back', async () => {
  const { db } = desk.database
  await db.$executeRawUnsafe('ALTER TABLE apologies RENAME TO hidden')
  await expect(deliver(shell(), reminderId)).rejects.toThrow()
  await db.$executeRawUnsafe('ALTER TABLE hidden RENAME TO apologies')
  expect((await reminder()).status).toBe('pending')
})

test('what is changed while a message is on its way is shown once it is there', async () => {
  const { db } = desk.database
  const shown: string[] = []
  const meanwhile: number[] = []
  const { sessionId } = (await reminder()).about as { sessionId: string }
  const refreshes = () => db.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = 'refresh' AND singleton_key = ${reminderId} AND state = 'created'`
  const poster = {
    conversations: { info: async () => ({ channel: { is_private: true, is_member: true } }) },
    chat: {
      postMessage: async () => {
        await db.session.update({
          where: { id: sessionId },
          data: { startsAt: new Date('2027-01-20T07:11Z') },
        })
        // As a job does that the change has made.
        await refreshMessage(shellWith(poster), reminderId)
        meanwhile.push(shown.length, (await refreshes()).length)
        return { channel: 'C-taken', ts: '1.1' }
      },
      update: async ({ text }: { text: string }) => void shown.push(text),
    },
  }
  await deliver(shellWith(poster), reminderId)
  expect(meanwhile).toEqual([0, 1])
  expect(await reminder()).toMatchObject({ status: 'sent', postedChannelId: 'C-taken', ts: '1.1' })
  await refreshMessage(shellWith(poster), reminderId)
  expect(shown.at(-1)).toContain('07:11')
})
