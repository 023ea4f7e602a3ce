import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { turnKey } from '#db/queue.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { channelWithParked, goOnInChannel, lookAfterParked, tryPrivateAgain } from '#usecases/parked.ts'
import { noteArrival } from '#usecases/presence.ts'
import { say } from '#usecases/say.ts'
import { type Desk, newGroup, openDesk, pollFor, said, type TestGroup } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
/** What waits for the channel, oldest first: the introduction and two pages of a poll. */
let waiting: string[]
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
  await pollFor(group)
  waiting = (await inChannel()).map(({ id }) => id)
})
afterAll(() => desk.close())

const now = () => desk.at('2027-01-04T09:00:00Z')
const inChannel = () =>
  desk.database.db.delivery.findMany({ where: { address: group.channelId }, orderBy: { id: 'asc' } })
const statuses = async () => (await inChannel()).map(({ status }) => status)

/** Slack is called for something and refuses it. */
async function refuse(id: string | undefined, reason: string): Promise<void> {
  await claim(now(), id ?? '')
  await recordFate(now(), id ?? '', { status: 'failed', reason })
}

/** The jobs that wait for the channel, in the order in which they are taken. */
async function queued(): Promise<string[]> {
  const rows = await desk.database.db.$queryRaw<{ id: string }[]>`
    SELECT data->>'deliveryId' AS id FROM pgboss.job
    WHERE name = 'deliver' AND singleton_key = ${turnKey(group.teamId, group.channelId)} ORDER BY created_on, id`
  return rows.map(({ id }) => id)
}

/** How often Slack is to be asked about the channel of the group, and of others. */
async function questions(...of: TestGroup[]): Promise<number> {
  const { boss } = now().queue
  const ids = [group, ...of].map(({ id }) => id)
  const jobs = await boss.fetch<{ groupId: string }>('parked', { batchSize: 1000 })
  for (const { id } of jobs) await boss.complete('parked', id)
  return jobs.filter(({ data }) => ids.includes(data.groupId)).length
}

describe('while something is parked in a channel', () => {
  test.each(['channel_not_found', 'is_archived', 'restricted_action', 'missing_scope', 'accesslimited'])(
    'what follows after %s is parked without a call to Slack, and told once a day',
    async (reason) => {
      await refuse(waiting[0], reason)
      expect(await claim(now(), waiting[1] ?? '')).toBeNull()
      expect(await claim(now(), waiting[2] ?? '')).toBeNull()
      expect(await statuses()).toEqual(['failed', 'failed', 'failed'])
      expect((await inChannel()).map((row) => row.reason)).toEqual([reason, reason, reason])
      expect(await said(group, 'couldNotPost')).toHaveLength(1)
      const tomorrow = desk.at('2027-01-05T09:00:00Z')
      await desk.database.db.$transaction((tx) =>
        say(tx, tomorrow, group, group.channelId, { kind: 'convenorsChanged', change: 'later' }),
      )
      const { id = '' } = (await inChannel()).at(-1) ?? {}
      expect(await claim(tomorrow, id)).toBeNull()
      expect(await said(group, 'couldNotPost')).toHaveLength(2)
    },
  )

  test('private messages and other channels go on', async () => {
    await refuse(waiting[0], 'is_archived')
    const other = await newGroup(desk)
    const elsewhere = await desk.database.db.delivery.findFirstOrThrow({
      where: { address: other.channelId },
    })
    const privately = await desk.database.db.delivery.findFirstOrThrow({
      where: { groupId: group.id, address: group.as('ruth').slackUserId, status: 'pending' },
    })
    for (const { id } of [elsewhere, privately])
      expect(await claim(now(), id)).toHaveProperty('claimed.id', id)
  })

  test('a message that Slack refused for its own sake holds nothing back', async () => {
    await refuse(waiting[0], 'invalid_blocks')
    expect(await claim(now(), waiting[1] ?? '')).toHaveProperty('claimed.id', waiting[1])
  })

  test('the convenor hears whether it was for its own sake or that the channel is closed', async () => {
    await refuse(waiting[0], 'invalid_blocks')
    await refuse(waiting[1], 'not_in_channel')
    expect((await said(group, 'couldNotPost')).map(({ refused }) => refused)).toEqual(['message', 'channel'])
  })

  test('a private message that Slack refused holds back no other to the same person', async () => {
    const address = group.as('ruth').slackUserId
    const to = (change: string) =>
      desk.database.db.$transaction((tx) =>
        say(tx, now(), group, address, { kind: 'becameConvenor', convenorId: address, change }),
      )
    await to('one')
    await to('other')
    const rows = await desk.database.db.delivery.findMany({
      where: { groupId: group.id, about: { path: ['kind'], equals: 'becameConvenor' } },
      orderBy: { id: 'asc' },
    })
    await refuse(rows[0]?.id, 'channel_not_found')
    expect(await claim(now(), rows[1]?.id ?? '')).toHaveProperty('claimed.id', rows[1]?.id)
    expect(await channelWithParked(now(), group.id)).toBeNull()
  })
})

