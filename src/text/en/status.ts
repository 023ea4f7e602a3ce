import type { DateTime } from 'luxon'
import { counted, inWords, ordinal } from './count.ts'
import { momentInWords, sessionInWords } from './date.ts'
import { expectedInWords, type NumberedWhen } from './session.ts'

/** The next session, as a member sees it. */
export function nextSessionText(
  session: NumberedWhen,
  expectedCount: number,
  hasSentApologies: boolean,
): string {
  const mine = hasSentApologies ? ' Your apologies are noted.' : ''
  return `*Next: our ${ordinal(session.number)} session, ${sessionInWords(session)}.* ${expectedInWords(expectedCount)}${mine}`
}

/** An open poll, as everybody in the group sees it. */
export function openPollText(closesAt: DateTime, timeZone: string): string {
  return `*A poll is open* until ${momentInWords(closesAt, timeZone)}.`
}

/** How far a member has got in it. */
export function answeredText(answered: number, dates: number): string {
  return `You have answered ${answered} of ${counted(dates, 'date')}.`
}

/** How many are silent, as a convenor sees it; who, only in private. */
export function silentText(silent: number): string {
  return silent === 0 ? 'Everybody has answered.' : `We have not heard from ${inWords(silent)} of you yet.`
}

/**
 * What closing a poll early does, before it is done; `silent` is how many have said nothing, and `isOne` whether whoever
 * asks is one of them.
 */
export function closePollConfirmation(silent: number, isOne: boolean): string {
  const you = !isOne ? '' : silent === 1 ? ': you have not answered yourself' : ', and you are one of them'
  const missing = silent === 0 ? '' : `We have not heard from ${inWords(silent)} of you yet${you}. `
  return `${missing}Once the poll is closed, nobody can answer or change an answer. Then I show you the best runs.`
}

/** Nothing is planned. */
export function nothingPlanned(): string {
  return 'Nothing is planned just now. A convenor begins with `/supportgroup schedule`.'
}

/** Instead of a run that is over, once its bus stop is closed. */
export function busStopBehindText(): string {
  return '*The bus stop is behind us.* The dates of our next run come next; a convenor asks about them with `/supportgroup schedule`.'
}

/** Dates have been asked about and wait for the convenor. */
export function choosingText(): string {
  return 'The poll is closed, and the convenor is choosing the dates. Until then they are on hold.'
}

/** The Home tab of somebody who is in no group. */
export function strangerText(): string {
  return '*I look after closed groups that meet in cycles.* I find the dates of a whole run of sessions that suit everybody best, fix them, and remind people. You are not in a group that I look after yet. If you convene one, type `/invite` and my name in its private channel, and then `/supportgroup setup`.'
}

/** Privacy in three lines. */
export function privacyText(): string {
  return 'I keep who is in the group, answers about dates, apologies and choices at a bus stop; how helpful people find the group I count without names. I never read messages, and never show the group who answered what; only a number that you tap can be seen, as with every reaction.'
}
