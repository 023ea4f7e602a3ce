import type { Planning } from '#domain/group.ts'
import type { Alternation } from '#domain/planner.ts'
import type { SettingsLabel } from '../en/settings-field.ts'
import { durationInWords } from './date.ts'

const LABELS: Record<SettingsLabel, string> = {
  name: 'Name der Gruppe',
  timeZone: 'Zeitzone',
  timeZoneHint: 'Alle Zeiten der Gruppe sind in ihr gemeint.',
  otherZones: 'Andere',
  language: 'Sprache',
  planning: 'Wie Termine gefunden werden',
  whenYouMeet: 'Wann ihr euch trefft',
  noSlot: 'Keiner',
  aRun: 'Ein Durchgang',
  sessionsPerRun: 'Treffen in einem Durchgang',
  gapMinDays: 'Mindestens so viele Tage zwischen zwei Treffen',
  gapPreferredDays: 'Am liebsten so viele Tage zwischen zwei Treffen',
  gapMaxDays: 'Höchstens so viele Tage zwischen zwei Treffen',
  alternation: 'Die Zeitfenster abwechseln',
  minimum: 'Mindestzahl',
  minimumHint: 'So viele müssen erwartet werden, damit ein Treffen stattfindet.',
  places: 'Plätze',
  reminders: 'Erinnerungen vor jedem Treffen',
  busStopAndSurvey: 'Haltestelle und Rückmeldung',
  askWithSessionsLeft: 'Nach dem Weiterfahren fragen, wenn noch so viele Treffen kommen',
  askWithSessionsLeftHint:
    'Zwei heißt: nach dem sechsten von acht Treffen. Jedes Mitglied wird privat gefragt.',
  busStopReminders: 'Private Erinnerungen an diese Frage',
  busStopRemindersHint: 'Keine, eine oder zwei, für alle, die noch nicht gewählt haben.',
  invitationDays: 'Tage, um auf eine Einladung zu antworten',
  invitationDaysHint: 'Für Personen, die du aus der Interessiertenliste einlädst.',
  surveyAfterSession: 'Rückmeldung nach Treffen Nummer',
  never: '0 heißt nie.',
  surveyAtBusStop: 'Rückmeldung an der Haltestelle',
  askAtBusStop: 'Auch an der Haltestelle danach fragen',
  surveyDays: 'Tage, um die Rückmeldung zu geben',
  people: 'Menschen',
  members: 'Mitglieder',
  membersHint: 'Nur Mitglieder werden nach Terminen gefragt.',
  guestsHint: 'Gäste des Workspace sind nicht eingetragen; trag sie selbst ein.',
  convenors: 'Koordination',
  convenorsHint: 'Wer koordiniert, wählt die Termine aus und ändert diese Einstellungen.',
  convenorsElsewhere: '`/supportgroup convenors` ändert, wer koordiniert.',
  interested: 'Interessiertenliste',
  interestedHint: 'Personen, die gern einen Platz hätten. Niemand wird dadurch benachrichtigt oder gefragt.',
  override: 'Zwischen zwei Haltestellen',
  overrideAllTheSame: 'Die Mitglieder trotzdem ändern',
  overrideHint: 'Das wird festgehalten, und die Mitglieder erfahren es.',
}

export function settingsLabels(): Record<SettingsLabel, string> {
  return LABELS
}

export function planningLabels(): Record<Planning, string> {
  return {
    wholeRun: 'Ein ganzer Durchgang auf einmal',
    oneAtATime: 'Ein Treffen nach dem anderen, von selbst festgelegt',
  }
}

export function alternationLabels(): Record<Alternation, string> {
  return { must: 'Nötig', prefer: 'Am liebsten', off: 'Egal' }
}

export function slotLabels(slot: number): { day: string; start: string; length: string } {
  return {
    day: `Zeitfenster ${slot}: Tag`,
    start: `Zeitfenster ${slot}: Beginn`,
    length: `Zeitfenster ${slot}: Dauer`,
  }
}

export function lengthLabel(hours: number): string {
  return `${hours.toLocaleString('de')} ${hours === 1 ? 'Stunde' : 'Stunden'}`
}

export function zonesLabel(area: string, first: string, last: string): string {
  return `${area}, ${first} bis ${last}`
}

export function reminderLabel(before: string): string {
  const words = durationInWords(before)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} vorher`
}
