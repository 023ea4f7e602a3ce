import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agree } from '#usecases/consent.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { code, type Desk, MONDAY, newGroup, openDesk, type TestGroup, value } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { interested: ['isla'] })
})
afterAll(() => desk.close())

const LATER = '2027-01-05T09:00Z'

/** What somebody has agreed to, and when. */
async function agreed(name: string) {
  const where = { groupId: group.id, slackUserId: `U-${name}` }
  const { agreedTo, agreedAt } = await desk.database.db.member.findFirstOrThrow({ where })
  return { agreedTo, agreedAt: agreedAt?.toISOString() ?? null }
}

test('nobody has agreed before they say so, and then it is noted when and to which text', async () => {
  expect(await agreed('ben')).toEqual({ agreedTo: null, agreedAt: null })
  value(await agree(desk.at(MONDAY), { ...group.as('ben'), groupId: group.id }, 'introduction'))
  expect(await agreed('ben')).toEqual({ agreedTo: 'introduction-2', agreedAt: '2027-01-04T09:00:00.000Z' })
  expect(await agreed('chloe')).toEqual({ agreedTo: null, agreedAt: null })
  value(await agree(desk.at(LATER), { ...group.as('ben'), groupId: group.id }, 'joining'))
  expect(await agreed('ben')).toEqual({ agreedTo: 'joining-1', agreedAt: '2027-01-05T09:00:00.000Z' })
  const entries = await desk.database.db.auditEntry.findMany({ where: { groupId: group.id, what: 'agreed' } })
  expect(entries.map(({ byId, subjectId }) => [byId, subjectId])).toEqual(Array(2).fill(['U-ben', 'U-ben']))
})

test('leaving takes it back', async () => {
  value(await agree(desk.at(MONDAY), group.as('ben'), 'introduction'))
  value(await leaveGroup(desk.at(LATER), group.as('ben'), group.id))
  expect(await agreed('ben')).toEqual({ agreedTo: null, agreedAt: null })
})

test('only members agree, for themselves', async () => {
  const where = { groupId: group.id }
  expect(code(await agree(desk.at(MONDAY), { ...group.as('isla'), ...where }, 'introduction'))).toBe(
    'notMember',
  )
  expect(code(await agree(desk.at(MONDAY), { ...group.as('mira'), ...where }, 'joining'))).toBe('notMember')
})
