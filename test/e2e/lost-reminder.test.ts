import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import { answerAndFix, openPoll, setUp, travelTo } from '../support/story.ts'
import { person, posts, press, startWorld, until, type World } from '../support/world.ts'

let world: World

/** Four members and one session, on 20 January at half past six in the evening; it is not a minute to its first reminder. */
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, { minimum: { value: '2' }, places: { value: '5' } })
  await openPoll(world, { sessions: { value: '1' }, until: { selected_date: '2027-01-31' } })
  await answerAndFix(world)
  await travelTo(world, '2027-01-13T18:29:00Z')
})
afterAll(() => world.stop())

const reminders = () => posts(world).filter(({ text }) => text.includes('Send apologies with the button'))

test('a reminder whose answer Slack lost is found again when somebody presses a button under it', async () => {
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'processThenDrop' })
  await world.moveTo(world.clock.now().plus({ minutes: 1 }))
  const [reminder] = reminders() as [Message]
  expect(reminder.text).toContain('Four expected')
  await press(world, person(world, 'Ben'), reminder, 'Send apologies')
  await until(() => reminders()[0]?.text.includes('Three expected') ?? false, 'it to show one less')
  // It is known to be there, so it is not said again.
  await world.moveTo(world.clock.now().plus({ minutes: 10 }))
  expect(reminders()).toHaveLength(1)
})
