import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { answerAndFix, message, openPoll, setUp, travelTo } from '../support/story.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  submit,
  type,
  until,
  type World,
  whispered,
} from '../support/world.ts'

let world: World
let ruth: Person
let amara: Person
let ben: Person

beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  ben = person(world, 'Ben')
  await setUp(world, {
    minimum: { value: '3' },
    places: { value: '6' },
    interested: { selected_users: world.interested.map(({ id }) => id) },
  })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

const lastReminder = () => posts(world).findLast(({ text }) => text.startsWith('*Our ')) as Message

test('the calendar file comes privately and holds the three sessions', async () => {
  const card = await message(() => posts(world), '*Our run of three*')
  await press(world, amara, card, 'Calendar file')
  await until(() => privately(world, amara).some(({ files }) => files.length === 1), 'the file')
  const [file] = privately(world, amara).flatMap(({ files }) => files)
  expect(file?.name).toBe('sessions.ics')
  expect(file?.content.match(/BEGIN:VEVENT/g)).toHaveLength(3)
  expect(posts(world).flatMap(({ files }) => files)).toEqual([])
})

test('people on the interest list are invited whom the convenor ticks, and one who says yes is expected', async () => {
  const [isla, jonas] = [person(world, 'Isla'), person(world, 'Jonas')]
  const steps = await message(() => privately(world, ruth), 'interest list')
  await opened(world, ruth, () => press(world, ruth, steps, 'Invite from the interest list'), 'Interest list')
  await submit(world, ruth, {
    people0: { people0: { selected_options: [{ value: isla.id }, { value: jonas.id }] } },
  })
  const invited = async (who: Person) => message(() => privately(world, who), 'and you are invited')
  expect((await invited(isla)).text).toContain('The run has three sessions')
  await press(world, jonas, await invited(jonas), 'Not this time')
  await opened(
    world,
    isla,
    async () => press(world, isla, await invited(isla), 'Yes, I would like to join'),
    'Join the group',
  )
  await submit(world, isla, { agree: { agree: { selected_options: [{ value: 'yes' }] } } })
  await message(() => privately(world, ruth), `<@${isla.id}> would like to join and is on the roster now.`)
  await message(() => privately(world, ruth), `<@${jonas.id}> would rather not join this time`)
  expect(privately(world, person(world, 'Kate'))).toEqual([])
  expect(
    (
      await whispered(world, isla, async () => {
        await world.simulator.joinChannel(world.channelId, isla.id, ruth.id)
        await type(world, isla, 'status')
      })
    ).text,
  ).toContain('Five expected.')
})

test('apologies take one press, and the expected number in the reminder follows', async () => {
  await travelTo(world, '2027-01-13T18:30:00Z')
  const reminder = lastReminder()
  expect(reminder.text).toMatch(/^\*Our first session: .*\*\. Five expected\./)
  const thanks = await whispered(world, amara, () => press(world, amara, reminder, 'Send apologies'))
  expect(thanks.text).toBe('Thank you for letting us know. We will miss you on Wednesday 20 January.')
  await until(() => lastReminder().text.includes('Four expected.'), 'the reminder to follow')
  await press(world, amara, thanks, 'I can come after all')
  await until(() => lastReminder().text.includes('Five expected.'), 'the reminder to follow again')
})

test('a late change reaches the convenor, and so does falling below the minimum, with nothing done by itself', async () => {
  for (const who of [amara, ben, person(world, 'Chloe')]) {
    await whispered(world, who, () => press(world, who, lastReminder(), 'Send apologies'))
  }
  await message(
    () => privately(world, ruth),
    `<@${ben.id}> sends apologies for Wednesday 20 January, 18:30 to 21:30.`,
  )
  const low = await message(() => privately(world, ruth), 'your minimum is three')
  expect(low.text).toBe(
    'Two are expected on Wednesday 20 January; your minimum is three. You may leave it as it is, skip it, move it, or plan the rest of the run anew. Nothing changes unless you choose.',
  )
  expect(posts(world).some(({ text }) => text.includes('skipped'))).toBe(false)
  await press(world, ruth, low, 'Skip this session')
  await message(() => posts(world), '*Our first session, Wednesday 20 January, 18:30 to 21:30, is skipped.*')
  await until(
    () =>
      posts(world).some(({ text }) =>
        text.startsWith('Our first session on Wednesday 20 January has been skipped.'),
      ),
    'the reminder to say so',
  )
})

test('a press on an old reminder answers kindly and changes nothing', async () => {
  const old = posts(world).find(({ text }) => text.includes('has been skipped.')) as Message
  expect(old.blocks.some((block) => block.type === 'actions')).toBe(false)
  const list = await opened(world, ben, () => type(world, ben, 'apologies'), 'Support group')
  expect(JSON.stringify(list.view.blocks)).not.toContain('20 January')
})

test('no reminder comes for a session that was skipped', async () => {
  const before = posts(world).length
  await travelTo(world, '2027-01-19T18:30:00Z')
  expect(posts(world)).toHaveLength(before)
})

test('the bus stop asks each member, keeps what they say from the others, and the next run begins without those who get off', async () => {
  await travelTo(world, '2027-03-20T12:00:00Z')
  const question = (who: Person) => message(() => privately(world, who), 'Would you like to travel on?')
  await press(world, ben, await question(ben), 'Getting off at this stop')
  await message(() => privately(world, ben), 'Until you say so, the group does not hear it from me.')
  await press(world, amara, await question(amara), 'Staying')
  await message(() => privately(world, amara), '*Staying.*')
  expect(posts(world).some(({ text }) => text.includes(ben.id))).toBe(false)
  const seen = await whispered(world, amara, () => type(world, amara, 'busstop'))
  expect(seen.text).not.toContain(ben.id)
  const summary = await whispered(world, ruth, () => type(world, ruth, 'busstop'))
  expect(summary.text).toContain(`*Getting off, and the group may not know yet* (1): <@${ben.id}>`)
  expect(summary.text).toContain(`*Staying* (1): <@${amara.id}>`)
  expect(summary.text).toMatch(/\*Not heard from yet\* \(3\)/)
  await press(world, ruth, summary, 'Close the bus stop')
  const closed = await message(() => posts(world), 'We have passed the bus stop.')
  expect(closed.text).not.toContain(ben.id)
  const next = await message(() => privately(world, ruth), 'The bus stop is closed.')
  await opened(world, ruth, () => press(world, ruth, next, 'Plan the next run'), 'Find dates')
  await submit(world, ruth)
  await submit(world, ruth)
  await message(() => posts(world), 'Dates for our next run: April 2027')
  expect((await whispered(world, ben, () => type(world, ben, 'status'))).text).toContain(
    'you are not a member here',
  )
})
