import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setApology } from '#usecases/apology.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { setReminding } from '#usecases/mute.ts'
import { chooseOwnReminders, sendOwnReminders } from '#usecases/own-reminder.ts'
import { skip, takeBack } from '#usecases/session.ts'
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

/** The first session is on Wednesday 20 January at 18:30. */
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
  const run = await fixedRun(group)
  runId = run.runId
  first = run.sessionIds[0] ?? ''
})
afterAll(() => desk.close())

const choose = async (iso: string, ...reminders: ('P7D' | 'P1D' | 'PT2H')[]) =>
  value(await chooseOwnReminders(desk.at(iso), group.as('ben'), reminders))
const look = (iso: string) => inRun(desk.at(iso), runId, sendOwnReminders)
const mine = async () =>
  (await said(group, 'ownReminder')).map(({ before, status }) => `${before} ${status}`).sort()

describe('a reminder of a member’s own', () => {
  test('comes once at each time they chose, to nobody else, however many instances look', async () => {
    await choose('2027-01-05T09:00Z', 'P7D', 'P1D')
    await look('2027-01-13T18:29Z')
    expect(await mine()).toEqual([])
    await Promise.all([look('2027-01-13T18:30Z'), look('2027-01-13T18:30Z')])
    await look('2027-01-19T18:30Z')
    await look('2027-01-20T18:29Z')
    expect(await mine()).toEqual(['P1D pending', 'P7D pending'])
    expect((await said(group, 'ownReminder')).map(({ to }) => to)).toEqual(['ben', 'ben'])
  })

  test('that a nearer one has overtaken is passed over for ever', async () => {
    await choose('2027-01-05T09:00Z', 'P7D', 'P1D')
    await look('2027-01-19T19:00Z')
    await look('2027-01-19T19:01Z')
    expect(await mine()).toEqual(['P1D pending', 'P7D skipped'])
  })

  test('does not come at a time that had passed when it was chosen', async () => {
    await choose('2027-01-13T18:31Z', 'P7D', 'P1D')
    await look('2027-01-13T18:32Z')
    expect(await mine()).toEqual(['P7D skipped'])
    await look('2027-01-19T18:30Z')
    expect(await mine()).toEqual(['P1D pending', 'P7D skipped'])
  })

  test('does not come to somebody who has muted private messages, who hears so when they choose', async () => {
    value(await setReminding(desk.at('2027-01-05T09:00Z'), group.as('ben'), false))
    expect(await choose('2027-01-05T09:01Z', 'P1D')).toEqual({ reminders: ['P1D'], isMuted: true })
    await look('2027-01-19T18:30Z')
    expect(await mine()).toEqual(['P1D skipped'])
  })

  test('does not come to somebody who has sent apologies', async () => {
    await choose('2027-01-05T09:00Z', 'P1D')
    value(await setApology(desk.at('2027-01-05T09:01Z'), group.as('ben'), first, true))
    await look('2027-01-19T18:30Z')
    expect(await mine()).toEqual(['P1D skipped'])
  })
})

describe('one that stands in Slack', () => {
  const refreshes = async () => {
    const [row] = await desk.database.db.$queryRaw<{ jobs: bigint }[]>`
      SELECT count(*) AS jobs FROM pgboss.job JOIN deliveries ON deliveries.id::text = data ->> 'deliveryId'
      WHERE name = 'refresh' AND about ->> 'kind' = 'ownReminder' AND deliveries.group_id = ${group.id}::uuid`
    return Number(row?.jobs)
  }
  beforeEach(async () => {
    await choose('2027-01-05T09:00Z', 'P7D')
    await look('2027-01-13T18:30Z')
    const at = desk.at('2027-01-13T18:31Z')
    const { id } = await desk.database.db.delivery.findFirstOrThrow({
      where: { groupId: group.id, about: { path: ['kind'], equals: 'ownReminder' } },
    })
    await claim(at, id)
    await recordFate(at, id, { status: 'sent', postedChannelId: 'D-ben', ts: id })
  })

  test('is brought up to date when its session is skipped', async () => {
    value(await skip(desk.at('2027-01-14T09:00Z'), group.as('ruth'), first))
    expect(await refreshes()).toBe(1)
  })

  test('is brought up to date when its session is on hold again', async () => {
    await desk.database.db.session.update({
      where: { id: first },
      data: { undoUntil: new Date('2027-01-15T09:00Z') },
    })
    value(await takeBack(desk.at('2027-01-14T09:00Z'), group.as('ruth'), first))
    expect(await refreshes()).toBe(1)
  })

  test('is left alone by apologies of others: it says nothing of how many are expected', async () => {
    value(await setApology(desk.at('2027-01-14T09:00Z'), group.as('amara'), first, true))
    expect(await refreshes()).toBe(0)
  })
})
