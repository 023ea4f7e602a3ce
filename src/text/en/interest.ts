import { mention, typed } from '../escape.ts'
import { INTERESTED_SHOWN } from '../list-length.ts'
import { inWords } from './count.ts'
import { dateInWords } from './date.ts'

/** To somebody about their own place on the interest list of a group; `sinceOn` is null when they are not on it. */
export function ownInterestText(groupName: string, sinceOn: string | null): string {
  const name = `*${typed(groupName)}*`
  return sinceOn
    ? `You have been on the interest list of ${name} since ${dateInWords(sinceOn)}. The convenor sees that, and decides who is asked when a place is free; nobody else hears of it.`
    : `You are not on the interest list of ${name}.`
}

/** How many people of a long list are not named in it. */
function andMore(people: number): string[] {
  return people > INTERESTED_SHOWN ? [`• and ${inWords(people - INTERESTED_SHOWN)} more`] : []
}

/** The interest list, for a convenor. */
export function interestListText(people: readonly { slackUserId: string; sinceOn: string }[]): string {
  if (people.length === 0) return '*The interest list* is empty.'
  const shown = people.slice(0, INTERESTED_SHOWN)
  return [
    '*The interest list*, longest waiting first; only convenors see it:',
    ...shown.map(({ slackUserId, sinceOn }) => `• ${mention(slackUserId)}, since ${dateInWords(sinceOn)}`),
    ...andMore(people.length),
  ].join('\n')
}

/** How people get on it, for a convenor. */
export function howToGetOn(word: string): string {
  return `To tell somebody of the group, give them this line. They type it anywhere in this workspace and are on the list; I tell nobody of the group by myself.\n\`/supportgroup interest ${word}\``
}

/** When people can be invited, for a convenor who cannot just now. */
export function invitingLater(): string {
  return 'Nobody can be invited just now: places are given at the bus stop, and between the fixing of the dates and the first session.'
}

/** To the convenor, about somebody who put themselves on the list. */
export function interestShownText(slackUserId: string): string {
  return `${mention(slackUserId)} would like a place and is on the interest list. \`/supportgroup interest\` shows it. Nobody is asked before you say so.`
}
