import { counted, InWords, inWords, listed } from './count.ts'
import { slotInWords, type When } from './date.ts'
import { plural } from './plural.ts'
import { expectedBeside } from './session.ts'

/** Above a convenor's list of sessions of which one may have to change. */
export function whichDateFalls(): string {
  return 'Which date cannot be kept? I then show what is possible. Nothing changes, and nobody is told, before you choose.'
}

/** One coming session in that list. */
export function comingLine(session: When & { number: number }, expectedCount: number): string {
  return `*${session.number}.* ${slotInWords(session)} · ${expectedBeside(expectedCount)}`
}

/** What may become of the run, before the choices. */
export function whatNow(session: When): string {
  return `*${slotInWords(session)}* cannot be kept. This is possible now; sessions within three weeks stay, and so does every other date that can.`
}

/** The choice to skip. */
export function skipChoice(): string {
  return '*Skip it.* The run is one session shorter, and every other date stays.'
}

/** A date that would come, and how many could make it. */
export type NewDate = { when: When; coming: number }

/** The choice to move only this date. */
export function moveChoice({ when, coming }: NewDate): string {
  return `*Move only it,* to ${slotInWords(when)}: ${soMany(coming)}. Every other date stays.`
}

/** The choice to plan the rest anew. */
export function anewChoice(dropped: readonly When[], dates: readonly NewDate[]): string {
  const coming = dates.map(({ when, coming }) => `${slotInWords(when)} (${soMany(coming)})`)
  return `*Plan the rest anew.* ${InWords(dates.length)} ${plural(dates.length, { one: 'date changes', other: 'dates change' })}, the fewest possible: ${listed(coming)} in place of ${listed(dropped.map(slotInWords))}.`
}

function soMany(coming: number): string {
  return coming === 0 ? 'nobody said they can come' : `${inWords(coming)} said they can come`
}

/** Where moving only this date is also the best that planning anew can do. */
export function anewIsTheSame(): string {
  return 'Planning the rest anew would come to the same: no more than this one date need change.'
}

/** Where only skipping is possible. */
export function onlySkipping(): string {
  return 'No other date that was asked about can take its place under the rules of the group.'
}

/** In a group that plans one session at a time. */
export function nextIsAskedAnyway(): string {
  return 'I ask about the next date by myself after this one.'
}

/** What choosing does, before it is done. */
export function replaceConfirmation(dates: number): string {
  return `This tells the whole group, and asks everybody about the new ${plural(dates, { one: 'date', other: 'dates' })} alone. All other dates stay firm.`
}

/** To the convenor, once it is done. */
export function replaced(dates: number): string {
  return `The group is told and asked about the ${counted(dates, 'new date')}. When the poll closes you fix ${plural(dates, { one: 'it', other: 'them' })}; all other dates stay firm.`
}

/** In the channel, when dates fall. The poll with the new ones follows. */
export function datesFallText(dates: readonly When[]): string {
  const falls = plural(dates.length, { one: 'cannot be kept', other: 'cannot be kept as they were' })
  return `*${listed(dates.map(slotInWords))}* ${falls}. I am asking about ${plural(dates.length, { one: 'another date', other: 'other dates' })} just below; what you answered before still counts. All other dates of our run stay.`
}

/** Above the run card, when the new dates are firm. */
export function runChangedText(dates: number): string {
  return plural(dates, {
    one: 'The new date is firm. This is our run now.',
    other: 'The new dates are firm. This is our run now.',
  })
}

/** In the channel, when new dates that were asked about are given up. */
export function doneWithoutText(dates: number): string {
  return `The new ${plural(dates, { one: 'date is', other: 'dates are' })} given up: our run is ${counted(dates, 'session')} shorter, and all its other dates stay.`
}

/** To the convenor, where none of the new dates can be fixed as things are. */
export function remainderAdvice(): string {
  return 'Press *Do without* to let the run be shorter; after that `/supportgroup replan` can look for other dates in place of a later session.'
}

/** The choice to give the new dates up. */
export function doWithoutConfirmation(): string {
  return 'The run is shorter by what was asked about, and all other dates stay as they are.'
}

/** To the convenor who gave the new dates up. */
export function doneWithout(sessions: number): string {
  return `The run has ${counted(sessions, 'session')} now; all of their dates stay as they are.`
}
