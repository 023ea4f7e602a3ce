import type { DateTime } from 'luxon'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import type { Recordable } from '#domain/delivery.ts'
import type { When } from '../en/date.ts'
import { mention } from '../escape.ts'
import { choiceInWords } from './bus-stop.ts'
import { capital, counted, listed } from './count.ts'
import { dayInWords, momentInWords } from './date.ts'
import { plural } from './plural.ts'

const WHAT: Record<Recordable, string> = {
  answers: 'Antworten zu Terminen',
  apologies: 'Entschuldigungen für Treffen',
  choice: 'Wunsch an der Haltestelle',
}

/** What a convenor can record, as it stands beside its button. */
export function recordableInWords(what: Recordable): string {
  return WHAT[what]
}

/** Above the form that asks for whom. */
export function recordIntro(): string {
  return 'Für jemanden, der dich darum gebeten hat, zum Beispiel am Telefon. Es wird als von dir eingetragen vermerkt, und die Person erfährt privat, was du eingetragen hast und wie sie es ändert.'
}

/** Above what is being recorded for a member. */
export function recordingFor(slackUserId: string): string {
  return `Du trägst das für ${mention(slackUserId)} ein. Was bisher bekannt ist, steht schon da. Es wird nichts gespeichert, bevor du auf *Eintragen* drückst.`
}

/** To the convenor, after answers were recorded. */
export function answersRecorded(changed: number): string {
  return `${capital(counted(changed, 'eine Antwort', 'Antworten'))} ${plural(changed, { one: 'ist', other: 'sind' })} eingetragen.`
}

/** To the convenor, after a choice was recorded. */
export function choiceRecorded(value: ChoiceValue, hasToldGroup: boolean): string {
  return `*${choiceInWords(value)}* ist eingetragen${hasToldGroup ? ', und dass die Gruppe es weiß' : ''}.`
}

/** The same to the convenor, when it was for somebody else. */
export function personIsTold(slackUserId: string): string {
  return `${mention(slackUserId)} erfährt privat, was du eingetragen hast und wie es sich ändern lässt.`
}

/** A quiet line in a member's own form, where some of what is filled in was recorded for them. */
export function recordedByLine(slackUserIds: readonly string[]): string {
  return `Einiges davon wurde für dich eingetragen von ${listed(slackUserIds.map(mention))}.`
}

/**
 * To the member whose answers were recorded: what is noted now. `closesAt` is null when answers are closed. Whoever is
 * away from the channel, `isAway`, cannot change anything there themselves.
 */
export function answersRecordedForYou(
  byId: string,
  said: { can: number; ifNeedBe: number; cannot: number; silent: number },
  closesAt: DateTime | null,
  timeZone: string,
  isAway: boolean,
): string {
  const noted = [
    `passt ${said.can}`,
    `zur Not ${said.ifNeedBe}`,
    `passt nicht ${said.cannot}`,
    ...(said.silent > 0 ? [`nicht beantwortet ${said.silent}`] : []),
  ].join(', ')
  const change = !closesAt
    ? TELL_CONVENOR
    : isAway
      ? WHILE_AWAY
      : `Du kannst alles mit *Im Formular antworten* ändern bis ${momentInWords(closesAt, timeZone)}.`
  return `${mention(byId)} hat für dich Antworten zu Terminen eingetragen. Das ist jetzt festgehalten: ${noted}. ${change}`
}

/** To the member whose apologies were recorded: for which coming sessions they are noted now. */
export function apologiesRecordedForYou(byId: string, noted: readonly When[], isAway: boolean): string {
  const intro = `${mention(byId)} hat für dich eingetragen, zu welchen Treffen du kommen kannst.`
  const days = listed(noted.map(({ on }) => dayInWords(on)))
  if (isAway)
    return `${intro} ${days ? `Du bist jetzt entschuldigt: ${days}.` : 'Du bist jetzt für kein Treffen entschuldigt.'} ${WHILE_AWAY}`
  const now = days
    ? `Du bist jetzt entschuldigt: ${days}; bei allen anderen Treffen erwarten wir dich.`
    : 'Wir erwarten dich jetzt bei jedem kommenden Treffen.'
  return `${intro} ${now} Du kannst das mit dem Knopf ändern, jederzeit bevor ein Treffen beginnt; ein Grund ist nicht nötig.`
}

/** To the member whose choice was recorded. It cannot be changed any more once the bus stop is closed. */
export function choiceRecordedForYou(
  byId: string,
  { value, hasToldGroup }: { value: ChoiceValue; hasToldGroup: boolean },
  isOpen: boolean,
  isAway: boolean,
): string {
  const thanks = isOpen
    ? `; mit Namen danke ich dir an der Haltestelle nur, wenn du es selbst sagst${isAway ? '' : ', mit *Die Gruppe weiß es*'}`
    : ''
  const group =
    value !== 'gettingOff'
      ? ''
      : hasToldGroup
        ? ` Festgehalten ist auch, dass die Gruppe es weiß${thanks}.`
        : ' Bis du es sagst, erfährt die Gruppe es nicht von mir.'
  const change = !isOpen
    ? TELL_CONVENOR
    : isAway
      ? `Nur die Koordination sieht es. ${WHILE_AWAY}`
      : 'Du kannst es ändern, bis die Haltestelle geschlossen wird. Nur die Koordination sieht es.'
  return `${mention(byId)} hat für dich eingetragen, was du an der Haltestelle möchtest: *${choiceInWords(value)}*.${group} ${change}`
}

const TELL_CONVENOR = 'Es lässt sich nicht mehr ändern; bitte sag der Koordination, wenn etwas nicht stimmt.'

const WHILE_AWAY =
  'Solange du nicht im Kanal bist, kannst du es nicht selbst ändern; bitte sag der Koordination, wenn etwas nicht stimmt.'
