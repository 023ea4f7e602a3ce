import type { DateTime } from 'luxon'
import type { ChannelKind } from '#domain/delivery.ts'
import { dayInWords, momentInWords } from './date.ts'

/** To the convenor, when Slack has taken nothing for a long time and works again. */
export function slackWasAwayText(since: DateTime, until: DateTime, timeZone: string): string {
  return `Slack took no message from me from ${momentInWords(since, timeZone)} until ${momentInWords(until, timeZone)}. It works again. What was due in that time I am saying now; what would come too late I leave out, and where I cannot tell whether something was posted, I ask you.`
}

/** What a page of a poll says that stands in the channel a second time. `link` leads to the first. */
export function pageTwiceText(link: string | null): string {
  const first = link ? `<${link}|the other one>` : 'the other one'
  return `This list of dates is here twice, because Slack was slow to answer me. You need not tap anything again: numbers tapped here and there both count. The dates are under ${first}.`
}

/** How what the whole group hears is spoken of when it is not known whether it was posted. */
const SPOKEN_OF: Record<ChannelKind, string> = {
  introduction: 'my introduction',
  pollPage: 'a page of the poll',
  runCard: 'the list of the dates of our run',
  datesFall: 'the message that dates of our run cannot be kept',
  runChanged: 'the message that new dates of our run are firm',
  doneWithout: 'the message that no new dates are sought any more',
  sessionFixed: 'the message that a date is firm',
  takenBack: 'the message that a date is not firm any more',
  reminder: 'the reminder of a session',
  sessionOver: 'the message about what comes next after a session',
  runOver: 'the message that our run is over',
  sessionSkipped: 'the message that a session is skipped',
  placeChanged: 'the message about the place of a session',
  busStopClosed: 'the message that we have passed the bus stop',
  welcome: 'the welcome for newcomers',
  convenorsChanged: 'the message about who convenes the group',
  convenorWanted: 'the message that a convenor is wanted',
  surveyResult: 'the result of the survey',
}

/** One message of several that look alike: a page of so many, and a day by which people know it. */
export type Particulars = {
  page?: number | undefined
  pages?: number | undefined
  firstOn?: string | undefined
  on?: string | undefined
}

/** A message in the channel as a convenor would look for it: "page 2 of 3 of the poll (from Sunday 7 March on)". */
export function spokenOf(kind: string, { page, pages, firstOn, on }: Particulars): string {
  if (page && pages && firstOn) return `page ${page} of ${pages} of the poll (from ${dayInWords(firstOn)} on)`
  const name = SPOKEN_OF[kind as ChannelKind] ?? 'a message'
  return on ? `${name} (${dayInWords(on)})` : name
}

/** To a convenor, after the bot's memory was put back to a moment. */
export function restoredText(takenAt: DateTime, timeZone: string): string {
  return [
    `My memory was put back to ${momentInWords(takenAt, timeZone)}. What anybody did after that, such as answers, apologies, choices and settings, I no longer know; please ask the group to do it again.`,
    'I do not repeat the messages that were due since then. Buttons under messages that came after that moment may no longer work; `/supportgroup status` shows what I know now.',
  ].join('\n')
}
