import type { DateTime } from 'luxon'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import type { Recordable } from '#domain/delivery.ts'
import { mention } from '../escape.ts'
import { choiceInWords } from './bus-stop.ts'
import { InWords, listed } from './count.ts'
import { dayInWords, momentInWords, type When } from './date.ts'
import { plural } from './plural.ts'

const WHAT: Record<Recordable, string> = {
  answers: 'Answers about dates',
  apologies: 'Apologies for sessions',
  choice: 'What they want at the bus stop',
}

/** What a convenor can record, as it stands beside its button. */
export function recordableInWords(what: Recordable): string {
  return WHAT[what]
}

/** Above the form that asks for whom. */
export function recordIntro(): string {
  return 'For somebody who asked you to, by telephone for instance. It is marked as recorded by you, and they are told privately what you recorded and how to change it.'
}

/** Above what is being recorded for a member. */
export function recordingFor(slackUserId: string): string {
  return `You are recording this for ${mention(slackUserId)}. What is known so far is filled in. Nothing is stored before you press *Record*.`
}

/** To the convenor, after answers were recorded. */
export function answersRecorded(changed: number): string {
  return `${InWords(changed)} ${plural(changed, { one: 'answer is', other: 'answers are' })} recorded.`
}

/** To the convenor, after a choice was recorded. */
export function choiceRecorded(value: ChoiceValue, hasToldGroup: boolean): string {
  return `*${choiceInWords(value)}* is recorded${hasToldGroup ? ', and that the group knows' : ''}.`
}

/** The same to the convenor, when it was for somebody else. */
export function personIsTold(slackUserId: string): string {
  return `${mention(slackUserId)} is told privately what you recorded, and how to change it.`
}

/** A quiet line in a member's own form, where some of what is filled in was recorded for them. */
export function recordedByLine(slackUserIds: readonly string[]): string {
  return `Some of this was recorded for you by ${listed(slackUserIds.map(mention))}.`
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
    `${said.can} can`,
    `${said.ifNeedBe} if need be`,
    `${said.cannot} cannot`,
    ...(said.silent > 0 ? [`${said.silent} not answered`] : []),
  ].join(', ')
  const change = !closesAt
    ? TELL_CONVENOR
    : isAway
      ? WHILE_AWAY
      : `You can change every one of them with *Answer on a form* until ${momentInWords(closesAt, timeZone)}.`
  return `${mention(byId)} has recorded answers about dates for you. This is noted now: ${noted}. ${change}`
}

/** To the member whose apologies were recorded: for which coming sessions they are noted now. */
export function apologiesRecordedForYou(byId: string, noted: readonly When[], isAway: boolean): string {
  const intro = `${mention(byId)} has recorded for you which sessions you can come to.`
  const days = listed(noted.map(({ on }) => dayInWords(on)))
  if (isAway)
    return `${intro} ${days ? `Your apologies are noted now for ${days}.` : 'No apologies are noted now.'} ${WHILE_AWAY}`
  const now =
    noted.length > 0
      ? `Your apologies are noted now for ${days}; you are expected at all other sessions.`
      : 'You are expected at every coming session now.'
  return `${intro} ${now} You can change that with the button, at any time before a session begins; no reason is needed.`
}

/** To the member whose choice was recorded. It cannot be changed any more once the bus stop is closed. */
export function choiceRecordedForYou(
  byId: string,
  { value, hasToldGroup }: { value: ChoiceValue; hasToldGroup: boolean },
  isOpen: boolean,
  isAway: boolean,
): string {
  const thanks = isOpen
    ? `; I thank you by name at the stop only if you say so yourself${isAway ? '' : ', with *The group knows*'}`
    : ''
  const group =
    value !== 'gettingOff'
      ? ''
      : hasToldGroup
        ? ` It is also noted that the group knows${thanks}.`
        : ' Until you say so, the group does not hear it from me.'
  const change = !isOpen
    ? TELL_CONVENOR
    : isAway
      ? `Only the convenor sees it. ${WHILE_AWAY}`
      : 'You can change it until the stop closes. Only the convenor sees it.'
  return `${mention(byId)} has recorded for you what you want at the bus stop: *${choiceInWords(value)}*.${group} ${change}`
}

const TELL_CONVENOR = 'It can no longer be changed; please tell a convenor if something is wrong.'

const WHILE_AWAY =
  'While you are away from the channel you cannot change it yourself; please tell a convenor if something is wrong.'
