import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { announce } from '../support/announcement.ts'
import { homeTabs } from '../support/home-tab.ts'
import { answerAndFix, fields, message, openPoll, setUp, travelTo } from '../support/story.ts'
import { opened, person, privately, startWorld, submit, type, until, type World } from '../support/world.ts'

let world: World
let ruth: Person
let ben: Person
const { words, shows, open, pressHome, pressInWindow, openedBy } = homeTabs(() => world)

/** A run of three, after whose first session the survey and the question before the bus stop have been asked. */
beforeAll(async () => {
  world = await startWorld({ members: 6 })
  ruth = person(world, 'Ruth')
  ben = person(world, 'Ben')
  await setUp(world, { minimum: { value: '3' } })
  await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  await submit(world, ruth, fields({ surveyAfterSession: { value: '1' } }))
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
  for (const who of [ruth, ben]) await open(who)
  await openedBy(ben, 'Do not remind me privately', 'Support group')
  await shows(ben, 'You get no private reminders from me')
  await travelTo(world, '2027-01-20T21:30:00Z')
})
afterAll(() => world.stop())

test('an open survey is there for everybody alike, also for whoever gets no private messages, and says nothing of who has answered', async () => {
  for (const who of [ruth, ben]) await shows(who, '*A question to everybody:*')
  const before = words(ben)
  const form = await openedBy(ben, 'Answer', 'Survey')
  await submit(world, ben, fields({ score: { selected_option: { value: '7' } } }))
  const shown = () => JSON.stringify(world.simulator.openView(ben.id)?.view.blocks)
  await until(() => shown() !== JSON.stringify(form.view.blocks), 'thanks')
  await world.bot.settled()
  expect(words(ben)).toBe(before)
  await world.simulator.closeView({ userId: ben.id, viewId: form.id })
})

test('whoever gets off there is asked whether the group knows, can say so at once or later, and need not say it twice', async () => {
  await pressHome(ben, 'Getting off at this stop')
  await until(() => world.simulator.openView(ben.id) !== undefined, 'the window')
  await shows(ben, 'Has the group heard it from you by now?')
  await pressInWindow(ben, 'willTell', 'Good. Until you say so')
  await pressHome(ben, 'The group knows')
  await until(() => !words(ben).includes('Has the group heard it'), 'the question to be gone')
  await openedBy(ben, 'Getting off at this stop', 'Support group')
  await until(
    () => JSON.stringify(world.simulator.openView(ben.id)?.view.blocks).includes('The group knows, then'),
    'that the group knows',
  )
  await world.bot.settled()
  expect(words(ben)).not.toContain('Has the group heard it')
  expect(await world.database.db.choice.findMany()).toMatchObject([
    { value: 'gettingOff', hasToldGroup: true },
  ])
})

test('a convenor sees that something could not be posted, until it goes on its way', async () => {
  await shows(ruth, 'Nothing waits for a decision of yours.')
  await world.simulator.shareChannel(world.channelId, true)
  await announce(world, 'convenorsChanged', world.channelId)
  await shows(ruth, 'Something could not be posted in the channel, and waits.')
  await world.simulator.shareChannel(world.channelId, false)
  const told = await message(() => privately(world, ruth), 'is shared with another workspace now')
  expect(told.text).toContain('at once when you press the button')
  world.clock.set(world.clock.now().plus({ minutes: 16 }))
  await world.bot.tickNow()
  await shows(ruth, 'Nothing waits for a decision of yours.')
})
