import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDelivery } from '#db/delivery.ts'
import { getGroup } from '#db/group.ts'
import type { About } from '#domain/delivery.ts'
import { METADATA_EVENT } from '#slack/deliver.ts'
import { render } from '#slack/render.ts'
import type { Shell } from '#slack/shell.ts'
import { onMetadataPosted } from '#slack/sighting.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { sayToGroup } from '#usecases/say.ts'
import { settleUnclear } from '#usecases/settle.ts'
import {
  type Desk,
  fixedRun,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  type TestGroup,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const rowsOf = (group: TestGroup, kind: About['kind']) =>
  desk.database.db.delivery.findMany({
    where: { groupId: group.id, about: { path: ['kind'], equals: kind } },
    orderBy: { id: 'asc' },
  })

/** Slack's answer to a message is lost as often as it takes until the convenor is asked; what they are asked. */
async function question(group: TestGroup, id: string, called: string): Promise<string | undefined> {
  const settled = desk.at(called).now.plus({ hours: 1 }).toISO() ?? ''
  for (const at of [called, settled]) {
    await claim(desk.at(at), id)
    await recordFate(desk.at(at), id, { status: 'unknown' })
    await settleUnclear({ ...desk.at(at), now: desk.at(at).now.plus({ minutes: 10 }) })
  }
  const asked = (await rowsOf(group, 'isItThere')).at(-1)
  const delivery = await findDelivery(desk.database.db, asked?.id ?? '')
  const shell = { context: () => desk.at(settled) } as unknown as Shell
  return delivery ? (await render(shell, delivery))?.text : undefined
}

test('a page of a poll is spoken of by its number and its first date', async () => {
  const group = await newGroup(desk)
  await pollFor(group)
  const pages = await rowsOf(group, 'pollPage')
  expect(await question(group, pages[1]?.id ?? '', MONDAY)).toContain(
    'page 2 of 2 of the poll (from Wednesday 3 February on)',
  )
})

test('a reminder is spoken of by the day of its session', async () => {
  const group = await newGroup(desk)
  const { sessionIds } = await fixedRun(group)
  const at = desk.at('2027-01-13T18:30:00Z')
  await desk.database.db.$transaction(async (tx) =>
    sayToGroup(tx, at, await getGroup(tx, group.id), {
      kind: 'reminder',
      sessionId: sessionIds[0] ?? '',
      before: 'P7D',
    }),
  )
  const [reminder] = await rowsOf(group, 'reminder')
  expect(await question(group, reminder?.id ?? '', '2027-01-13T18:30:00Z')).toContain(
    'the reminder of a session (Wednesday 20 January)',
  )
})

test('only a message of the bot’s own is taken for the one that was lost, not another app’s copy of its metadata', async () => {
  const group = await newGroup(desk)
  const [lost] = await rowsOf(group, 'introduction')
  const { id = '', nonce } = lost ?? {}
  await claim(desk.at(MONDAY), id)
  await recordFate(desk.at(MONDAY), id, { status: 'unknown' })
  const shell = { botUserId: 'UBOT1', context: () => desk.at(MONDAY) } as unknown as Shell
  const posted = (userId: string) =>
    onMetadataPosted(shell, {
      teamId: 'T1',
      eventId: userId,
      event: {
        type: 'message_metadata_posted',
        user_id: userId,
        channel_id: 'C0123456',
        message_ts: '1799053200.000001',
        metadata: { event_type: METADATA_EVENT, event_payload: { nonce } },
      },
    })
  const status = async () => (await rowsOf(group, 'introduction'))[0]?.status
  await posted('UOTHER1')
  expect(await status()).toBe('unknown')
  await posted('UBOT1')
  expect(await status()).toBe('sent')
})
