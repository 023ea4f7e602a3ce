import type { Bot } from './bot.ts'
import { type Cast, called } from './demo-cast.ts'
import type { Others } from './demo-guide.ts'
import { type Element, placedElements } from './simulator/block-element.ts'
import type { Message, Person, Simulator } from './simulator/contract.ts'
import { emojiOf } from './slack/emoji.ts'
import { statusEverywhere } from './usecases/status.ts'

/**
 * Of ten dates on a weekday, how many somebody can make: enough for a run in any season, whoever else answers, and
 * seldom one that is best for everybody. Hannah is away, so that there is somebody to ask again.
 */
const HABITS: Record<string, { Sunday: number; others: number }> = {
  Ruth: { Sunday: 9, others: 8 },
  Chloe: { Sunday: 9, others: 6 },
  Dan: { Sunday: 8, others: 9 },
  Elif: { Sunday: 4, others: 4 },
  Fiona: { Sunday: 9, others: 8 },
  Gareth: { Sunday: 8, others: 8 },
}

/** How the others choose before a bus stop; who is not named says nothing. */
const AT_BUS_STOP: Record<string, string> = {
  Ruth: 'Staying',
  Amara: 'Staying',
  Ben: 'Staying',
  Chloe: 'Staying',
  Dan: 'Not sure yet',
  Elif: 'Staying',
  Fiona: 'Staying',
  Gareth: 'Getting off at this stop',
}

type Stage = { simulator: Simulator; bot: Bot; cast: Cast }

/** The people whom nobody plays. They do what people can do in the workspace, and nothing behind the bot's back. */
export function othersOf(stage: Stage): Others {
  return { answer: () => answer(stage), chooseAtBusStop: () => chooseAtBusStop(stage) }
}

async function answer({ simulator, bot, cast }: Stage): Promise<string> {
  const pages = simulator.messages(cast.channelId, cast.convenor.id).filter(isOpenPoll)
  if (pages.length === 0) return 'No poll is open yet: post one first, as Ruth.'
  const able = people(cast, Object.keys(HABITS))
  const silent = await Promise.all(able.map(async (person) => !(await hasAnswered(bot, simulator, person))))
  const tapping = able.filter((_, index) => silent[index])
  await Promise.all(tapping.map((person) => tapAll(simulator, person, pages)))
  await bot.settled()
  return tapping.length === 0
    ? 'They have all answered already.'
    : `${listed(tapping)} answered. Look at the counts in #circle.`
}

async function tapAll(simulator: Simulator, person: Person, pages: readonly Message[]): Promise<void> {
  for (const { channelId, ts, text } of pages) {
    for (const [, mark, day = ''] of text.matchAll(/\*(\d+)\.\* (\w+ \d+ \w+)/g)) {
      if (!canCome(person, day)) continue
      await simulator.react({ userId: person.id, channelId, ts, name: emojiOf(Number(mark)) })
    }
  }
}

/** The same answer for the same day each time; spread over the days as if by chance. */
function canCome({ realName }: Person, day: string): boolean {
  const habit = HABITS[realName]
  let hash = 7
  for (const letter of `${realName} ${day}`) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) % 65_521
  return hash % 10 < (day.startsWith('Sunday') ? (habit?.Sunday ?? 0) : (habit?.others ?? 0))
}

async function hasAnswered(bot: Bot, { teamId }: Simulator, { id }: Person): Promise<boolean> {
  const [status] = await statusEverywhere(bot.context(), { teamId, slackUserId: id })
  return (status?.mine?.answered ?? 0) > 0
}

async function chooseAtBusStop({ simulator, bot, cast }: Stage): Promise<string> {
  const chosen: Person[] = []
  for (const person of people(cast, Object.keys(AT_BUS_STOP))) {
    const question = simulator.directMessages(person.id).findLast(isUnansweredBusStop)
    const label = AT_BUS_STOP[person.realName]
    const button = placedElements(question?.blocks ?? []).find(({ element }) => labelOf(element) === label)
    if (!question || !button) continue
    const { channelId, ts } = question
    const { blockId, element } = button
    await simulator.press({
      userId: person.id,
      target: { channelId, ts },
      blockId,
      actionId: element.action_id,
    })
    chosen.push(person)
  }
  await bot.settled()
  return chosen.length === 0
    ? 'There is no question about the bus stop to answer now. It comes after the sixth session.'
    : `${listed(chosen)} chose. Ruth sees it with /supportgroup busstop.`
}

function isOpenPoll({ text }: Message): boolean {
  return text.startsWith('*Dates for our next') && !text.includes('This poll is closed.')
}

function isUnansweredBusStop({ text }: Message): boolean {
  return text.includes('Would you like to travel on?')
}

function labelOf(element: Element): unknown {
  return (element.text as { text?: string } | undefined)?.text
}

function people(cast: Cast, names: readonly string[]): Person[] {
  return names.map((name) => called(cast, name))
}

function listed(persons: readonly Person[]): string {
  return new Intl.ListFormat('en-GB').format(persons.map(({ realName }) => realName))
}
