import type { DateTime } from 'luxon'
import type { NumberedWhen } from '../en/session.ts'
import { counted, ordinal } from './count.ts'
import { momentInWords, sessionInWords } from './date.ts'
import { expectedInWords } from './session.ts'

/** The next session, as a member sees it. */
export function nextSessionText(
  session: NumberedWhen,
  expectedCount: number,
  hasSentApologies: boolean,
): string {
  const mine = hasSentApologies ? ' Du bist entschuldigt.' : ''
  return `*Als Nächstes: unser ${ordinal(session.number, 'es')} Treffen, ${sessionInWords(session)}.* ${expectedInWords(expectedCount)}${mine}`
}

/** An open poll, as everybody in the group sees it. */
export function openPollText(closesAt: DateTime, timeZone: string): string {
  return `*Eine Terminumfrage ist offen* bis ${momentInWords(closesAt, timeZone)}.`
}

/** How far a member has got in it. */
export function answeredText(answered: number, dates: number): string {
  return `Du hast zu ${answered} von ${counted(dates, 'einem Termin', 'Terminen')} geantwortet.`
}

/** How many are silent, as a convenor sees it; who, only in private. */
export function silentText(silent: number): string {
  return silent === 0
    ? 'Alle haben geantwortet.'
    : `Von ${counted(silent, 'einer Person', 'Personen')} haben wir noch nichts gehört.`
}

/** What closing a poll early does, before it is done; `silent` is how many have said nothing. */
export function closePollConfirmation(silent: number, isOne: boolean): string {
  const you = !isOne ? '' : silent === 1 ? ': Du selbst hast nicht geantwortet' : ', auch von dir nicht'
  const missing =
    silent === 0
      ? ''
      : `Von ${counted(silent, 'einer Person', 'Personen')} haben wir noch nichts gehört${you}. `
  return `${missing}Ist die Terminumfrage geschlossen, kann niemand mehr antworten oder eine Antwort ändern. Dann zeige ich dir die besten Durchgänge.`
}

/** Nothing is planned. */
export function nothingPlanned(): string {
  return 'Gerade ist nichts geplant. Die Koordination beginnt mit `/supportgroup schedule`.'
}

/** Instead of a run that is over, once its bus stop is closed. */
export function busStopBehindText(): string {
  return '*Die Haltestelle liegt hinter uns.* Als Nächstes kommen die Termine unseres nächsten Durchgangs; die Koordination fragt danach mit `/supportgroup schedule`.'
}

/** Dates have been asked about and wait for the convenor. */
export function choosingText(): string {
  return 'Die Terminumfrage ist geschlossen, und die Koordination wählt gerade die Termine. Bis dahin sind sie vorgemerkt.'
}

/** The Home tab of somebody who is in no group. */
export function strangerText(): string {
  return '*Ich kümmere mich um geschlossene Gruppen, die sich in Durchgängen treffen.* Ich finde die Termine eines ganzen Durchgangs, die allen am besten passen, lege sie fest und erinnere daran. Du bist noch in keiner Gruppe, um die ich mich kümmere. Wenn du eine koordinierst, tippe in ihrem privaten Kanal `/invite` und meinen Namen und dann `/supportgroup setup`.'
}

/** Privacy in three lines. */
export function privacyText(): string {
  return 'Ich speichere, wer in der Gruppe ist, Antworten zu Terminen, Entschuldigungen und Entscheidungen an einer Haltestelle; wie hilfreich die Gruppe gefunden wird, zähle ich ohne Namen. Ich lese nie Nachrichten und zeige der Gruppe nie, wer was geantwortet hat; nur eine Zahl, auf die du tippst, ist zu sehen, wie bei jeder Reaktion.'
}
