import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { apologiesOf } from '#db/apology.ts'
import { PERSONAL } from '#db/personal-data.ts'
import { isStandIn } from '#domain/erasure.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { KEPT } from '#domain/my-data.ts'
import { commit } from '#usecases/context.ts'
import { forgetMe, whatIsForgotten } from '#usecases/erasure.ts'
import { setUpGroup } from '#usecases/group.ts'
import { myData } from '#usecases/my-data.ts'
import { personEverywhere } from '../support/everywhere.ts'
import {
  code,
  type Desk,
  MONDAY,
  newGroup,
  openDesk,
  roster,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'
import { wholeDatabase } from '../support/whole-database.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  await desk.database.db.pace.deleteMany()
  group = (await personEverywhere(desk)).group
})
afterAll(() => desk.close())

const NOW = '2027-01-12T09:00Z'
const forget = (name: string) => forgetMe(desk.at(NOW), group.as(name))

/** The tables in which an id stands somewhere, of every schema. */
async function tablesWith(id: string): Promise<string[]> {
  const whole = await wholeDatabase(desk.database.url)
  return [...whole].filter(([, rows]) => JSON.stringify(rows).includes(id)).map(([name]) => name)
}

describe('whoever is forgotten', () => {
  test('was in every table that keeps something about people, and in the queue, and is in none afterwards', async () => {
    const before = await tablesWith('U-ben')
    const named = KEPT.filter((table) =>
      Object.values(PERSONAL[table].columns).some((naming) => naming !== 'member'),
    )
    for (const table of named) expect(before).toContain(`public.${table}`)
    expect(before.filter((name) => name.startsWith('pgboss.')).length).toBeGreaterThan(0)
    value(await forget('ben'))
    expect(await tablesWith('U-ben')).toEqual([])
    expect(await myData(desk.at(NOW), group.as('ben'))).toBeNull()
  })

  test('leaves behind what others said, and what was done with a stand-in for who did it', async () => {
    const { db } = desk.database
    const of = async (name: string) =>
      db.member.findFirstOrThrow({ where: { groupId: group.id, slackUserId: name } })
    const { id: memberId } = await of('U-amara')
    const answers = await db.answer.count({ where: { memberId } })
    const done = await db.auditEntry.count({ where: { groupId: group.id } })
    value(await forget('ben'))
    expect(await roster(group)).toEqual(['amara', 'chloe', 'ruth'])
    const kept = await db.answer.findMany({ where: { memberId } })
    expect(kept).toHaveLength(answers)
    expect(kept.every(({ recordedBy }) => recordedBy && isStandIn(recordedBy))).toBe(true)
    expect(
      [...(await commit(desk.at(NOW), (tx) => apologiesOf(tx, memberId))).values()].filter(Boolean),
    ).toHaveLength(1)
    const entries = await db.auditEntry.findMany({ where: { groupId: group.id }, orderBy: { id: 'asc' } })
    expect(entries).toHaveLength(done + 1)
    const standIns = new Set(
      entries.flatMap(({ byId, subjectId }) => [byId, subjectId]).filter((id) => id && isStandIn(id)),
    )
    expect(standIns.size).toBe(1)
    expect(entries.at(-1)).toMatchObject({
      what: 'dataErased',
      byId: [...standIns][0],
      subjectId: [...standIns][0],
    })
  })

  test('is not named to the convenors, who are told, and the group hears who convenes now', async () => {
    value(await forget('ben'))
    expect((await said(group, 'memberErased')).map(({ to }) => to)).toEqual(['ruth'])
    expect(await said(group, 'convenorsChanged')).toHaveLength(1)
    expect(
      (await desk.database.db.convenor.findMany({ where: { groupId: group.id } })).map(
        (each) => each.slackUserId,
      ),
    ).toEqual(['U-ruth'])
  })

  test('may only have been on the interest list, or a member once, and then nobody is told', async () => {
    value(await forget('isla'))
    const { db } = desk.database
    await db.member.updateMany({
      where: { groupId: group.id, slackUserId: 'U-chloe' },
      data: { gotOffAt: new Date(MONDAY) },
    })
    value(await forget('chloe'))
    expect(await tablesWith('U-isla')).toEqual([])
    expect(await tablesWith('U-chloe')).toEqual([])
    expect(await said(group, 'memberErased')).toEqual([])
  })

  test('is taken out of what is on its way to Slack, and of what waits, whose words may be made just now', async () => {
    const { db } = desk.database
    const deliveries = await db.delivery.findMany({
      where: {
        groupId: group.id,
        address: { not: 'U-ben' },
        about: { path: ['kind'], equals: 'pollResult' },
      },
      orderBy: { id: 'asc' },
    })
    const { id } = deliveries[0] ?? { id: '' }
    const refreshes = () => db.$queryRaw<unknown[]>`
      SELECT 1 FROM pgboss.job WHERE name = 'refresh' AND singleton_key = ${id}`
    for (const [status, count] of [
      ['pending', 0],
      ['sending', 1],
    ] as const) {
      await db.delivery.update({
        where: { id },
        data: { status, ts: null, postedChannelId: null, isOfErased: false },
      })
      await desk.at(NOW).queue.boss.deleteAllJobs('refresh')
      value(await forget(status === 'pending' ? 'ben' : 'amara'))
      expect((await db.delivery.findUniqueOrThrow({ where: { id } })).isOfErased).toBe(true)
      expect(await refreshes()).toHaveLength(count)
    }
  })

  test('is forgotten once: the second press finds nothing, as for a stranger', async () => {
    value(await forget('ben'))
    const done = await desk.database.db.auditEntry.count()
    expect(value(await forget('ben'))).toBeNull()
    expect(value(await whatIsForgotten(desk.at(NOW), group.as('ben')))).toBeNull()
    expect(value(await forget('mira'))).toBeNull()
    expect(await desk.database.db.auditEntry.count()).toBe(done)
  })
})

