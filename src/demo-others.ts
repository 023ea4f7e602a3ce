import type { Bot } from './bot.ts'
import { people } from './demo-cast.ts'
import type { Others } from './demo-guide.ts'
import { answerInvitations, answerSurvey, chooseAtBusStop, type Stage } from './demo-others-renewal.ts'
import { placedElements } from './simulator/block-element.ts'
import type { Message, Person, Simulator } from './simulator/contract.ts'
import { emojiOf } from './slack/emoji.ts'
import { listed } from './text/count.ts'
import { homeOf } from './usecases/home.ts'

/**
 * Of ten dates on a weekday, how many somebody can make: enough for a run in any season, whoever else answers, and
 * seldom one that is best for everybody. Hannah is away, so that there is somebody to ask again.
 */
const HABITS: Record<string, { Sunday: number; others: number }> = {
  Ruth: { Sunday: 9, others: 8 },
  Amara: { Sunday: 9, others: 7 },
  Ben: { Sunday: 8, others: 8 },
  Chloe: { Sunday: 9, others: 6 },
  Dan: { Sunday: 8, others: 9 },
  Elif: { Sunday: 4, others: 4 },
  Fiona: { Sunday: 9, others: 8 },
  Gareth: { Sunday: 8, others: 8 },
  Isla: { Sunday: 9, others: 7 },
  Jonas: { Sunday: 8, others: 9 },
  Kate: { Sunday: 8, others: 6 },
  Lena: { Sunday: 7, others: 9 },
  Mira: { Sunday: 9, others: 8 },
}

/** The people whom nobody plays. They do what people can do in the workspace, and nothing behind the bot's back. */
export function othersOf(stage: Stage): Others {
  return {
    answer: () => answer(stage),
    answerSurvey: () => answerSurvey(stage),
    chooseAtBusStop: () => chooseAtBusStop(stage),
    answerInvitations: () => answerInvitations(stage),
  }
}

async function answer({ simulator, bot, cast }: Stage): Promise<string> {
  const pages = simulator.messages(cast.channelId, cast.convenor.id).filter(isOpenPoll)
  if (pages.length === 0) return 'No poll is open yet: post one first.'
  const able = people(cast, Object.keys(HABITS))
  const silent = await Promise.all(able.map((person) => isSilent(bot, simulator, person)))
  const tapping = able.filter((_, index) => silent[index])
  await Promise.all(tapping.map((person) => tapAll(simulator, person, pages)))
  await bot.settled()
  return tapping.length === 0
    ? 'They have all answered already.'
    : `${listed(tapping.map(({ realName }) => realName))} answered. Look at the counts in #circle.`
}

async function tapAll(simulator: Simulator, person: Person, pages: readonly Message[]): Promise<void> {
  for (const { channelId, ts, text } of pages) {
    for (const [, mark, day = ''] of text.matchAll(/\*(\d+)\.\* ([^·\n]+), \d\d:\d\d/g)) {
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
  return hash % 10 < (/^(Sunday|Sonntag)/.test(day) ? (habit?.Sunday ?? 0) : (habit?.others ?? 0))
}

/** Whether somebody is asked, as those in the group who are in its channel are, and has said nothing. */
async function isSilent(bot: Bot, { teamId }: Simulator, { id }: Person): Promise<boolean> {
  const {
    statuses: [status],
  } = await homeOf(bot.context(), { teamId, slackUserId: id })
  return status?.mine?.answered === 0
}

/** Only while it is open can a poll be answered on a form. */
function isOpenPoll({ blocks }: Message): boolean {
  return placedElements(blocks).some(({ element }) => element.action_id === 'answerOnForm')
}
