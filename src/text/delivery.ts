import type { DateTime } from 'luxon'
import { momentInWords } from './date.ts'

/** To the convenor, when Slack has taken nothing for a long time and works again. */
export function slackWasAwayText(since: DateTime, until: DateTime, timeZone: string): string {
  return `Slack took no message from me from ${momentInWords(since, timeZone)} until ${momentInWords(until, timeZone)}. It works again. What was due in that time I am saying now; what would come too late I leave out, and where I cannot tell whether something was posted, I ask you.`
}

/** What a page of a poll says that stands in the channel a second time. `link` leads to the first. */
export function pageTwiceText(link: string | null): string {
  const first = link ? `<${link}|the other one>` : 'the other one'
  return `This list of dates is here twice, because Slack was slow to answer me. You need not tap anything again: numbers tapped here and there both count. The dates are under ${first}.`
}
