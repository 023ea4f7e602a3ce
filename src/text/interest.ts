import { counted, InWords } from './count.ts'
import { sessionInWords, type When } from './date.ts'
import { channelMention, mention, typed } from './escape.ts'

/** The private question to somebody on the interest list. */
export function joinQuestionText(groupName: string, sessions: number, first: When): string {
  return `A place is free in *${typed(groupName)}*. The run has ${counted(sessions, 'session')} and begins on ${sessionInWords(first)}. Would you like to join? If you do, I keep your answers about dates and your apologies, and nothing else about you.`
}

/** To somebody who would like to join. */
export function welcomeText(): string {
  return 'Good to have you. A convenor will invite you to the private channel; there you find all dates.'
}

/** To somebody who would rather not. */
export function anotherTime(): string {
  return 'Thank you for telling us. You stay on the interest list for another time.'
}

/** To the convenor, about somebody who was asked. */
export function joinReplyText(slackUserId: string, wantsToJoin: boolean, channelId: string): string {
  return wantsToJoin
    ? `${mention(slackUserId)} would like to join and is on the roster now. Please invite them to ${channelMention(channelId)}: I cannot do that myself.`
    : `${mention(slackUserId)} would rather not join this time and stays on the interest list.`
}

/** Above the list of people to ask. */
export function whoToAsk(placesFree: number): string {
  return `${InWords(placesFree)} ${placesFree === 1 ? 'place is' : 'places are'} free. Tick those whom I am to ask, privately, whether they want to join.`
}

/** After people were asked. */
export function askedText(count: number): string {
  return count === 0
    ? 'They have been asked already.'
    : `I have asked ${counted(count, 'person', 'people')}. You hear from me when they reply.`
}

/** Nobody can be asked. */
export function nobodyToAsk(): string {
  return 'Nobody on the interest list is waiting to be asked. You can add people in `/supportgroup settings`.'
}
