/** What people do in a group that is spoken to in German, by the buttons' ids, which are of no language. */
import type { Message, OpenView, Person } from '#simulator/contract.ts'
import { closePoll, fields } from './story.ts'
import { person, posts, privately, submit, type, until, type World } from './world.ts'

/** The form that is open after somebody did something, once it is more than a moment's wait. */
export async function form(world: World, who: Person, act: () => Promise<void>): Promise<OpenView> {
  const before = world.simulator.openView(who.id)?.id
  await act()
  const open = () => world.simulator.openView(who.id)
  // What says to wait a moment has nothing to submit.
  await until(() => open()?.id !== before && 'submit' in (open()?.view ?? {}), 'a form')
  return open() as OpenView
}

/** Presses a button of a message by its id. */
export async function pressId(world: World, who: Person, message: Message, actionId: string): Promise<void> {
  const { channelId, ts } = message
  const outcome = await world.simulator.press({ userId: who.id, target: { channelId, ts }, actionId })
  if (!outcome.ok) throw new Error(outcome.failed)
  await world.bot.settled()
}

/** The newest message with these words, once it is there. */
export async function newest(find: () => Message[], words: string): Promise<Message> {
  await until(() => find().some(({ text }) => text.includes(words)), `“${words}”`)
  return find().findLast(({ text }) => text.includes(words)) as Message
}

/** The convenor sets the group up with what the form suggests, but for these. */
export async function setUpInGerman(world: World, values: Parameters<typeof fields>[0]): Promise<OpenView> {
  const ruth = person(world, 'Ruth')
  const open = await form(world, ruth, () => type(world, ruth, 'setup'))
  await submit(world, ruth, fields(values))
  await world.bot.settled()
  return open
}

/** Dates are asked about, everybody can make all of them, and the convenor fixes the first run on offer. */
export async function planInGerman(world: World, values: Parameters<typeof fields>[0]): Promise<void> {
  await askInGerman(world, values)
  await fixInGerman(world)
}

/** The convenor posts a poll with what the form suggests, but for these. */
export async function askInGerman(world: World, values: Parameters<typeof fields>[0]): Promise<void> {
  const ruth = person(world, 'Ruth')
  await form(world, ruth, () => type(world, ruth, 'schedule'))
  await submit(world, ruth, fields(values))
  await submit(world, ruth)
  await world.bot.settled()
}

/** Everybody can make all dates of the poll, and the convenor fixes the first run on offer. */
export async function fixInGerman(world: World): Promise<void> {
  const ruth = person(world, 'Ruth')
  for (const who of world.people) await answerAllIn(world, who)
  await closePoll(world, ruth)
  await world.bot.settled()
  const offer = await newest(() => privately(world, ruth), 'möglichen Teilnahmen')
  await pressId(world, ruth, offer, 'fix')
  await newest(() => posts(world), '*Unser Durchgang von')
}

/** Somebody can make all dates of the poll. */
export async function answerAllIn(world: World, who: Person): Promise<void> {
  const open = await form(world, who, () => type(world, who, 'answers'))
  await world.simulator.press({ userId: who.id, target: { viewId: open.id }, actionId: 'allCan' })
  await world.bot.settled()
  await submit(world, who)
}
