/** What people do in the story of a group that renews itself at its bus stops. */
import { DateTime } from 'luxon'
import type { Message } from '#simulator/contract.ts'
import { nextDue } from '#usecases/due.ts'
import { answerAll, closePoll, fields, message, openPoll } from './story.ts'
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

/** Those on the roster answer every date, the convenor closes the poll and fixes the first run on offer. */
export async function planRun(world: World, convenor: string, roster: readonly string[]): Promise<void> {
  const cards = () => posts(world).filter(({ text }) => text.startsWith('*Our run of')).length
  const before = cards()
  await openPollAs(world, convenor)
  for (const name of roster) await answerAll(world, name, 'All: can')
  const who = person(world, convenor)
  const offers = () => privately(world, who).filter(({ text }) => text.includes('possible attendances'))
  const offered = offers().length
  await closePoll(world, who)
  await until(() => offers().length > offered, 'runs to choose from')
  await press(world, who, offers().at(-1) as Message, 'Fix A')
  await until(() => cards() > before, 'the run card')
  await world.bot.settled()
}

async function openPollAs(world: World, convenor: string): Promise<void> {
  if (convenor === 'Ruth') return openPoll(world)
  const who = person(world, convenor)
  await opened(world, who, () => type(world, who, 'schedule'), 'Find dates')
  await submit(world, who)
  await submit(world, who)
  await world.bot.settled()
}

/** The sessions of the newest run, soonest first. */
export async function sessionsNow(world: World) {
  const run = await world.database.db.run.findFirstOrThrow({
    orderBy: { number: 'desc' },
    include: { sessions: { orderBy: { startsAt: 'asc' } } },
  })
  return run.sessions
}

/** Travels from one thing due to the next until the session with this number is over. */
export async function afterSession(world: World, number: number): Promise<void> {
  const session = (await sessionsNow(world))[number - 1]
  if (!session) throw new Error(`there is no session ${number}`)
  await travel(world, DateTime.fromJSDate(session.endsAt))
}

/** Travels from one thing due to the next, so many days on. */
export async function daysLater(world: World, days: number): Promise<void> {
  await travel(world, world.clock.now().plus({ days }))
}

async function travel(world: World, target: DateTime): Promise<void> {
  for (;;) {
    const due = await nextDue(world.bot.context())
    if (!due || due.at > target) break
    await world.moveTo(due.at)
  }
  await world.moveTo(target)
}

/** The newest private message to somebody with these words, once it is there. */
export async function latest(world: World, name: string, words: string): Promise<Message> {
  const all = () => privately(world, person(world, name))
  await message(all, words)
  return all().findLast(({ text }) => text.includes(words)) as Message
}

/** A member chooses under the question that was asked last. */
export async function chooseAtStop(world: World, name: string, label: string): Promise<void> {
  const who = person(world, name)
  const ahead = await whispered(world, who, () => type(world, who, 'busstop'))
  await press(world, who, ahead, label)
  const shown = () => world.simulator.messages(world.channelId, who.id).find(({ ts }) => ts === ahead.ts)
  await until(() => shown()?.text.startsWith(`*${label}.*`) ?? false, `the answer to “${label}”`)
  await world.bot.settled()
}

/** Somebody answers the survey that is open, on its form. */
export async function answerSurvey(world: World, name: string, score: number): Promise<void> {
  const who = person(world, name)
  await opened(world, who, () => type(world, who, 'survey'), 'Survey')
  const [block] =
    world.simulator.openView(who.id)?.view.blocks.filter(({ type: kind }) => kind === 'input') ?? []
  const field = block as { block_id: string; element: { action_id: string } }
  await submit(world, who, {
    [field.block_id]: { [field.element.action_id]: { selected_option: { value: String(score) } } },
  })
}

/** A convenor invites people on the interest list. */
export async function invite(world: World, convenor: string, names: readonly string[]): Promise<void> {
  const who = person(world, convenor)
  const list = await whispered(world, who, () => type(world, who, 'interest'))
  await opened(world, who, () => press(world, who, list, 'Invite from the interest list'), 'Interest list')
  const chosen = names.map((name) => ({ value: person(world, name).id }))
  await submit(world, who, { people0: { people0: { selected_options: chosen } } })
  await world.bot.settled()
}

/** Somebody who is invited agrees to what is kept, and joins. */
export async function accept(world: World, name: string, isWelcomeWanted: boolean): Promise<void> {
  const who = person(world, name)
  const invitation = await latest(world, name, 'and you are invited')
  await opened(world, who, () => press(world, who, invitation, 'Yes, I would like to join'), 'Join the group')
  const ticked = { selected_options: [{ value: 'yes' }] }
  await submit(world, who, fields({ agree: ticked, ...(isWelcomeWanted && { welcome: ticked }) }))
  await world.bot.settled()
}

/** A convenor closes the stop under the summary. */
export async function closeStop(world: World, convenor: string): Promise<void> {
  const who = person(world, convenor)
  const summary = await whispered(world, who, () => type(world, who, 'busstop'))
  const passed = () => posts(world).filter(({ text }) => text.includes('We have passed the bus stop.')).length
  const before = passed()
  await press(world, who, summary, 'Close the bus stop')
  await until(() => passed() > before, 'the group to be told')
  await world.bot.settled()
}

/** Presses the button beside a line of a list, by its place from 0. */
export async function pressBeside(world: World, name: string, list: Message, place: number): Promise<void> {
  const lines = list.blocks.flatMap((block) =>
    block.type === 'section' && block.accessory?.type === 'button'
      ? [{ block, button: block.accessory }]
      : [],
  )
  const { block, button } = lines[place] ?? {}
  const outcome = await world.simulator.press({
    userId: person(world, name).id,
    target: { channelId: list.channelId, ts: list.ts },
    ...(block?.block_id && { blockId: block.block_id }),
    actionId: button?.action_id ?? '',
  })
  if (!outcome.ok) throw new Error(outcome.failed)
}
