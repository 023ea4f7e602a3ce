import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { homeTabs } from '../support/home-tab.ts'
import { answerAll, answerAndFix, fields, openPoll, setUp, travelTo } from '../support/story.ts'
import {
  person,
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
let ben: Person
let isla: Person

beforeAll(async () => {
  world = await startWorld({ members: 4 })
  ;[ruth, ben, isla] = ['Ruth', 'Ben', 'Isla'].map((name) => person(world, name)) as [Person, Person, Person]
  await setUp(world, { minimum: { value: '4' }, places: { value: '6' } })
})
afterAll(() => world.stop())

const { home, words, shows, open, pressHome, pressInWindow, openedBy } = homeTabs(() => world)

test('before anything is planned, a convenor sees the next step, a member that nothing is planned, a stranger what this is', async () => {
  for (const who of [ruth, ben, isla]) await open(who)
  expect(words(ruth)).toContain('The dates of the next run are to be found.')
  expect(words(ben)).toContain('Nothing is planned just now.')
  expect(words(ben)).toContain(`<@${ruth.id}> convenes the group.`)
  expect(words(isla)).toContain('You are not in a group that I look after yet.')
  for (const mine of ['For you as a convenor', 'Who did what', 'a minimum of'])
    expect(words(ben)).not.toContain(mine)
})

test('what an earlier version wanted to be shown of a group, to nobody by name, is passed over', async () => {
  const shown = () => world.simulator.calls().filter(({ method }) => method === 'views.publish').length
  await world.bot.settled()
  const before = shown()
  const { id: groupId } = await world.database.db.group.findFirstOrThrow()
  await world.bot.context().queue.boss.send('home', { groupId })
  await world.bot.settled()
  expect(shown()).toBe(before)
})

test('an open poll is shown to whoever has their Home tab open, with their own progress, and to a convenor who is silent', async () => {
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await shows(ben, 'You have answered 0 of')
  await answerAll(world, 'Ben', 'All: can')
  await shows(ben, `You have answered ${await world.database.db.pollDate.count()} of`)
  await until(() => !words(ruth).includes(`<@${ben.id}>`), 'Ben to be silent no more')
  expect(words(ruth)).toContain(`We have not heard about the dates from <@${ruth.id}>`)
  expect(words(ben)).not.toContain('not heard')
})

test('when the dates are firm the next session, the run and how many are expected are there', async () => {
  await answerAndFix(world)
  await shows(ben, 'Next: our first session')
  expect(words(ben)).toContain('*Our run of three*')
  expect(words(ben)).toContain('Your time: <!date^')
  await shows(ruth, 'Expected at the sessions to come')
  expect(words(ruth)).toContain('Nothing waits for a decision of yours.')
  expect(words(ben)).not.toContain('Expected at the sessions to come')
})

test('apologies are sent and taken back with one press, and a convenor sees when too few are expected', async () => {
  await openedBy(ben, 'Send apologies', 'Support group')
  await shows(ben, 'Your apologies are noted.')
  await shows(ruth, 'Four expected.')
  await openedBy(ruth, 'Send apologies', 'Support group')
  await shows(ruth, 'your minimum is four')
  await openedBy(ruth, 'I can come after all', 'Support group')
  await until(() => !words(ruth).includes('your minimum is four'), 'enough to be expected')
  await openedBy(ben, 'I can come after all', 'Support group')
  await until(() => !words(ben).includes('Your apologies are noted.'), 'Ben to be expected')
})

test('a convenor says from there where a session takes place, and what becomes of a date that falls', async () => {
  expect(JSON.stringify(home(ben))).not.toContain('Change dates')
  await openedBy(ruth, 'Where you meet', 'Where you meet')
  const last = await world.database.db.session.findFirst({ orderBy: { startsAt: 'desc' } })
  const which = { selected_option: { value: `session ${last?.id}` } }
  await submit(world, ruth, fields({ which, place: { value: 'The library' } }))
  await shows(ben, 'The library')
  await shows(ruth, 'No place is known yet for sessions 1 and 2')
  await openedBy(ruth, 'Change dates', 'Support group')
  await pressInWindow(ruth, 'dateFalls', 'cannot be kept. This is possible now')
  await pressInWindow(ruth, 'skipSession', 'is skipped')
  await shows(ben, '(skipped)')
})

test('private reminders are muted and allowed again', async () => {
  await openedBy(ben, 'Do not remind me privately', 'Support group')
  await shows(ben, 'You get no private reminders from me')
  await openedBy(ben, 'Remind me privately again', 'Support group')
  await shows(ben, 'You have no reminders of your own.')
})

test('a convenor opens the settings and who did what from there, and what they change is shown', async () => {
  await openedBy(ruth, 'Who did what', 'Support group')
  expect(JSON.stringify(world.simulator.openView(ruth.id)?.view.blocks)).toContain(`<@${ruth.id}>`)
  await openedBy(ruth, 'Settings', 'Settings')
  await submit(world, ruth, fields({ name: { value: 'Wednesday circle' } }))
  await shows(ben, 'Wednesday circle')
})

test('a member is reminded privately at the times they chose, but not of a session to which they do not come', async () => {
  const form = await openedBy(ben, 'My own reminders', 'My own reminders')
  expect(JSON.stringify(form.view.blocks)).toContain('The group is reminded in its channel a week and a day')
  await submit(world, ben, fields({ reminders: { selected_options: [{ value: 'P2D' }, { value: 'PT2H' }] } }))
  await shows(ben, 'You are reminded privately as well: two days and two hours before.')
  const [first, second] = await world.database.db.session.findMany({ orderBy: { startsAt: 'asc' } })
  const reminders = () =>
    privately(world, ben).filter(({ text }) => text.includes('This is the reminder that you asked for'))
  await travelTo(world, first?.startsAt.toISOString() ?? '')
  await world.bot.settled()
  await until(() => reminders().length === 2, 'two reminders')
  for (const { text } of reminders()) expect(text).toMatch(/^\*Our first session: /)
  await travelTo(world, first?.endsAt.toISOString() ?? '')
  await shows(ben, 'Next: our second session')
  await openedBy(ben, 'Send apologies', 'Support group')
  await travelTo(world, second?.startsAt.toISOString() ?? '')
  await world.bot.settled()
  expect(reminders()).toHaveLength(2)
})

test('whoever leaves, or is forgotten, has the page of a stranger from then on', async () => {
  await pressHome(ben, 'Leave the group')
  await shows(ben, 'You are not in a group that I look after yet.')
  const chloe = person(world, 'Chloe')
  await open(chloe)
  await shows(chloe, 'Wednesday circle')
  const asked = await whispered(world, chloe, () => type(world, chloe, 'forgetme'))
  await press(world, chloe, asked, 'Delete everything')
  for (const who of [ben, chloe]) {
    await shows(who, 'You are not in a group that I look after yet.')
    expect(words(who)).not.toContain('circle')
  }
})

test('of a group that the operator deletes nobody is shown anything a day later', async () => {
  const { db } = world.database
  await db.run.deleteMany()
  await db.group.deleteMany()
  await travelTo(world, world.clock.now().plus({ days: 1 }).toISO() ?? '')
  await shows(ruth, 'You are not in a group that I look after yet.')
  expect(await db.homeTab.count()).toBe(0)
})
