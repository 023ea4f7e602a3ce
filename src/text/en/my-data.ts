import type { DateTime } from 'luxon'
import type { Kept, MyData } from '#domain/my-data.ts'
import { type MyDataWords, pageOf } from '../my-data-page.ts'
import { counted } from './count.ts'
import { dateInWords } from './date.ts'

const TITLES: Record<Kept, string> = {
  members: 'Your places on rosters',
  calendar_feeds: 'Addresses for your calendar, of which I keep only fingerprints',
  convenors: 'Groups that you convene',
  interests: 'Interest lists that you are on',
  invitations: 'Invitations that you had',
  answers: 'Answers about dates, by you or recorded by you',
  apologies: 'Apologies, by you or recorded by you',
  choices: 'What was wanted at a bus stop, by you or recorded by you',
  survey_members: 'Open surveys: whether you have answered, never what',
  convenor_offers: 'Offers to convene a group without a convenor',
  audit_entries: 'What is noted of who did what',
  deliveries: 'My messages to you, and those that speak of you; their words are in Slack',
  home_tabs: 'That you have opened your Home tab',
  paces: 'How fast I may write to you',
}

const WORDS: MyDataWords = {
  titles: TITLES,
  intro: (at) => [
    `Everything that I keep about you, as of ${dateInWords(at.toISODate() ?? '')}`,
    'Times are in UTC. People other than you are not named.',
  ],
  end: {
    title: 'What is not here',
    lines: [
      'How helpful you found the group is kept as eleven counters without names, so nobody can say which answer is yours.',
      'Your messages are not here because I cannot read them, and your name is not because I do not keep it.',
      'To have all this deleted, type /supportgroup forgetme.',
    ],
  },
  /** `joinedAt` as "joined at". */
  name: (part) => part.replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`),
  value: (value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value),
}

/** Everything that is kept about somebody, as a page of plain text to read. */
export function myDataPage(data: MyData, at: DateTime): string {
  return pageOf(data, at, WORDS)
}

/** With the files. */
export function myDataText(things: number): string {
  return `Here is everything that I keep about you: ${counted(things, 'thing')}, as a page to read and as a file for a program. Nobody else has been sent it.`
}

/** To whoever asked, where they asked. */
export function myDataSent(): string {
  return 'Everything that I keep about you is in a private message to you: a page to read, and the same as a file.'
}

/** To somebody about whom nothing is kept. */
export function nothingKept(): string {
  return 'I keep nothing about you: you are on no roster and on no interest list, you convene no group, and no message of mine was for you.'
}

/** When Slack did not take the files. */
export function myDataNotSent(isScopeMissing: boolean): string {
  return isScopeMissing
    ? 'I may not send files here. Please ask whoever installed me to grant `files:write`, then try again.'
    : 'Slack did not take the files just now. Please try again in a minute.'
}

/** The two files: their name on a disk, without its ending, and above each in Slack. */
export function myDataFileNames(): { filename: string; page: string; program: string } {
  return { filename: 'my-data', page: 'Everything about me', program: 'The same for a program' }
}
