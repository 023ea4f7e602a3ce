import type { DateCount } from '#domain/tally.ts'
import type { When } from '../en/date.ts'
import type { Asked, PollTimes, Subject } from '../en/poll.ts'
import { counted, listed } from './count.ts'
import { dayInWords, momentInWords, monthInWords, slotInWords } from './date.ts'
import { plural } from './plural.ts'

/** What a poll asks about, in the genitive: "unseres nächsten Durchgangs". */
function ofWhat({ sessionsWanted, isForRemainder }: Subject): string {
  if (isForRemainder) return 'unseres Durchgangs'
  return sessionsWanted === 1 ? 'unseres nächsten Treffens' : 'unseres nächsten Durchgangs'
}

/** The heading of one message of a poll. */
export function pageHeading(poll: Subject, on: string): string {
  return `${poll.isForRemainder ? 'Neue Termine' : 'Termine'} ${ofWhat(poll)}: ${monthInWords(on)}`
}

/** How to answer, above the dates of an open poll. */
export function howToAnswer(poll: PollTimes): string {
  return `Tippe auf die Zahl jedes Termins, der dir passt, oder antworte privat mit *Im Formular antworten*; dort kannst du auch *zur Not* sagen. Antworten sind möglich bis ${until(poll)}. Wer auf eine Zahl tippt, ist für andere zu sehen, wie bei jeder Reaktion; das Formular ist privat. Der erste Tipp unter jeder Zahl ist von mir und zählt nicht.`
}

/** The same in short, above the months that follow. */
export function howToAnswerShort(poll: PollTimes): string {
  return `Tippe auf Zahlen oder antworte im Formular, wie oben, bis ${until(poll)}.`
}

function until({ closesAt, timeZone }: PollTimes): string {
  return momentInWords(closesAt, timeZone)
}

/** Above the dates once answers no longer count. */
export function pollClosedNote(state: 'chosen' | 'noneChosen' | 'undecided'): string {
  return {
    chosen: 'Diese Terminumfrage ist geschlossen. Die Termine mit dem Vermerk *gewählt* stehen fest.',
    noneChosen: 'Diese Terminumfrage ist geschlossen. Keiner dieser Termine steht fest.',
    undecided: 'Diese Terminumfrage ist geschlossen. Die Koordination wählt gerade die Termine.',
  }[state]
}

/** One numbered date with its counts. */
export function dateLine(mark: number, when: When, count: DateCount, notes: readonly string[]): string {
  return [
    `*${mark}.* ${slotInWords(when)}${notes.map((note) => ` (${note})`).join('')}`,
    countInWords(count),
  ].join(' · ')
}

/** "passt 5, zur Not 1"; nothing is said about who cannot, or who is silent. */
export function countInWords({ can, ifNeedBe, cannot, silent }: DateCount): string {
  if (can === 0 && ifNeedBe === 0) {
    if (cannot === 0) return 'noch keine Antworten'
    return silent === 0 ? 'passt niemandem' : 'passt bisher niemandem'
  }
  return [can > 0 ? `passt ${can}` : '', ifNeedBe > 0 ? `zur Not ${ifNeedBe}` : ''].filter(Boolean).join(', ')
}

/** What is remarkable about a date: bank holiday, clock change. */
export function dateNotes(holiday: string | undefined, isClockChange: boolean): string[] {
  return [...(holiday ? [`Feiertag: ${holiday}`] : []), ...(isClockChange ? ['Zeitumstellung'] : [])]
}

/** The private question to a member who has said nothing. */
export function nudgeText(poll: Asked): string {
  return `Von dir haben wir noch nichts zu den Terminen ${ofWhat(poll)} gehört. Es eilt nicht: Antworten sind möglich bis ${until(poll)}.`
}

/** To a member who cannot say yet. */
export function cannotSayYet(): string {
  return 'Das ist in Ordnung. Du kannst jederzeit antworten, bis die Terminumfrage schließt.'
}

/** To a member who wants no more private messages of this kind. */
export function muted(): string {
  return 'Ich erinnere dich nicht mehr privat, weder an fehlende Antworten noch an der Haltestelle noch an Treffen, und schicke dir auch die Frage einer Rückmeldung nicht mehr: `/supportgroup survey` zeigt sie. Mit `/supportgroup status` kannst du es wieder erlauben.'
}

/** To a member who allows private reminders again. */
export function unmuted(): string {
  return 'Ich erinnere dich wieder privat, wenn eine Antwort von dir fehlt und wann du es selbst gewählt hast, und schicke dir die Frage einer Rückmeldung.'
}

/** To the convenor, when the last member has answered. */
export function everybodyAnsweredText(poll: Asked): string {
  return `Jetzt haben alle zu den Terminen ${ofWhat(poll)} geantwortet. Antworten lassen sich noch ändern bis ${until(poll)}. Du kannst die Terminumfrage jetzt schließen und wählen, oder warten.`
}

