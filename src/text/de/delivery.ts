import type { DateTime } from 'luxon'
import type { ChannelKind } from '#domain/delivery.ts'
import type { Particulars } from '../en/delivery.ts'
import { dayInWords, momentInWords } from './date.ts'

/** To the convenor, when Slack has taken nothing for a long time and works again. */
export function slackWasAwayText(since: DateTime, until: DateTime, timeZone: string): string {
  return `Slack hat von ${momentInWords(since, timeZone)} bis ${momentInWords(until, timeZone)} keine Nachricht von mir angenommen. Jetzt geht es wieder. Was in dieser Zeit fällig war, sage ich jetzt; was zu spät käme, lasse ich weg, und wo ich nicht erkennen kann, ob etwas angekommen ist, frage ich dich.`
}

/** What a page of a poll says that stands in the channel a second time. `link` leads to the first. */
export function pageTwiceText(link: string | null): string {
  const first = link ? `<${link}|der anderen>` : 'der anderen'
  return `Diese Liste von Terminen steht zweimal hier, weil Slack mir erst spät geantwortet hat. Du brauchst nichts noch einmal anzutippen: Zahlen hier und dort zählen beide. Die Termine stehen unter ${first}.`
}

/** How what the whole group hears is spoken of when it is not known whether it was posted. */
const SPOKEN_OF: Record<ChannelKind, string> = {
  introduction: 'meine Vorstellung',
  pollPage: 'eine Seite der Terminumfrage',
  runCard: 'die Liste der Termine unseres Durchgangs',
  datesFall: 'die Nachricht, dass Termine unseres Durchgangs nicht bleiben können',
  runChanged: 'die Nachricht, dass neue Termine unseres Durchgangs feststehen',
  doneWithout: 'die Nachricht, dass keine neuen Termine mehr gesucht werden',
  sessionFixed: 'die Nachricht, dass ein Termin feststeht',
  takenBack: 'die Nachricht, dass ein Termin nicht mehr feststeht',
  reminder: 'die Erinnerung an ein Treffen',
  sessionOver: 'die Nachricht, was nach einem Treffen als Nächstes kommt',
  runOver: 'die Nachricht, dass unser Durchgang vorbei ist',
  sessionSkipped: 'die Nachricht, dass ein Treffen ausfällt',
  placeChanged: 'die Nachricht über den Ort eines Treffens',
  busStopClosed: 'die Nachricht, dass wir die Haltestelle hinter uns haben',
  welcome: 'das Willkommen für neue Mitglieder',
  convenorsChanged: 'die Nachricht, wer die Gruppe koordiniert',
  convenorWanted: 'die Nachricht, dass eine Koordination gesucht wird',
  surveyResult: 'das Ergebnis der Rückmeldung',
}

/** A message in the channel as a convenor would look for it: "Seite 2 von 3 der Terminumfrage (ab Sonntag, 7. März)". */
export function spokenOf(kind: string, { page, pages, firstOn, on }: Particulars): string {
  if (page && pages && firstOn)
    return `Seite ${page} von ${pages} der Terminumfrage (ab ${dayInWords(firstOn)})`
  const name = SPOKEN_OF[kind as ChannelKind] ?? 'eine Nachricht'
  return on ? `${name} (${dayInWords(on)})` : name
}

/** To a convenor, after the bot's memory was put back to a moment. */
export function restoredText(takenAt: DateTime, timeZone: string): string {
  return [
    `Mein Gedächtnis wurde zurückgesetzt auf ${momentInWords(takenAt, timeZone)}. Was jemand danach getan hat, etwa Antworten, Entschuldigungen, Entscheidungen und Einstellungen, weiß ich nicht mehr; bitte die Gruppe, es noch einmal zu tun.`,
    'Die Nachrichten, die seitdem fällig waren, wiederhole ich nicht. Knöpfe unter Nachrichten nach diesem Zeitpunkt gehen vielleicht nicht mehr; `/supportgroup status` zeigt, was ich jetzt weiß.',
  ].join('\n')
}
