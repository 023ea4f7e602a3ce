/** Something changes while a message about it is on its way to Slack. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import { nextDue } from '#usecases/due.ts'
import { answerAndFix, openPoll, setUp } from '../support/story.ts'
import { person, posts, press, startWorld, until, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, { minimum: { value: '1' } })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

const reminders = () => posts(world).filter(({ text }) => /^\*Our \w+ session/.test(text))

/** Goes to the next reminder and answers it as soon as it stands in Slack, whatever the bot knows of that. */
async function nextReminder(): Promise<Message> {
  const before = reminders().length
  for (;;) {
    const due = await nextDue(world.bot.context())
    if (!due) throw new Error('no reminder is to come')
    world.clock.set(due.at)
    await world.bot.tickNow()
    if (due.what === 'reminder') break
    await world.bot.settled()
  }
  await until(() => reminders().length > before, 'the reminder')
  return reminders().at(-1) as Message
}

/** A member sends apologies with the button under a message, and is thanked. */
async function apologise(name: string, message: Message): Promise<void> {
  const who = person(world, name)
  const thanks = () =>
    world.simulator
      .messages(world.channelId, who.id)
      .filter(({ text }) => text.startsWith('Thank you for letting'))
  const before = thanks().length
  await press(world, who, message, 'Send apologies')
  await until(() => thanks().length > before, 'the thanks')
}

test('a reminder whose answer is still to come shows apologies that were sent meanwhile', async () => {
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'late', seconds: 1.5 })
  const message = await nextReminder()
  expect(message.text).toContain('Four expected')
  await apologise('Amara', message)
  await world.bot.settled()
  expect(reminders().at(-1)?.text).toContain('Three expected')
})

test('a reminder whose answer was lost shows them once it is known where it stands', async () => {
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'processThenDrop' })
  const message = await nextReminder()
  await world.bot.settled()
  await apologise('Ben', message)
  expect(reminders().at(-1)?.text).toBe(message.text)
  const { channelId, ts } = message
  await world.simulator.react({ userId: person(world, 'Chloe').id, channelId, ts, name: 'wave' })
  await until(() => reminders().at(-1)?.text !== message.text, 'the reminder to follow')
  expect(message.text).toContain('Three expected')
  expect(reminders().at(-1)?.text).toContain('Two expected')
})

test('a message that nothing crosses is left as it was posted', async () => {
  const updates = () => world.simulator.calls().filter(({ method }) => method === 'chat.update').length
  await world.bot.settled()
  const before = updates()
  await nextReminder()
  await world.bot.settled()
  expect(updates()).toBe(before)
})