/** Above the preview of a poll, before anything is posted. */
export function previewText(dates: number, runs: bigint, pages: number, sessions: number): string {
  const ofSo = `von ${counted(sessions, 'einem Treffen')}`
  const possible =
    runs === 0n
      ? `Die Regeln lassen mit diesen Terminen keinen Durchgang ${ofSo} zu: Vergrößere in \`/supportgroup settings\` die Abstände oder lockere das Abwechseln, oder wähle einen späteren letzten Tag.`
      : `Damit ${plural(runs, { one: 'ist', other: 'sind' })} ${counted(runs, 'ein Durchgang', 'Durchgänge')} ${ofSo} möglich.`
  return `Ich würde nach ${counted(dates, 'einem Termin', 'Terminen')} fragen, in ${counted(pages, 'einer Nachricht', 'Nachrichten')} im Kanal. ${possible} Nimm das Häkchen bei Terminen weg, die du auslassen willst.`
}

/** In a form, while the rules are being chosen; null while what is filled in makes no sense. */
export function runsLeft(
  runs: bigint | null,
  window: { from: string; until: string; sessions: number },
): string {
  if (runs === null)
    return 'Wenn alles davon ausgefüllt ist, sage ich hier, wie viele Durchgänge damit möglich sind.'
  const { from, until: to, sessions } = window
  const days = `von ${dayInWords(from)} bis ${dayInWords(to)}`
  const ofSo = sessions === 1 ? '' : ` von ${counted(sessions, 'einem Treffen')}`
  if (runs === 0n) {
    const none = sessions === 1 ? 'keinen Termin' : 'keinen Durchgang'
    return `Diese Regeln lassen ${none}${ofSo} zu, ${days}. Größere Abstände, Zeitfenster, die sich nicht abwechseln müssen, oder ein späterer letzter Tag würden helfen.`
  }
  const possible =
    sessions === 1 ? counted(runs, 'ein Termin', 'Termine') : counted(runs, 'ein Durchgang', 'Durchgänge')
  return `Wenn alle immer kommen könnten, ${plural(runs, { one: 'wäre', other: 'wären' })} mit diesen Regeln ${possible}${ofSo} möglich, ${days}. Je mehr es sind, desto besser können sie allen passen.`
}

/** In the form, where the closing time comes twice because the clocks go back that night. */
export function whichTimeQuestion(time: string): string {
  return `In dieser Nacht werden die Uhren zurückgestellt, und ${time} kommt zweimal vor. Welche von beiden meinst du?`
}

/** One of the two. */
export function whichTimeChoice(which: 'first' | 'second'): string {
  return which === 'first' ? 'Die erste, vor der Zeitumstellung' : 'Die zweite, nach der Zeitumstellung'
}

/** What the poll's opening tells the convenor. */
export function pollOpened(pages: number, poll: PollTimes): string {
  return `Die Terminumfrage ist auf dem Weg in den Kanal, in ${counted(pages, 'einer Nachricht', 'Nachrichten')}. Sie schließt am ${until(poll)}; dann biete ich dir privat die besten Durchgänge an.`
}

/** Counting has begun because the convenor asked for it. */
export function pollClosing(): string {
  return 'Ich zähle die Antworten aus. Gleich bekommst du die besten Durchgänge in einer privaten Nachricht.'
}

/** The convenor asked for those who have said nothing to be reminded. */
export function nudged(people: number): string {
  return `Ich habe ${counted(people, 'eine Person', 'Personen')} privat gefragt, einmal. Sonst sieht das niemand.`
}

/** Which reminders come by themselves, when there is no poll to remind of. */
export function remindersComing(before: readonly string[]): string {
  return before.length === 0
    ? 'Es ist keine Terminumfrage offen, und diese Gruppe hat keine Erinnerungen vor ihren Treffen gewählt. `/supportgroup settings` ändert das.'
    : `Es ist keine Terminumfrage offen, also gibt es niemanden zu fragen. An jedes Treffen erinnere ich den Kanal von selbst: ${listed(before)} vorher.`
}

/** Above the form with every date. */
export function formIntro(poll: PollTimes): string {
  return `Jede Wahl ist sofort gespeichert, und du kannst sie ändern bis ${until(poll)}. Niemand in der Gruppe sieht, was du hier wählst.`
}

/** How far a member had got when the form was shown. */
export function answersKept(answered: number, dates: number): string {
  return `Als dies gezeigt wurde, hattest du zu ${answered} von ${counted(dates, 'einem Termin', 'Terminen')} geantwortet.`
}

export function chosenNote(): string {
  return '*gewählt*'
}
