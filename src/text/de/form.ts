import type { FormName, FormWords } from '../en/form.ts'

const FORMS: Record<FormName, Omit<FormWords, 'close'> & { close?: string }> = {
  setup: { title: 'Deine Gruppe einrichten', submit: 'Einrichten' },
  settings: { title: 'Einstellungen', submit: 'Speichern' },
  schedule: { title: 'Termine finden', submit: 'Termine zeigen' },
  preview: { title: 'Termine zur Auswahl', submit: 'Terminumfrage posten' },
  answers: { title: 'Termine, die dir passen', submit: 'Fertig', close: 'Schließen' },
  severalApologies: { title: 'Entschuldigungen', submit: 'Speichern' },
  record: { title: 'Für jemanden eintragen', submit: 'Weiter' },
  recordAnswers: { title: 'Für jemanden eintragen', submit: 'Eintragen' },
  recordApologies: { title: 'Für jemanden eintragen', submit: 'Eintragen' },
  recordChoice: { title: 'Für jemanden eintragen', submit: 'Eintragen' },
  invite: { title: 'Interessiertenliste', submit: 'Einladen' },
  join: { title: 'In die Gruppe kommen', submit: 'Dabei sein' },
  convenors: { title: 'Koordination', submit: 'Speichern' },
  survey: { title: 'Rückmeldung', submit: 'Senden' },
  ownReminders: { title: 'Meine Erinnerungen', submit: 'Speichern' },
  place: { title: 'Wo ihr euch trefft', submit: 'Speichern' },
}

export function formWords(name: FormName): FormWords {
  return { close: 'Abbrechen', ...FORMS[name] }
}

export function noticeWords(): Pick<FormWords, 'title' | 'close'> {
  return { title: 'Deine Gruppe', close: 'Schließen' }
}
