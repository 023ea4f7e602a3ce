import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEPT } from '#domain/my-data.ts'
import type { Person } from '#simulator/contract.ts'
import { answerAndFix, openPoll, setUp } from '../support/story.ts'
import { person, posts, privately, startWorld, type, type World, whispered } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, {
    minimum: { value: '3' },
    interested: { selected_users: [person(world, 'Isla').id] },
  })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

/** What somebody is answered, and the files that came to them with it, by name. */
async function ask(who: Person, channelId = world.channelId) {
  const { text } = await whispered(world, who, () => type(world, who, 'mydata', channelId), channelId)
  const files = privately(world, who).flatMap((each) => each.files)
  return { text, files: new Map(files.map(({ name, content }) => [name, content])) }
}

test('a member gets a page and a file with everything about them, privately, and nobody else hears of it', async () => {
  const [amara, ben] = [person(world, 'Amara'), person(world, 'Ben')]
  const before = posts(world).length
  const { text, files } = await ask(amara)
  expect(text).toBe(
    'Everything that I keep about you is in a private message to you: a page to read, and the same as a file.',
  )
  expect([...files.keys()]).toEqual(['my-data.txt', 'my-data.json'])
  const page = files.get('my-data.txt') ?? ''
  expect(page).toContain('Your places on rosters (1)')
  expect(page).toContain(
    '- group: circle; joined at: 2027-01-04 09:00; first seen in channel at: 2027-01-04 09:00',
  )
  expect(page).toMatch(/answer: can/)
  const data = JSON.parse(files.get('my-data.json') ?? '')
  expect(Object.keys(data)).toEqual([...KEPT])
  expect(data.answers.length).toBeGreaterThan(5)
  expect(page + JSON.stringify(data)).not.toContain(ben.id)
  expect(posts(world)).toHaveLength(before)
  expect(privately(world, ben).flatMap((each) => each.files)).toEqual([])
})

test('so do somebody on the interest list, and a convenor, who is not shown what others said', async () => {
  const general = world.simulator.addChannel({
    name: 'general',
    kind: 'public',
    memberIds: [person(world, 'Isla').id, person(world, 'Jonas').id],
  })
  const isla = JSON.parse((await ask(person(world, 'Isla'), general.id)).files.get('my-data.json') ?? '')
  expect(isla.interests).toMatchObject([{ group: 'circle' }])
  expect(isla.members).toEqual([])
  const ruth = JSON.parse((await ask(person(world, 'Ruth'))).files.get('my-data.json') ?? '')
  expect(ruth.convenors).toEqual([{ group: 'circle', accountClosedSince: null }])
  expect(ruth.audit_entries.map(({ what }: { what: string }) => what)).toContain('runFixed')
  const jonas = await ask(person(world, 'Jonas'), general.id)
  expect(jonas.text).toContain('I keep nothing about you')
  expect(jonas.files.size).toBe(0)
})

test('that they asked is noted in the group, by themselves and about themselves', async () => {
  const entries = await world.database.db.auditEntry.findMany({ where: { what: 'dataExported' } })
  const expected = ['Amara', 'Isla', 'Ruth'].map((name) => person(world, name).id)
  expect(entries.map(({ byId }) => byId).sort()).toEqual(expected.sort())
  expect(entries.every(({ byId, subjectId }) => byId === subjectId)).toBe(true)
})
