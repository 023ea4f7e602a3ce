import type { Bot } from './bot.ts'
import type { Cast } from './demo-cast.ts'
import { type MovableClock, travelUntil } from './demo-clock.ts'
import type { Journey } from './demo-guide.ts'
import type { Simulator } from './simulator/contract.ts'

type Stage = { simulator: Simulator; bot: Bot; cast: Cast; clock: MovableClock }

const RUN_CARD = '*Our run of'
const SURVEY = 'How helpful has the group been for you?'
const BUS_STOP_QUESTION = 'Would you like to travel on?'
const RUN_OVER = 'That was the last of our'

/** The way through the run that was fixed last. No press goes further than its bus stop. */
export function journeyOf(stage: Stage): Journey {
  return {
    toHalfWay: () => travel(stage, SURVEY, 'Everybody is asked privately how helpful the group has been.'),
    toLastSessions: () =>
      travel(stage, BUS_STOP_QUESTION, 'Everybody is asked privately about travelling on.'),
    toBusStop: () => travel(stage, RUN_OVER, 'The last session is over: this is the bus stop.'),
  }
}

/** Travels until the bot has said these words to somebody about the run, in the channel or privately. */
async function travel({ simulator, bot, cast, clock }: Stage, words: string, said: string): Promise<string> {
  const inChannel = () => simulator.messages(cast.channelId, cast.convenor.id)
  const card = inChannel().findLast(({ text }) => text.startsWith(RUN_CARD))
  if (!card) return 'There is no run yet: find its dates first.'
  const isSaid = (sought: string) =>
    [...inChannel(), ...cast.members.flatMap(({ id }) => simulator.directMessages(id))].some(
      ({ ts, text }) => Number(ts) > Number(card.ts) && text.includes(sought),
    )
  await travelUntil(bot, clock, () => isSaid(words) || isSaid(RUN_OVER))
  if (isSaid(words)) return said
  return isSaid(RUN_OVER) ? 'The run is over: this is the bus stop.' : 'Nothing more is due.'
}