test('the only convenor of a group hands over first, and until then nothing is deleted anywhere', async () => {
  const other = await newGroup(desk, { convenors: ['ines'], members: ['ines', 'ben'] })
  await desk.database.db.convenor.create({ data: { groupId: group.id, slackUserId: 'U-ines' } })
  const before = await wholeDatabase(desk.database.url)
  for (const outcome of [await forget('ines'), await whatIsForgotten(desk.at(NOW), group.as('ines'))]) {
    expect(outcome).toEqual({ refusal: { code: 'onlyConvenor', channelIds: [other.channelId] } })
  }
  const after = await wholeDatabase(desk.database.url)
  expect(JSON.stringify(after.get('public.convenors'))).toBe(JSON.stringify(before.get('public.convenors')))
  expect(await tablesWith('U-ines')).not.toEqual([])
  await desk.database.db.convenor.create({ data: { groupId: other.id, slackUserId: 'U-ben' } })
  expect(code(await forget('ines'))).toBeUndefined()
  await desk.database.db.group.delete({ where: { id: other.id } })
})

test('somebody of the same id in another workspace stays', async () => {
  const elsewhere = { teamId: 'T2', slackUserId: 'U-ben', channelId: group.channelId }
  const people = { memberIds: ['U-ben', 'U-ruth'], convenorIds: ['U-ben'], interestedIds: [] }
  const settings = { ...DEFAULT_SETTINGS, name: 'other', timeZone: 'UTC', minimum: 2 }
  value(await setUpGroup(desk.at(MONDAY), elsewhere, settings, people))
  const kept = async () => {
    const own = await desk.database.db.group.findFirstOrThrow({
      where: { workspace: { teamId: 'T2' } },
      include: { members: true, convenors: true, auditEntries: true },
    })
    return JSON.stringify({ ...own, lookAt: null })
  }
  const before = await kept()
  value(await forget('ben'))
  expect(await kept()).toBe(before)
  await desk.database.db.group.deleteMany({ where: { workspace: { teamId: 'T2' } } })
})
