import type { Decision } from '#domain/decision.ts'
import type { PastResult } from '#domain/survey.ts'
import type { NumberedWhen } from '../en/session.ts'
import { mention } from '../escape.ts'
import { capital, counted, inWords, listed, ordinal } from './count.ts'
import { dayInWords, durationInWords, slotInWords } from './date.ts'
import { plural } from './plural.ts'
import { expectedBeside, expectedInWords } from './session.ts'

export function convenorIntro(): string {
  return '*Für dich als Koordination*'
}

export function decisionText(decision: Decision<NumberedWhen & { expected: number }>): string {
  if (decision.what === 'thin') {
    const { session, minimum } = decision
    return `• ${expectedInWords(session.expected)} Das gilt für ${slotInWords(session)}; eure Mindestzahl ist ${inWords(minimum)}. Wenn du möchtest, lässt *Termine ändern* weiter unten das Treffen ausfallen oder verlegt es.`
  }
  if (decision.what === 'moreThin')
    return `• So ist es auch bei ${counted(decision.sessions, 'einem weiteren Treffen', 'weiteren Treffen')}; die Liste darunter zeigt, bei welchen.`
  if (decision.what === 'isItThere')
    return '• Ich weiß nicht, ob eine meiner Nachrichten im Kanal steht. Meine private Frage dazu wartet auf dich.'
  if (decision.what === 'parked')
    return '• Etwas ließ sich im Kanal nicht schreiben und wartet. In meiner privaten Nachricht dazu steht, was hilft.'
  if (decision.what === 'placeless')
    return `• Für ${plural(decision.numbers.length, { one: 'das', other: 'die' })} Treffen ${listed(decision.numbers.map(String))} des Durchgangs ist noch kein Ort bekannt. Mit *Wo ihr euch trefft* weiter unten sagst du, wo.`
  if (decision.what === 'datesToFind')
    return '• Die Termine des nächsten Durchgangs sind noch zu finden. Mit `/supportgroup schedule` im Kanal fängt es an.'
  if (decision.what === 'datesToChoose')
    return '• Die Terminumfrage ist geschlossen, und die Termine warten auf deine Wahl. Die Vorschläge stehen in einer privaten Nachricht; `/supportgroup fix` im Kanal zeigt sie noch einmal.'
  return '• Wir sind an der Haltestelle. `/supportgroup busstop` im Kanal zeigt, wer weiterfährt, und schließt sie.'
}

export function nothingWaits(): string {
  return 'Nichts wartet auf eine Entscheidung von dir.'
}

export function expectedAheadText(sessions: readonly (NumberedWhen & { expected: number })[]): string {
  const lines = sessions.map(
    (session) => `${session.number}. ${dayInWords(session.on)}: ${expectedBeside(session.expected)}`,
  )
  return ['*Bei den kommenden Treffen erwartet*', ...lines].join('\n')
}

export function notHeardFromText(slackUserIds: readonly string[]): string {
  return slackUserIds.length === 0
    ? 'Alle haben die Terminumfrage beantwortet.'
    : `Zu den Terminen haben wir noch nichts gehört von ${listed(slackUserIds.map(mention))}.`
}

export function interestedText(people: number): string {
  return `Auf der Interessiertenliste ${plural(people, { one: 'steht', other: 'stehen' })} ${counted(people, 'eine Person', 'Personen')}; wer das ist, zeigt \`/supportgroup interest\` im Kanal.`
}

export function resultsText(results: readonly PastResult[]): string {
  const lines = results.map(({ mean, n, occasion, runNumber }) => {
    const when = occasion === 'busStop' ? 'an der Haltestelle nach unserem' : 'in der Mitte von unserem'
    return `• ${when} ${ordinal(runNumber, 'en')} Durchgang: ${mean.toLocaleString('de', { minimumFractionDigits: 1 })} (${counted(n, 'eine Antwort', 'Antworten')})`
  })
  return ['*Wie hilfreich die Gruppe war*, von 0 bis 10', ...lines].join('\n')
}

export function settingsLabel(): string {
  return 'Einstellungen'
}

export function auditLabel(): string {
  return 'Wer hat was getan'
}

export function mySettingsText({ isMuted, reminders }: { isMuted: boolean; reminders: string[] }): string {
  const own =
    reminders.length === 0
      ? 'Eigene Erinnerungen hast du keine.'
      : `Du wirst außerdem privat erinnert: ${listed(reminders.map(durationInWords))} vorher.`
  const muted = isMuted
    ? 'Du bekommst von mir keine privaten Erinnerungen, auch deine eigenen nicht.'
    : `Ich erinnere dich privat, wenn eine Terminumfrage bald schließt und du noch nicht geantwortet hast. ${own}`
  return `*Für dich* · ${muted} Du kannst an jeder Haltestelle aussteigen oder die Gruppe sofort verlassen.`
}

export function ownRemindersIntro(ofGroup: readonly string[]): string {
  const group =
    ofGroup.length === 0
      ? 'Die Gruppe hat in ihrem Kanal keine Erinnerungen.'
      : `Die Gruppe wird in ihrem Kanal vor jedem Treffen erinnert: ${listed(ofGroup.map(durationInWords))} vorher.`
  return `${group} Hier kannst du wählen, wann ich dich zusätzlich privat erinnere. Das sieht sonst niemand, und an Treffen, für die du dich entschuldigt hast, erinnere ich dich nicht.`
}

export function ownRemindersLabel(): string {
  return 'Erinnere mich vor jedem Treffen'
}

export function ownRemindersSaved({ reminders, isMuted }: { reminders: string[]; isMuted: boolean }): string {
  if (reminders.length === 0) return 'Ich erinnere dich nicht privat an Treffen.'
  const chosen = `${listed(reminders.map(durationInWords))} vorher`
  return isMuted
    ? `Ich habe mir gemerkt, wann du vor jedem Treffen erinnert werden möchtest: ${chosen}. Du hast mich aber gebeten, dich nicht privat zu erinnern; Erinnerungen kommen deshalb erst, wenn du auf deiner Startseite *Mich wieder privat erinnern* drückst.`
    : `Ab jetzt erinnere ich dich vor jedem Treffen privat: ${chosen}.`
}

export function whoConvenesText(convenorIds: readonly string[]): string {
  if (convenorIds.length === 0)
    return 'Gerade koordiniert niemand die Gruppe; in meiner Nachricht im Kanal steht, wie es jemand übernehmen kann.'
  return `${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'koordiniert', other: 'koordinieren' })} die Gruppe.`
}

export function moreGroupsText(groups: number): string {
  const have = plural(groups, { one: 'hat', other: 'haben' })
  return `${capital(counted(groups, 'eine weitere deiner Gruppen', 'weitere deiner Gruppen'))} ${have} hier keinen Platz; \`/supportgroup status\` zeigt im jeweiligen Kanal, wie es steht.`
}
