/** Short ways through what a group does, for tests that begin in the middle. */
import { DateTime } from 'luxon'
import type { Message, Person } from '#simulator/contract.ts'
import { nextDue } from '#usecases/due.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  submit,
  type,
  until,
  type World,
  whispered,
} from './world.ts'

/** Values of a form by field, where block and action have the same id. */
type Fields = Record<string, Record<string, unknown>>

/** The form's values for fields whose block and action have the same name. */
export function fields(values: Fields): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }]))
}

/** Ruth sets the group up with the form's own suggestions, but for these. */
export async function setUp(world: World, values: Fields = {}): Promise<void> {
  const ruth = person(world, 'Ruth')
  await opened(world, ruth, () => type(world, ruth, 'setup'), 'Set up your group')
  await submit(world, ruth, fields(values))
  await world.bot.settled()
}

/** Ruth opens a poll with the form's own suggestions, but for these. */
export async function openPoll(world: World, values: Fields = {}): Promise<void> {
  const ruth = person(world, 'Ruth')
  await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  await submit(world, ruth, fields(values))
  await submit(world, ruth)
  await world.bot.settled()
}

/** Slack puts the first post off for a second, so that what is done meanwhile comes before it. */
export async function putOffPosting(world: World, act: () => Promise<void>): Promise<void> {
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'rateLimited', seconds: 1 })
  await act()
  await world.bot.settled()
}

/** The messages of all polls, in order. */
export function pollPages(world: World): Message[] {
  return posts(world).filter((post) => post.text.startsWith('*Dates for our next'))
}

/** A member answers every date of the open poll on the form with one press. */
export async function answerAll(
  world: World,
  name: string,
  label: 'All: can' | 'All: if need be' | 'All: cannot',
): Promise<void> {
  const who = person(world, name)
  const form = await opened(world, who, () => type(world, who, 'answers'), 'Dates you can make')
  const actionIds = { 'All: can': 'allCan', 'All: if need be': 'allIfNeedBe', 'All: cannot': 'allCannot' }
  await world.simulator.press({ userId: who.id, target: { viewId: form.id }, actionId: actionIds[label] })
  await until(
    () => /answered (\S+) of \1 dates|answered 1 of one date/.test(numbersAsFigures(world, who.id)),
    `${name}’s answers to be kept`,
  )
  await submit(world, who)
}

/** A convenor closes the open poll, and says yes when asked whether to. */
export async function closePoll(world: World, who: Person): Promise<void> {
  const { channelId, ts, text } = await whispered(world, who, () => type(world, who, 'close'))
  const press = { userId: who.id, target: { channelId, ts }, actionId: 'closePollAsAsked' }
  const outcome = await world.simulator.press(press)
  if (!outcome.ok) throw new Error(outcome.failed)
  const shown = () => world.simulator.messages(channelId, who.id).find((each) => each.ts === ts)?.text
  await until(() => shown() !== text, 'the answer in place of the question')
}

/** Everybody can make every date; Ruth closes the poll and fixes the first run on offer. */
export async function answerAndFix(world: World): Promise<void> {
  for (const { realName } of world.people) await answerAll(world, realName, 'All: can')
  const ruth = person(world, 'Ruth')
  await closePoll(world, ruth)
  const offer = () =>
    privately(world, ruth)
      .filter(({ text }) => text.includes('possible attendances'))
      .at(-1)
  await until(() => offer() !== undefined, 'runs to choose from')
  await press(world, ruth, offer() as Message, 'Fix A')
  await until(() => posts(world).some(({ text }) => text.startsWith('*Our run of')), 'the run card')
  await world.bot.settled()
}

/** Moves the clock to the next thing due; answers whether there was one. */
export async function toNextDue(world: World): Promise<boolean> {
  const due = await nextDue(world.bot.context())
  if (due) await world.moveTo(due.at)
  return due !== null
}

/** Moves the clock from due to due up to an instant. */
export async function travelTo(world: World, at: string): Promise<void> {
  const target = DateTime.fromISO(at, { zone: 'utc' })
  for (;;) {
    const due = await nextDue(world.bot.context())
    if (!due || due.at > target) break
    await world.moveTo(due.at)
  }
  await world.moveTo(target)
}

/** The first message in a channel or to a person that holds these words, once it is there. */
export async function message(find: () => Message[], words: string): Promise<Message> {
  await until(() => find().some(({ text }) => text.includes(words)), `“${words}”`)
  return find().find(({ text }) => text.includes(words)) as Message
}

const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** The form's words with small numbers as figures, so that both numbers of a sentence compare. */
function numbersAsFigures(world: World, userId: string): string {
  const words = JSON.stringify(world.simulator.openView(userId)?.view.blocks ?? '')
  return WORDS.reduce(
    (text, word, figure) => text.replaceAll(` of ${word} date`, ` of ${figure} date`),
    words,
  )
}
