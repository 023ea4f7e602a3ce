import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getGroup } from '#db/group.ts'
import { findSession } from '#db/session.ts'
import type { About } from '#domain/delivery.ts'
import { claim, type Fate, recordFate } from '#usecases/delivery.ts'
import { howMissed, sendDueReminders } from '#usecases/reminder.ts'
import { skip } from '#usecases/session.ts'
import { settleUnclear } from '#usecases/settle.ts'
import {
  type Desk,
  fixedRun,
  inRun,
  newGroup,
  openDesk,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let runId: string
let first: string

/** The first session is on Wednesday 20 January at 18:30; reminders a week and a day before. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
  const run = await fixedRun(group)
  runId = run.runId
  first = run.sessionIds[0] ?? ''
})
afterAll(() => desk.close())

const look = (iso: string) => inRun(desk.at(iso), runId, sendDueReminders)
const reminders = async () =>
  (await said(group, 'reminder')).map(({ before, status }) => `${before} ${status}`)
const missed = async () =>
  (await said(group, 'reminderMissed'))
    .filter(({ status }) => status !== 'skipped')
    .map(({ to }) => to)
    .sort()

describe('reminders', () => {
  test('come once each, however many instances look and however often', async () => {
    await look('2027-01-13T18:29:59Z')
    expect(await reminders()).toEqual([])
    await Promise.all([look('2027-01-13T18:30Z'), look('2027-01-13T18:30Z'), look('2027-01-13T18:30Z')])
    await look('2027-01-14T09:00Z')
    expect(await reminders()).toEqual(['P7D pending'])
    await look('2027-01-19T18:30Z')
    await look('2027-01-20T18:29Z')
    expect(await reminders()).toEqual(['P7D pending', 'P1D pending'])
    await look('2027-01-20T18:30Z')
    expect(await missed()).toEqual([])
  })

  test('that a nearer one has overtaken are passed over for ever', async () => {
    await look('2027-01-19T20:00Z')
    await look('2027-01-19T20:01Z')
    expect((await reminders()).sort()).toEqual(['P1D pending', 'P7D skipped'])
  })

  test('are not sent for a session that was skipped', async () => {
    value(await skip(desk.at('2027-01-12T09:00Z'), group.as('ruth'), first))
    await look('2027-01-19T20:00Z')
    await look('2027-01-20T20:00Z')
    expect(await reminders()).toEqual([])
    expect(await missed()).toEqual([])
  })
})

/** Slack has taken every reminder that waited. */
async function post(): Promise<void> {
  const rows = await desk.database.db.delivery.findMany({ where: { groupId: group.id, status: 'pending' } })
  for (const { id } of rows.filter(({ about }) => (about as About).kind === 'reminder')) {
    await claim(desk.at('2027-01-13T18:31Z'), id)
    const sent = { status: 'sent', postedChannelId: group.channelId, ts: id } as const
    await recordFate(desk.at('2027-01-13T18:31Z'), id, sent)
  }
}

/** Slack is called for every reminder that waits. */
async function call(fate: Fate, iso = '2027-01-19T18:31Z'): Promise<void> {
  const rows = await desk.database.db.delivery.findMany({ where: { groupId: group.id, status: 'pending' } })
  for (const { id } of rows.filter(({ about }) => (about as About).kind === 'reminder')) {
    await claim(desk.at(iso), id)
    await recordFate(desk.at(iso), id, fate)
  }
}

/** What the convenors are told of why the session was missed. */
const why = () =>
  desk.database.db.$transaction(async (tx) => {
    const session = await findSession(tx, first)
    return session && howMissed(tx, await getGroup(tx, group.id), session)
  })

describe('a session that nobody was reminded of', () => {
  test('because the bot was away is told to each convenor once, and no reminder follows', async () => {
    await Promise.all([look('2027-01-20T18:30Z'), look('2027-01-20T18:30Z')])
    await look('2027-01-21T09:00Z')
    expect(await missed()).toEqual(['ines', 'ruth'])
    expect((await reminders()).sort()).toEqual(['P1D skipped', 'P7D skipped'])
  })

  test('though a reminder had been passed over, because the dates had just been fixed, is told, too', async () => {
    await desk.database.db.session.update({
      where: { id: first },
      data: { fixedAt: new Date('2027-01-17T09:00Z') },
    })
    await look('2027-01-17T09:01Z')
    expect(await reminders()).toEqual(['P7D skipped'])
    await look('2027-01-20T18:31Z')
    expect(await missed()).toEqual(['ines', 'ruth'])
  })

  test('because the bot was ended between deciding and posting is told, too', async () => {
    await look('2027-01-19T18:30Z')
    const rows = await desk.database.db.delivery.findMany({ where: { groupId: group.id, status: 'pending' } })
    const late = desk.at('2027-01-20T18:31Z')
    for (const { id } of rows.filter(({ about }) => (about as About).kind === 'reminder')) {
      await claim(late, id)
      await recordFate(late, id, { status: 'skipped', reason: 'no longer true' })
    }
    await look('2027-01-20T18:32Z')
    await look('2027-01-20T18:33Z')
    expect(await missed()).toEqual(['ines', 'ruth'])
  })

  test('at the last, because the bot was away then, is told though an earlier reminder was posted', async () => {
    await look('2027-01-13T18:30Z')
    await post()
    await look('2027-01-20T18:31Z')
    await look('2027-01-20T18:32Z')
    expect(await missed()).toEqual(['ines', 'ruth'])
  })

  test('because it was parked until then is told when it begins, and it is not posted afterwards', async () => {
    await look('2027-01-19T18:30Z')
    await call({ status: 'failed', reason: 'is_archived' })
    await look('2027-01-20T18:31Z')
    expect(await reminders()).toEqual(['P7D skipped', 'P1D skipped'])
    expect(await missed()).toEqual(['ines', 'ruth'])
    expect(await why()).toBe('waited')
  })

  test('because it waited until then is told as soon as it is not posted any more', async () => {
    await look('2027-01-19T18:30Z')
    await call({ status: 'skipped', reason: 'no longer true' }, '2027-01-20T18:31Z')
    expect(await missed()).toEqual(['ines', 'ruth'])
    expect(await why()).toBe('waited')
  })

  test('as far as Slack has said is told when nobody could tell until then, and it is not posted again', async () => {
    await look('2027-01-19T18:30Z')
    await call({ status: 'unknown' }, '2027-01-20T18:29Z')
    await settleUnclear(desk.at('2027-01-20T18:31Z'))
    expect(await missed()).toEqual([])
    await settleUnclear(desk.at('2027-01-20T18:32Z'))
    expect(await reminders()).toEqual(['P7D skipped', 'P1D skipped'])
    expect(await missed()).toEqual(['ines', 'ruth'])
    expect(await why()).toBe('unclear')
  })

  test('by reminders that were chosen after it had begun is none: the last of its own was posted', async () => {
    await look('2027-01-19T18:30Z')
    await post()
    await look('2027-01-20T18:31Z')
    await desk.database.db.group.update({ where: { id: group.id }, data: { reminders: ['P7D', 'PT2H'] } })
    await look('2027-01-20T21:31Z')
    expect(await missed()).toEqual([])
  })

  test('is no news any more after a week', async () => {
    await look('2027-01-27T21:31Z')
    expect(await missed()).toEqual([])
  })
})