describe('a private message that Slack refused', () => {
  const later = '2027-01-04T10:00:00Z'
  let id: string
  beforeEach(async () => {
    const address = group.as('ruth').slackUserId
    const about = { kind: 'becameConvenor', convenorId: address, change: '' } as const
    await desk.database.db.$transaction((tx) => say(tx, now(), group, address, about))
    const where = { groupId: group.id, address }
    id = (await desk.database.db.delivery.findFirstOrThrow({ where })).id
  })
  const status = async () => (await desk.database.db.delivery.findUniqueOrThrow({ where: { id } })).status

  test.each(['messages_tab_disabled', 'missing_scope'])(
    'with %s is tried again after an hour, and after each further one',
    async (reason) => {
      await refuse(id, reason)
      await tryPrivateAgain(desk.at('2027-01-04T09:59:59Z'))
      expect(await status()).toBe('failed')
      await tryPrivateAgain(desk.at(later))
      expect(await status()).toBe('pending')
      await claim(desk.at(later), id)
      await recordFate(desk.at(later), id, { status: 'failed', reason })
      await tryPrivateAgain(desk.at('2027-01-04T10:59:59Z'))
      expect(await status()).toBe('failed')
    },
  )

  test('because of the person is not tried again, nor is what the channel refused', async () => {
    await refuse(id, 'user_not_found')
    await refuse(waiting[0], 'missing_scope')
    await tryPrivateAgain(desk.at(later))
    expect(await status()).toBe('failed')
    expect((await statuses())[0]).toBe('failed')
  })
})

describe('when the channel can be posted in again', () => {
  test('everything parked waits again, in its old order', async () => {
    await refuse(waiting[0], 'not_in_channel')
    for (const id of waiting.slice(1)) await claim(now(), id)
    expect(await channelWithParked(now(), group.id)).toBe(group.channelId)
    await goOnInChannel(now(), group.id)
    expect(await statuses()).toEqual(['pending', 'pending', 'pending'])
    expect((await queued()).slice(-3)).toEqual(waiting)
    expect(await channelWithParked(now(), group.id)).toBeNull()
  })

  test('nothing newer goes before what was parked, whichever is taken first', async () => {
    await refuse(waiting[0], 'not_in_channel')
    await goOnInChannel(now(), group.id)
    expect(await claim(now(), waiting[1] ?? '')).toEqual({ earlier: waiting[0] })
    expect(await claim(now(), waiting[0] ?? '')).toHaveProperty('claimed.id', waiting[0])
    expect(await claim(now(), waiting[1] ?? '')).toHaveProperty('claimed.id', waiting[1])
  })

  test('what Slack refused for its own sake is not posted again by itself', async () => {
    await refuse(waiting[0], 'invalid_blocks')
    await refuse(waiting[1], 'not_in_channel')
    await goOnInChannel(now(), group.id)
    expect(await statuses()).toEqual(['failed', 'pending', 'pending'])
  })
})

describe('Slack is asked whether a channel can be posted in again', () => {
  beforeEach(async () => void (await questions()))

  test('now and then while something is parked in it, and not otherwise', async () => {
    await lookAfterParked(now())
    expect(await questions()).toBe(0)
    await refuse(waiting[0], 'not_in_channel')
    await lookAfterParked(now())
    expect(await questions()).toBe(1)
    await lookAfterParked(now())
    expect(await questions()).toBe(0)
  })

  test('for each such channel, and once where others could read along as well', async () => {
    const others = [await newGroup(desk), await newGroup(desk)]
    const { db } = desk.database
    for (const { channelId } of others)
      await refuse((await db.delivery.findFirst({ where: { address: channelId } }))?.id, 'is_archived')
    await refuse(waiting[0], 'not_in_channel')
    await db.audience.create({ data: { groupId: group.id, openTo: 'public' } })
    await lookAfterParked(now())
    expect(await questions(...others)).toBe(3)
  })

  test('not for what Slack refused for its own sake, or privately', async () => {
    await refuse(waiting[0], 'invalid_blocks')
    await lookAfterParked(now())
    expect(await questions()).toBe(0)
  })

  test('at once when the bot is let in again', async () => {
    await refuse(waiting[0], 'not_in_channel')
    await lookAfterParked(now())
    await questions()
    const place = { teamId: 'T1', channelId: group.channelId }
    await noteArrival(now(), place, `${group.channelId} somebody`, false)
    expect(await questions()).toBe(0)
    await noteArrival(now(), place, `${group.channelId} bot`, true)
    expect(await questions()).toBe(1)
    await noteArrival(now(), place, `${group.channelId} bot`, true)
    expect(await questions()).toBe(0)
  })
})
