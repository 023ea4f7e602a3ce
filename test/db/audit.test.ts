import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertAudit } from '#db/audit.ts'
import { type Desk, MONDAY, newGroup, openDesk, type TestGroup } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** A group with two entries: that it was set up, and that somebody was recorded for. */
beforeEach(async () => {
  group = await newGroup(desk)
  const entry = { groupId: group.id, byId: 'U-ruth', what: 'answersRecorded', subjectId: 'U-ben' } as const
  await insertAudit(desk.database.db, entry, desk.at(MONDAY).now)
})

/** Says a statement to the database, where a reason is given in its transaction. */
function say(sql: string, reason = ''): Promise<unknown> {
  return desk.database.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('supportgroup.audit', ${reason}, true)`
    await tx.$executeRawUnsafe(sql.replace('$group', `group_id = '${group.id}'`))
  })
}

const kept = () => desk.database.db.auditEntry.count({ where: { groupId: group.id } })
const named = () => desk.database.db.auditEntry.count({ where: { groupId: group.id, subjectId: 'U-ben' } })

test.each([
  `UPDATE audit_entries SET by_id = 'U-x' WHERE $group`,
  'DELETE FROM audit_entries WHERE $group',
  'TRUNCATE audit_entries',
])('the database refuses `%s`', async (sql) => {
  await expect(say(sql)).rejects.toThrow('audit entries are only added')
  expect(await kept()).toBe(2)
  expect(await named()).toBe(1)
})

test('whoever purges says so, and may delete and nothing else', async () => {
  await expect(say(`UPDATE audit_entries SET by_id = 'U-x' WHERE $group`, 'purge')).rejects.toThrow(
    'only added',
  )
  await expect(say('TRUNCATE audit_entries', 'purge')).rejects.toThrow('only added')
  await say('DELETE FROM audit_entries WHERE $group', 'purge')
  expect(await kept()).toBe(0)
})

test('whoever erases a person says so, and may put something for their id and nothing else', async () => {
  await expect(say('DELETE FROM audit_entries WHERE $group', 'erasure')).rejects.toThrow('only added')
  await expect(say('TRUNCATE audit_entries', 'erasure')).rejects.toThrow('only added')
  for (const set of [`what = 'leftGroup'`, 'at = now()', 'id = gen_random_uuid()'])
    await expect(say(`UPDATE audit_entries SET ${set} WHERE $group`, 'erasure')).rejects.toThrow('only added')
  await say(`UPDATE audit_entries SET subject_id = 'x' WHERE subject_id = 'U-ben' AND $group`, 'erasure')
  expect(await named()).toBe(0)
  expect(await kept()).toBe(2)
})

test('a reason holds for one transaction', async () => {
  await say('SELECT 1', 'purge')
  await expect(say('DELETE FROM audit_entries WHERE $group')).rejects.toThrow('only added')
})

test('entries go with their group', async () => {
  await desk.database.db.group.delete({ where: { id: group.id } })
  expect(await kept()).toBe(0)
})
