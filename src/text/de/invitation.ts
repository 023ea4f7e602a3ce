import type { DateTime } from 'luxon'
import type { InvitationReply } from '#domain/delivery.ts'
import type { GroupSettings } from '#domain/group.ts'
import type { InvitationStatus } from '#domain/invitation.ts'
import type { When } from '../en/date.ts'
import type { GroupToJoin, RunToJoin } from '../en/invitation.ts'
import { channelMention, mention, typed } from '../escape.ts'
import { INVITED_SHOWN } from '../list-length.ts'
import { capital, counted, inWords, listed } from './count.ts'
import { momentInWords, patternName, slotInWords, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** What the bot keeps about a member, and how they take that back: what people agree to when they join. */
export function whatIsKept(): string {
  return '*Was ich über dich speichere:* dass du in der Gruppe bist, deine Antworten zu Terminen, deine Entschuldigungen für Treffen und was du an einer Haltestelle wählst. Wenn du auf die Frage der Rückmeldung antwortest, zähle ich deine Zahl und speichere nicht, von wem sie war. Die Koordination sieht deine Antworten, Entschuldigungen und Entscheidungen; die Gruppe sieht nur, wie vielen etwas passt, und, wie bei jeder Reaktion, eine Zahl, auf die du tippst. Ich lese nie Nachrichten und frage nie nach Gründen. Du kannst das jederzeit mit `/supportgroup leave` zurücknehmen.'
}

/** The private invitation; `run` is null where all of its dates are still to be found. */
export function invitationText(group: GroupToJoin, run: RunToJoin | null, answerBy: DateTime): string {
  return [
    `In *${typed(group.name)}* ist ein Platz frei, und du bist eingeladen. ${convenes(group.convenorIds)}`,
    run ? datesText(run) : datesToComeText(group),
    `Du kannst antworten bis ${momentInWords(answerBy, group.timeZone)}. Nur die Koordination hört, was du sagst, und beide Antworten sind willkommen.`,
  ].join('\n')
}

function convenes(convenorIds: readonly string[]): string {
  const convene = plural(convenorIds.length, { one: 'koordiniert', other: 'koordinieren' })
  return `Es ist eine geschlossene Gruppe; ${listed(convenorIds.map(mention))} ${convene} sie.`
}

function datesText({ sessionsWanted, dates }: RunToJoin): string {
  const zone = dates[0] ? ` (${zoneInWords(dates[0].timeZone)})` : ''
  const known = dates.length < sessionsWanted ? ', von denen diese Termine bekannt sind' : ''
  return [
    `Der Durchgang hat ${counted(sessionsWanted, 'ein Treffen')}${known}${zone}:`,
    ...dates.map((when: When) => `• ${slotInWords(when)}`),
  ].join('\n')
}

function datesToComeText(group: GroupSettings): string {
  const { patterns, sessionsPerRun, gapMinDays, gapMaxDays, timeZone } = group
  const slots = listed(
    patterns.map(({ weekday, startTime }) => `${patternName(weekday, startTime)} ab ${startTime}`),
  )
  return `Der nächste Durchgang hat ${counted(sessionsPerRun, 'ein Treffen')} im Abstand von ${gapMinDays} bis ${gapMaxDays} Tagen: ${slots} (${zoneInWords(timeZone)}). Die Termine werden mit allen gefunden, die dabei sind, auch mit dir.`
}

/** The same once more, to somebody who has not answered. */
export function invitationReminderText(groupName: string, answerBy: DateTime, timeZone: string): string {
  return `Du bist zu *${typed(groupName)}* eingeladen und hast noch nicht geantwortet. Es eilt nicht: Du kannst es bis ${momentInWords(answerBy, timeZone)}. Danach frage ich von selbst nicht mehr, und du bleibst auf der Interessiertenliste.`
}

/** What became of an invitation, to the person who was invited. */
export function invitationStateText(
  status: Exclude<InvitationStatus, 'open'>,
  groupName: string,
  isAtBusStop: boolean,
): string {
  const name = `*${typed(groupName)}*`
  switch (status) {
    case 'accepted':
      return `Du bist bald bei ${name} dabei. Wenn die Haltestelle geschlossen wird, steigst du mit allen anderen Neuen zusammen zu. Dann hörst du von mir.`
    case 'joined':
      return isAtBusStop
        ? `Du bist bei ${name} dabei.`
        : `Schön, dass du bei ${name} dabei bist. Die Koordination lädt dich in den privaten Kanal ein; dort findest du alle Termine, und hier sind sie als Kalenderdatei.`
    case 'declined':
      return `Danke, dass du uns Bescheid gibst. Du bleibst für ein andermal auf der Interessiertenliste von ${name}.`
    case 'lapsed':
      return `Die Zeit, auf diese Einladung zu ${name} zu antworten, ist vorbei. Du bleibst auf der Interessiertenliste; wenn du noch dabei sein möchtest, sag es bitte der Koordination.`
    case 'withdrawn':
      return `Die Haltestelle von ${name} ist geschlossen, und diese Einladung damit auch. Du bleibst für ein andermal auf der Interessiertenliste.`
  }
}

/** Privately to somebody who has got on at a bus stop. */
export function gettingOnText(groupName: string): string {
  return `Du stehst jetzt auf der Mitgliederliste von *${typed(groupName)}*. Die Koordination lädt dich in den privaten Kanal ein. Als Nächstes werden die Termine des Durchgangs gesucht; ich frage dich danach wie alle anderen.`
}

/** In the channel, about somebody who joined before the first session and wanted to be welcomed. */
export function welcomeText(slackUserId: string): string {
  return `Willkommen, ${mention(slackUserId)}: Du bist in diesem Durchgang dabei.`
}

/** To the convenor, about somebody who was invited. */
export function invitationReplyText(
  slackUserId: string,
  reply: InvitationReply,
  { isAtBusStop, isOnList }: { isAtBusStop: boolean; isOnList: boolean },
  channelId: string,
): string {
  const who = mention(slackUserId)
  const list = isOnList
    ? 'bleibt auf der Interessiertenliste'
    : 'steht nicht mehr auf der Interessiertenliste'
  if (reply === 'declined') return `${who} möchte diesmal lieber nicht dabei sein und ${list}.`
  if (reply === 'lapsed') return `${who} hat nicht rechtzeitig auf die Einladung geantwortet und ${list}.`
  return isAtBusStop
    ? `${who} möchte dabei sein und steigt zu, wenn du die Haltestelle schließt.`
    : `${who} möchte dabei sein und steht jetzt auf der Mitgliederliste. Bitte sorge dafür, dass die Person auch in ${channelMention(channelId)} ist: Ich selbst kann dort niemanden einladen.`
}

const STATES: Record<InvitationStatus, string> = {
  open: 'eingeladen',
  accepted: 'möchte dabei sein',
  joined: 'ist dabei',
  declined: 'möchte diesmal lieber nicht',
  lapsed: 'hat nicht rechtzeitig geantwortet',
  withdrawn: 'hatte nicht geantwortet, als die Haltestelle geschlossen wurde',
}

/** How an invitation stands, as the convenor sees it in a list. */
export function invitationState(status: InvitationStatus, answerBy: DateTime, timeZone: string): string {
  return status === 'open' ? `${STATES.open}, bis ${momentInWords(answerBy, timeZone)}` : STATES[status]
}

/** Everybody who has been invited, for the convenor. */
export function invitedPeopleText(people: readonly { slackUserId: string; state: string }[]): string {
  const shown = people.slice(-INVITED_SHOWN)
  return [
    '*Eingeladen:*',
    ...shown.map(({ slackUserId, state }) => `• ${mention(slackUserId)}: ${state}`),
  ].join('\n')
}

/** Above the list of people to invite. */
export function whoToInvite(placesFree: number): string {
  const free = plural(placesFree, {
    one: 'Ein Platz ist frei.',
    other: `${capital(inWords(placesFree))} Plätze sind frei.`,
  })
  return `${free} Kreuze an, wen ich einladen soll, privat. Wer ja sagt, hat einen Platz; kreuze also bitte nicht mehr an.`
}

/** After people were invited. */
export function invitedText(count: number): string {
  return count === 0
    ? 'Es war niemand Neues angekreuzt, darum ist niemand eingeladen.'
    : `Ich habe ${counted(count, 'eine Person', 'Personen')} eingeladen. Du hörst von mir, wenn eine Antwort kommt oder die Zeit dafür vorbei ist.`
}

/** Nobody can be invited. */
export function nobodyToInvite(isFull: boolean): string {
  return isFull
    ? 'Gerade ist kein Platz frei. Die Zahl der Plätze kannst du in `/supportgroup settings` ändern.'
    : 'Auf der Interessiertenliste wartet niemand auf eine Einladung. `/supportgroup interest` zeigt, wie man darauf kommt.'
}

/** Beside the box that somebody has to tick before they join. */
export function pleaseAgree(): string {
  return 'Du bist nur dabei, wenn du damit einverstanden bist. Bitte kreuze es an, oder drücke auf „Abbrechen“.'
}
