import type { DateTime } from 'luxon'
import type { Kept, MyData } from '#domain/my-data.ts'
import { type MyDataWords, pageOf } from '../my-data-page.ts'
import { counted } from './count.ts'
import { dateInWords } from './date.ts'
import { partInGerman, valueInGerman } from './my-data-part.ts'

const TITLES: Record<Kept, string> = {
  members: 'Deine Plätze auf Mitgliederlisten',
  calendar_feeds: 'Adressen für deinen Kalender, von denen ich nur Fingerabdrücke aufbewahre',
  convenors: 'Gruppen, die du koordinierst',
  interests: 'Interessiertenlisten, auf denen du stehst',
  invitations: 'Einladungen, die du hattest',
  answers: 'Antworten zu Terminen, von dir oder von dir eingetragen',
  apologies: 'Entschuldigungen, von dir oder von dir eingetragen',
  choices: 'Wünsche an einer Haltestelle, von dir oder von dir eingetragen',
  survey_members: 'Offene Rückmeldungen: ob du geantwortet hast, nie was',
  convenor_offers: 'Angebote, eine Gruppe ohne Koordination zu koordinieren',
  audit_entries: 'Was davon festgehalten ist, wer was getan hat',
  deliveries: 'Meine Nachrichten an dich, und die, die von dir sprechen; ihre Worte stehen in Slack',
  home_tabs: 'Dass du deine Startseite geöffnet hast',
  paces: 'Wie schnell ich dir schreiben darf',
}

const WORDS: MyDataWords = {
  titles: TITLES,
  intro: (at) => [
    `Alles, was ich über dich speichere, Stand ${dateInWords(at.toISODate() ?? '')}`,
    'Zeiten sind in UTC. Andere Personen als du sind nicht genannt.',
  ],
  end: {
    title: 'Was hier nicht steht',
    lines: [
      'Wie hilfreich du die Gruppe fandest, steht in elf Zählern ohne Namen, darum kann niemand sagen, welche Antwort deine ist.',
      'Deine Nachrichten stehen hier nicht, weil ich sie nicht lesen kann, und dein Name nicht, weil ich ihn nicht speichere.',
      'Um all das löschen zu lassen, tippe /supportgroup forgetme.',
    ],
  },
  name: partInGerman,
  value: valueInGerman,
}

/** Everything that is kept about somebody, as a page of plain text to read. */
export function myDataPage(data: MyData, at: DateTime): string {
  return pageOf(data, at, WORDS)
}

/** With the files. */
export function myDataText(things: number): string {
  return `Hier ist alles, was ich über dich speichere, ${counted(things, 'eine Sache', 'Sachen')}: eine Seite zum Lesen und eine Datei für ein Programm. Sonst hat das niemand bekommen.`
}

/** To whoever asked, where they asked. */
export function myDataSent(): string {
  return 'Alles, was ich über dich speichere, steht in einer privaten Nachricht an dich: eine Seite zum Lesen und dasselbe als Datei.'
}

/** To somebody about whom nothing is kept. */
export function nothingKept(): string {
  return 'Ich speichere nichts über dich: Du stehst auf keiner Mitgliederliste und keiner Interessiertenliste, du koordinierst keine Gruppe, und keine Nachricht von mir war für dich.'
}

/** When Slack did not take the files. */
export function myDataNotSent(isScopeMissing: boolean): string {
  return isScopeMissing
    ? 'Ich darf hier keine Dateien schicken. Bitte wende dich an die Person, die mich installiert hat, damit sie `files:write` erlaubt, und versuche es dann noch einmal.'
    : 'Slack hat die Dateien gerade nicht angenommen. Bitte versuche es in einer Minute noch einmal.'
}

export function myDataFileNames(): { filename: string; page: string; program: string } {
  return { filename: 'meine-daten', page: 'Alles über mich', program: 'Dasselbe für ein Programm' }
}
