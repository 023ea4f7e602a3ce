import type { When } from '../en/date.ts'
import type { NewDate } from '../en/remainder.ts'
import { counted, listed } from './count.ts'
import { slotInWords } from './date.ts'
import { plural } from './plural.ts'
import { expectedBeside } from './session.ts'

/** Above a convenor's list of sessions of which one may have to change. */
export function whichDateFalls(): string {
  return 'Welcher Termin kann nicht bleiben? Dann zeige ich, was möglich ist. Es ändert sich nichts, und niemand erfährt davon, bevor du wählst.'
}

/** One coming session in that list. */
export function comingLine(session: When & { number: number }, expectedCount: number): string {
  return `*${session.number}.* ${slotInWords(session)} · ${expectedBeside(expectedCount)}`
}

/** What may become of the run, before the choices. */
export function whatNow(session: When): string {
  return `*${slotInWords(session)}* kann nicht bleiben. Das ist jetzt möglich; Treffen innerhalb von drei Wochen bleiben, und jeder andere Termin auch, soweit es geht.`
}

/** The choice to skip. */
export function skipChoice(): string {
  return '*Ausfallen lassen.* Der Durchgang ist ein Treffen kürzer, und jeder andere Termin bleibt.'
}

/** The choice to move only this date. */
export function moveChoice({ when, coming }: NewDate): string {
  return `*Nur diesen verschieben,* auf ${slotInWords(when)}: ${soMany(coming)}. Jeder andere Termin bleibt.`
}

/** The choice to plan the rest anew. */
export function anewChoice(dropped: readonly When[], dates: readonly NewDate[]): string {
  const coming = dates.map(({ when, coming }) => `${slotInWords(when)} (${soMany(coming)})`)
  const change = plural(dates.length, {
    one: 'Ein Termin ändert sich, so wenig wie möglich:',
    other: `Es ändern sich ${counted(dates.length, 'ein Termin', 'Termine')}, so wenige wie möglich:`,
  })
  return `*Den Rest neu planen.* ${change} ${listed(coming)} anstelle von ${listed(dropped.map(slotInWords))}.`
}

function soMany(coming: number): string {
  return coming === 0
    ? 'passt nach den Antworten niemandem'
    : `passt nach den Antworten ${counted(coming, 'einer Person', 'Personen')}`
}

/** Where moving only this date is also the best that planning anew can do. */
export function anewIsTheSame(): string {
  return 'Den Rest neu zu planen, käme auf dasselbe hinaus: Mehr als dieser eine Termin muss sich nicht ändern.'
}

/** Where only skipping is possible. */
export function onlySkipping(): string {
  return 'Nach den Regeln der Gruppe kann kein anderer Termin, nach dem gefragt wurde, an seine Stelle treten.'
}

/** In a group that plans one session at a time. */
export function nextIsAskedAnyway(): string {
  return 'Ich frage nach diesem Treffen von selbst nach dem nächsten Termin.'
}

/** What choosing does, before it is done. */
export function replaceConfirmation(dates: number): string {
  const asked = plural(dates, { one: 'nach dem neuen Termin', other: 'nach den neuen Terminen' })
  return `Die ganze Gruppe erfährt es, und ich frage alle nur ${asked}. Alle anderen Termine bleiben fest.`
}

/** To the convenor, once it is done. */
export function replaced(dates: number): string {
  return `Die Gruppe erfährt es und wird nach ${counted(dates, 'dem neuen Termin', 'neuen Terminen')} gefragt. Wenn die Terminumfrage schließt, legst du ${plural(dates, { one: 'ihn', other: 'sie' })} fest; alle anderen Termine bleiben fest.`
}

/** In the channel, when dates fall. The poll with the new ones follows. */
export function datesFallText(dates: readonly When[]): string {
  const falls = plural(dates.length, {
    one: 'kann nicht bleiben. Gleich darunter frage ich nach einem anderen Termin',
    other: 'können so nicht bleiben. Gleich darunter frage ich nach anderen Terminen',
  })
  return `*${listed(dates.map(slotInWords))}* ${falls}; was ihr schon geantwortet habt, zählt weiter. Alle anderen Termine unseres Durchgangs bleiben.`
}

/** Above the run card, when the new dates are firm. */
export function runChangedText(dates: number): string {
  return plural(dates, {
    one: 'Der neue Termin steht fest. Das ist jetzt unser Durchgang.',
    other: 'Die neuen Termine stehen fest. Das ist jetzt unser Durchgang.',
  })
}

/** In the channel, when new dates that were asked about are given up. */
export function doneWithoutText(dates: number): string {
  const given = plural(dates, {
    one: 'Auf den neuen Termin verzichten wir',
    other: 'Auf die neuen Termine verzichten wir',
  })
  return `${given}: Unser Durchgang ist ${counted(dates, 'ein Treffen')} kürzer, und alle seine anderen Termine bleiben.`
}

/** To the convenor, where none of the new dates can be fixed as things are. */
export function remainderAdvice(): string {
  return 'Drücke auf *Darauf verzichten*, um den Durchgang kürzer werden zu lassen; danach kann `/supportgroup replan` andere Termine anstelle eines späteren Treffens suchen.'
}

/** The choice to give the new dates up. */
export function doWithoutConfirmation(): string {
  return 'Der Durchgang wird um das kürzer, wonach gefragt wurde, und alle anderen Termine bleiben, wie sie sind.'
}

/** To the convenor who gave the new dates up. */
export function doneWithout(sessions: number): string {
  return `Der Durchgang hat jetzt ${counted(sessions, 'ein Treffen')}; alle anderen Termine bleiben, wie sie sind.`
}
