import type { DateTime } from 'luxon'
import { typed } from '../escape.ts'
import { listed } from './count.ts'
import { momentInWords } from './date.ts'

/** What it means to be forgotten, before anybody does it. */
export function forgetMeText(groupNames: readonly string[]): string {
  const left = listed(groupNames.map((name) => `*${typed(name)}*`))
  return [
    '*Du kannst alles, was ich über dich speichere, löschen lassen, sofort und für immer.*',
    ...(left ? [`Damit verlässt du ${left}.`] : []),
    '*Was gelöscht wird:* deine Plätze auf Mitglieder- und Interessiertenlisten, deine Einladungen, Antworten, Entschuldigungen und Entscheidungen, und meine Notizen darüber, was ich dir gesagt habe. Nachrichten von mir, die anderen deinen Namen nennen, verlieren ihn oder alle ihre Worte.',
    '*Was bleibt:* die Zahlen in Rückmeldungen, von denen niemand sagen kann, welche deine war. Dass in einer Gruppe etwas getan wurde, wann, und dass jemand es getan hat, dessen Daten gelöscht sind. In Slack das, was zwischen dir und mir steht, und die Zahlen, auf die du unter einer Terminumfrage getippt hast.',
    'Die Koordination erfährt, dass ein Mitglied gegangen ist und alles über sich hat löschen lassen, nicht, wer es war; in einer kleinen Gruppe wird sie es wissen. Wenn du vorher eine Kopie möchtest, tippe `/supportgroup mydata`.',
  ].join('\n')
}

/** What pressing the button does. */
export function forgetMeConfirmation(): string {
  return 'Alles, was ich über dich speichere, wird gelöscht, und du verlässt deine Gruppen sofort. Das lässt sich nicht rückgängig machen. Du bist wieder willkommen, als jemand, den ich nicht kenne.'
}

/** To somebody who has been forgotten, where they asked and privately. */
export function forgottenText(at: DateTime, groupNames: readonly string[]): string {
  const left = listed(groupNames.map((name) => `*${typed(name)}*`))
  const groups = left ? ` Du hast ${left} verlassen.` : ''
  return `Alles, was ich über dich gespeichert hatte, ist gelöscht: ${momentInWords(at, 'UTC')}.${groups} Nachrichten an andere, die dich nannten, werden jetzt geändert. Diese Bestätigung steht nur hier in Slack; ich behalte nichts davon. Du bist wieder willkommen.`
}

/** To the convenors, about somebody who has left and been deleted. */
export function memberErasedText(): string {
  return 'Ein Mitglied hat die Gruppe verlassen und alles über sich löschen lassen. Es steht nicht mehr auf der Mitgliederliste, und ich weiß nicht mehr, wer es war. Sonst habe ich es niemandem gesagt. Wenn noch jemand im Kanal ist, der auf keiner Mitgliederliste steht, kümmere dich bitte darum.'
}

/** In place of a message that spoke of somebody who has been deleted. */
export function wordsErasedText(): string {
  return 'Diese Nachricht sprach von jemandem, dessen Daten auf eigenen Wunsch gelöscht wurden, darum sind auch ihre Worte fort. Es ist nichts zu tun.'
}
