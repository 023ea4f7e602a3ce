import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeConvenors, convenorsHere } from '#usecases/convenor.ts'
import { recordPresence } from '#usecases/presence.ts'
import {
  code,
  type Desk,
  MONDAY,
  newGroup,
  openDesk,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
})
afterAll(() => desk.close())

const ids = (names: string[]) => names.map((name) => `U-${name}`)
const change = (by: string, added: string[], removed: string[], iso = MONDAY) =>
  changeConvenors(desk.at(iso), group.as(by), { added: ids(added), removed: ids(removed) })
const convenors = async () => value(await convenorsHere(desk.at(MONDAY), group.as('amara'))).group.convenorIds
const audit = async () => {
  const entries = await desk.database.db.auditEntry.findMany({
    where: { groupId: group.id, subjectId: { not: null } },
  })
  return entries.map(({ byId, what, subjectId }) => [byId, what, subjectId]).sort()
}

describe('a convenor', () => {
  test('adds another: they are told what they can do, and the group who convenes', async () => {
    expect(value(await change('ruth', ['amara'], []))).toEqual(ids(['ines', 'ruth', 'amara']))
    expect(await convenors()).toEqual(ids(['amara', 'ines', 'ruth']))
    expect((await said(group, 'becameConvenor')).map(({ to }) => to)).toEqual(['amara'])
    expect((await said(group, 'convenorsChanged')).map(({ to }) => to)).toEqual([group.channelId])
    expect(await audit()).toEqual([['U-ruth', 'becameConvenor', 'U-amara']])
  })

  test('hands over by putting another in and taking themselves out, and is thanked', async () => {
    value(await change('ruth', ['amara'], ['ruth']))
    expect(await convenors()).toEqual(ids(['amara', 'ines']))
    expect((await said(group, 'ceasedConvenor')).map(({ to }) => to)).toEqual(['ruth'])
    expect(await audit()).toEqual([
      ['U-ruth', 'becameConvenor', 'U-amara'],
      ['U-ruth', 'ceasedToBeConvenor', 'U-ruth'],
    ])
    expect(code(await change('ruth', ['ruth'], []))).toBe('notConvenor')
  })

  test('cannot have the whole workspace written to by making everybody a convenor', async () => {
    const everybody = Array.from({ length: 99 }, (_, index) => `person${index}`)
    expect(code(await change('ruth', everybody, []))).toBe('tooManyConvenors')
    expect(await said(group, 'becameConvenor')).toEqual([])
    expect(value(await change('ruth', everybody.slice(1), []))).toHaveLength(100)
  })

  test('who is the last cannot leave without naming another', async () => {
    value(await change('ruth', [], ['ines']))
    expect(code(await change('ruth', [], ['ruth'], '2027-01-05T09:00Z'))).toBe('lastConvenor')
    expect(await convenors()).toEqual(['U-ruth'])
    expect(await said(group, 'convenorsChanged')).toHaveLength(1)
  })

  test('who changes nothing says nothing to anybody', async () => {
    value(await change('ruth', ['ines'], ['amara']))
    expect(await said(group, 'convenorsChanged')).toEqual([])
    expect(await audit()).toEqual([])
  })

  test('keeps what another changed while their form was open', async () => {
    await Promise.all([change('ruth', ['amara'], []), change('ines', ['ben'], [])])
    expect(await convenors()).toEqual(ids(['amara', 'ben', 'ines', 'ruth']))
  })

  test('leaves those alone whose account is closed: they convene again when it is open', async () => {
    const see = (closed: string[]) =>
      recordPresence(desk.at(MONDAY), group.id, { inChannel: [], closed: ids(closed) })
    await see(['ines'])
    value(await change('ruth', ['amara'], ['ruth']))
    expect(await convenors()).toEqual(['U-amara'])
    await see([])
    expect(await convenors()).toEqual(ids(['amara', 'ines']))
  })
})

describe('two convenors at once', () => {
  test.each([
    ['each taking the other out', ['ines'], ['ruth']],
    ['each taking themselves out', ['ruth'], ['ines']],
    ['both taking both out', ['ruth', 'ines'], ['ruth', 'ines']],
  ])('never leave a group without one: %s', async (_, byRuth, byInes) => {
    await Promise.all([change('ruth', [], byRuth), change('ines', [], byInes)])
    expect((await convenors()).length).toBeGreaterThan(0)
  })

  test('taking each other out: the first is heard, and the second is no convenor any more', async () => {
    group = await newGroup(desk, { convenors: ['ruth', 'amara'] })
    const outcomes = await Promise.all([change('ruth', [], ['amara']), change('amara', [], ['ruth'])])
    expect(outcomes.map(code).filter(Boolean)).toEqual(['notConvenor'])
    expect(await convenors()).toHaveLength(1)
    expect(await said(group, 'ceasedConvenor')).toHaveLength(1)
  })
})

test('everybody in the group may see who convenes it', async () => {
  const as = async (name: string) => value(await convenorsHere(desk.at(MONDAY), group.as(name))).isConvenor
  expect([await as('ruth'), await as('ines'), await as('ben')]).toEqual([true, true, false])
  expect(code(await convenorsHere(desk.at(MONDAY), group.as('stranger')))).toBe('notMember')
})
