import type { DateTime } from 'luxon'
import type { AuditEntry } from '#domain/audit.ts'
import { localDay } from '#domain/calendar.ts'
import { mention } from '../escape.ts'
import { capital } from './count.ts'
import { clockInWords, dateInWords, zoneInWords } from './date.ts'

type Doing = (by: string, subject: string) => string

/** A kind of entry without words does not compile. */
const DONE: Record<AuditEntry['what'], Doing> = {
  groupSetUp: (by) => `${by} hat die Gruppe eingerichtet`,
  settingsChanged: (by) => `${by} hat die Einstellungen geändert`,
  putOnRoster: (by, subject) => `${by} hat ${subject} auf die Mitgliederliste gesetzt`,
  takenOffRoster: (by, subject) => `${by} hat ${subject} von der Mitgliederliste genommen`,
  addedToLockedRoster: (by, subject) =>
    `${by} hat ${subject} auf die Mitgliederliste gesetzt, während sie geschlossen war`,
  takenOffLockedRoster: (by, subject) =>
    `${by} hat ${subject} von der Mitgliederliste genommen, während sie geschlossen war`,
  putOnInterestList: (by, subject) =>
    by === subject
      ? `${by} hat sich auf die Interessiertenliste gesetzt`
      : `${by} hat ${subject} auf die Interessiertenliste gesetzt`,
  takenOffInterestList: (by, subject) =>
    by === subject
      ? `${by} hat die Interessiertenliste verlassen`
      : `${by} hat ${subject} von der Interessiertenliste genommen`,
  invited: (by, subject) => `${by} hat ${subject} eingeladen`,
  gotOn: (by) => `${by} ist zugestiegen und mit dem, was gespeichert wird, einverstanden`,
  agreed: (by) => `${by} ist mit dem, was gespeichert wird, einverstanden`,
  gotOff: (by) => `${by} ist an der Haltestelle ausgestiegen`,
  leftGroup: (by) => `${by} hat die Gruppe verlassen`,
  becameConvenor: (by, subject) =>
    by === subject
      ? `${by} koordiniert die Gruppe, von den Mitgliedern gewählt`
      : `${by} hat ${subject} die Koordination gegeben`,
  ceasedToBeConvenor: (by, subject) =>
    by === subject
      ? `${by} hat die Koordination abgegeben`
      : `${by} hat ${subject} aus der Koordination genommen`,
  answersRecorded: (by, subject) => `${by} hat Antworten für ${subject} eingetragen`,
  apologiesRecorded: (by, subject) => `${by} hat Entschuldigungen für ${subject} eingetragen`,
  choiceRecorded: (by, subject) => `${by} hat für ${subject} den Wunsch an der Haltestelle eingetragen`,
  pollOpened: (by) => `${by} hat eine Terminumfrage geöffnet`,
  nudgeAsked: (by) => `${by} hat bei denen nachfragen lassen, die nicht geantwortet hatten`,
  closingAsked: (by) => `${by} wollte die Terminumfrage schließen`,
  pollClosed: (by) => `${by} hat die Terminumfrage geschlossen, zu ihrer Zeit oder auf Wunsch`,
  runFixed: (by) => `${by} hat Termine festgelegt`,
  dateTakenBack: (by) => `${by} hat einen Termin zurückgenommen`,
  sessionSkipped: (by) => `${by} hat ein Treffen ausfallen lassen`,
  placeChanged: (by) => `${by} hat gesagt, wo Treffen stattfinden`,
  datesReplaced: (by) => `${by} hat Termine ersetzen und nach anderen fragen lassen`,
  datesGivenUp: (by) => `${by} hat auf neue Termine verzichtet, der Durchgang ist also kürzer`,
  busStopClosed: (by) => `${by} hat die Haltestelle geschlossen`,
  dataExported: (by) => `${by} hat sich die eigenen Daten schicken lassen`,
  dataErased: (by) => `${by} hat alles über sich löschen lassen`,
}

/** One thing that was done, with its day and time in the group's zone. */
export function auditLine({ at, byId, what, subjectId }: AuditEntry, timeZone: string): string {
  const by = byId ? mention(byId) : 'der Bot von selbst'
  const done = DONE[what](by, subjectId ? mention(subjectId) : '')
  return `${dayAndTime(at, timeZone)}: ${capital(done)}.`
}

/** Above what was done in a group. */
export function auditIntro(timeZone: string): string {
  return `*Wer in dieser Gruppe was getan hat, das Neueste zuerst* (Zeiten: ${zoneInWords(timeZone)}). Was jemand geantwortet, gewählt oder gesagt hat, steht nie darunter; nur die Koordination sieht das.`
}

/** Below it, where there is more than is shown. */
export function auditEnd(shown: number, count: number): string {
  return `Das sind die neuesten ${shown} von ${count} Einträgen. Wer den Bot betreibt, kann dir die älteren geben.`
}

/** Where nothing was done yet. */
export function auditEmpty(): string {
  return 'In dieser Gruppe ist noch nichts festgehalten. Von jetzt an steht hier, wer wann was geändert hat.'
}

function dayAndTime(at: DateTime, timeZone: string): string {
  return `${dateInWords(localDay(at, timeZone))}, ${clockInWords(at, timeZone)}`
}
