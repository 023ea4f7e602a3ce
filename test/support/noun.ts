import type { Language } from '#domain/language.ts'

/** What is counted in each language: the word after one, and those after other numbers, in whatever case. */
export const NOUNS: Record<Language, Record<string, string[]>> = {
  en: {
    answer: ['answers'],
    date: ['dates'],
    day: ['days'],
    invitation: ['invitations'],
    member: ['members'],
    message: ['messages'],
    other: ['others'],
    person: ['people'],
    place: ['places'],
    run: ['runs'],
    session: ['sessions'],
    thing: ['things'],
  },
  de: {
    Antwort: ['Antworten'],
    Durchgang: ['Durchgänge', 'Durchgängen'],
    Einladung: ['Einladungen'],
    Mitglied: ['Mitglieder', 'Mitgliedern'],
    Nachricht: ['Nachrichten'],
    Person: ['Personen'],
    Platz: ['Plätze', 'Plätzen'],
    Sache: ['Sachen'],
    Tag: ['Tage', 'Tagen'],
    Termin: ['Termine', 'Terminen'],
    Treffen: ['Treffen'],
  },
}

const words = (from: number, said: string) =>
  said.split(' ').map((word, index) => [word, from + index] as const)

/** The words of numbers, with all endings that one has; "no place" and "kein Platz" are no number. */
export const NUMBERS: Record<Language, Record<string, number>> = {
  en: Object.fromEntries(words(1, 'one two three four five six seven eight nine ten eleven twelve')),
  de: Object.fromEntries([
    ...words(1, 'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'),
    ...['eins', 'eine', 'einen', 'einem', 'einer', 'dem'].map((word) => [word, 1] as const),
  ]),
}
