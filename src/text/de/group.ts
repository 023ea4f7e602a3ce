import { GOOD_SIZE_AT_MOST, type GroupSettings, NAME_AT_MOST, type SettingsProblem } from '#domain/group.ts'
import { PLACE_AT_MOST } from '#domain/place.ts'
import { SURVEY_NEEDS } from '#domain/survey.ts'
import { channelMention, mention, typed } from '../escape.ts'
import { counted, listed } from './count.ts'
import { durationInWords, patternName, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** The bot's one message about itself: what it does, what it keeps, what it never reads. */
export function introduction(group: GroupSettings & { convenorIds: string[] }): string {
  const convene = plural(group.convenorIds.length, { one: 'koordiniert', other: 'koordinieren' })
  return [
    `Hallo. Ich kümmere mich um die Termine von *${typed(group.name)}*: Ich helfe, die Termine eines Durchgangs von Treffen zu finden und festzulegen, und erinnere euch daran.`,
    `*Was ich speichere:* wer in der Gruppe ist, eure Antworten zu Terminen, Entschuldigungen für Treffen und was ihr an einer Haltestelle wählt. Wie hilfreich ihr die Gruppe findet, wird gezählt, ohne Namen. *Was ich nie tue:* eure Nachrichten lesen, nach Gründen fragen oder der Gruppe zeigen, wer was geantwortet hat.`,
    `${listed(group.convenorIds.map(mention))} ${convene} die Gruppe. \`/supportgroup help\` zeigt, was du tun kannst.`,
    'Wenn du in der Gruppe bist und das für dich in Ordnung ist, drücke bitte auf *Ich stimme zu*. Wenn du es dir anders überlegst, verlasse jederzeit mit `/supportgroup leave` die Gruppe: Damit nimmst du deine Zustimmung zurück.',
  ].join('\n')
}

/** Below a private message to somebody who is in several groups. */
export function whichGroup(channelId: string): string {
  return `Hier geht es um die Gruppe in ${channelMention(channelId)}.`
}

/** What happens next, for whoever has just set the group up. */
export function setUpDone(): string {
  return 'Deine Gruppe ist eingerichtet. Der nächste Schritt ist `/supportgroup schedule`, das die Termine eures ersten Durchgangs findet. `/supportgroup settings` ändert, was du gerade gewählt hast.'
}

/** What happens after settings were changed. */
export function settingsSaved(): string {
  return 'Die Einstellungen sind gespeichert. Sie gelten für alles, was noch nicht angekündigt ist; festgelegte Termine, Termine, nach denen gerade gefragt wird, offene Einladungen und eine offene Rückmeldung bleiben, wie sie sind.'
}

/** Above a good size the form says so; a hint, not a rule. */
export function sizeHint(): string {
  return `Sechs bis zehn Personen sind eine gute Größe; bei mehr als ${GOOD_SIZE_AT_MOST} wird es schwieriger, dass alle zu Wort kommen.`
}

/** What the survey asks, and when it cannot. */
export function surveyHint(): string {
  return `Eine private Frage, 0 bis 10: wie hilfreich die Gruppe war. Mit weniger als ${counted(SURVEY_NEEDS, 'einem Mitglied', 'Mitgliedern')} ließe sich kein Ergebnis zeigen, darum wird dann niemand gefragt.`
}

/** Beside the members of a run that is under way. */
export function rosterLockedHint(): string {
  return 'Der Durchgang läuft. Seine Mitglieder bleiben bis zur Haltestelle, wenn du nicht das Kästchen unten ankreuzt.'
}

/** Beside a field for people, when somebody in it cannot be reached. */
export function notPeople(): string {
  return 'Eine App, oder wer ein geschlossenes Konto hat, kann nicht in einer Gruppe sein. Bitte nimm sie heraus.'
}

/** What is wrong with one field of the form, and what to do. */
export function settingsProblemInWords(problem: SettingsProblem): string {
  switch (problem.problem) {
    case 'missing':
      return 'Bitte gib der Gruppe einen Namen.'
    case 'tooLong':
      return `Bitte nimm höchstens ${NAME_AT_MOST} Zeichen.`
    case 'placeTooLong':
      return `Bitte nimm höchstens ${PLACE_AT_MOST} Zeichen.`
    case 'unknown':
      return 'Diese Zeitzone kenne ich nicht. Bitte wähle eine aus der Liste.'
    case 'outOfRange':
      return `Bitte wähle eine ganze Zahl von ${problem.from} bis ${problem.to}.`
    case 'smallerThanMinimum':
      return 'Der größte Abstand ist kleiner als der kleinste. Bitte mache ihn größer.'
    case 'outsideRange':
      return 'Der bevorzugte Abstand muss zwischen dem kleinsten und dem größten liegen.'
    case 'morePeopleThanPlaces':
      return 'Die Mindestzahl ist größer als die Zahl der Plätze. Bitte mache sie kleiner.'
    case 'twice':
      return 'Dieses Zeitfenster steht zweimal da. Bitte ändere oder leere eines davon.'
    case 'locked':
      return 'Der Durchgang läuft, und seine Mitglieder bleiben bis zur Haltestelle. Wenn du es so meinst, kreuze auch das Kästchen unten an.'
    case 'tooMany':
      return `Eine Gruppe kann hier höchstens ${problem.most} haben. Bitte nimm einige heraus.`
    case 'none':
      return 'Bitte wähle mindestens eins davon.'
  }
}

/** The settings in one short paragraph. */
export function settingsInWords(group: GroupSettings & { members: readonly unknown[] }): string {
  const patterns = group.patterns.map(
    ({ weekday, startTime }) => `${patternName(weekday, startTime)}, ${startTime}`,
  )
  const reminders = group.reminders.map(durationInWords)
  return [
    `*${typed(group.name)}*: ${counted(group.members.length, 'ein Mitglied', 'Mitglieder')}, ${counted(group.places, 'ein Platz', 'Plätze')}.`,
    `${listed(patterns)} (${zoneInWords(group.timeZone)}), ${counted(group.sessionsPerRun, 'ein Treffen')} im Durchgang, Abstand ${group.gapMinDays} bis ${group.gapMaxDays} Tage, Mindestzahl ${group.minimum}.`,
    reminders.length > 0 ? `Erinnerungen ${listed(reminders)} vorher.` : 'Keine Erinnerungen.',
  ].join(' ')
}
