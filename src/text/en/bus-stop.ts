import type { BusStopSummary, ChoiceValue } from '#domain/bus-stop.ts'
import { channelMention, mention, typed } from '../escape.ts'
import { counted, InWords, inWords, listed, ordinal } from './count.ts'
import { dayInWords } from './date.ts'
import { plural } from './plural.ts'

/** The private question before a bus stop. `toCome` sessions are left. */
export function busStopQuestionText(toCome: number, lastOn: string | null): string {
  return `${howFar(toCome, lastOn)} Would you like to travel on? You can change your answer until the stop closes. Only the convenor sees it.`
}

function howFar(toCome: number, lastOn: string | null): string {
  if (toCome === 0) return 'We have reached the bus stop.'
  const when = lastOn ? ` on ${dayInWords(lastOn)}` : ''
  return `${InWords(toCome)} more ${plural(toCome, { one: 'session', other: 'sessions' })}, then we reach the bus stop${when}.`
}

/** The same once more, to somebody who has not decided. */
export function busStopReminderText(toCome: number, lastOn: string | null): string {
  return `${howFar(toCome, lastOn)} We do not know yet whether you would like to travel on. No hurry: it can stay at *Not sure yet* until the stop closes. Only the convenor sees it.`
}

/** To somebody who is getting off and has not said that the group knows. */
export function hasGroupHeardText(): string {
  return 'You are getting off at this stop. Has the group heard it from you by now? If you press *The group knows*, I may thank you by name at the stop. Until then the group does not hear it from me.'
}

const CHOICES: Record<ChoiceValue, string> = {
  staying: 'Staying',
  gettingOff: 'Getting off at this stop',
  undecided: 'Not sure yet',
}

/** A choice as it stands on its button. */
export function choiceInWords(value: ChoiceValue): string {
  return CHOICES[value]
}

/** To a member after they chose. `next` is the number of the next session, if one is to come. */
export function choiceThanks(value: ChoiceValue, hasToldGroup: boolean, next: number | null): string {
  if (value === 'staying')
    return 'Thank you. You are travelling on; you can change that until the stop closes.'
  if (value === 'undecided') return 'Thank you. There is no hurry: you can choose until the stop closes.'
  if (hasToldGroup)
    return 'Thank you. The group knows, then, and I may thank you by name at the stop. You are welcome back whenever you like.'
  const when = next ? `in our ${ordinal(next)} session` : 'yourself'
  return `Thank you for telling us. Have you told the group, or would you like to do that ${when}? Until you say so, the group does not hear it from me.`
}

/** To a member who is going to tell the group themselves. */
export function willTellThanks(): string {
  return 'Good. Until you say so, the group does not hear it from me.'
}

/** On the button of a member who is getting off and will tell the group. */
export function willTellLabel(next: number | null): string {
  return next ? `I will tell them in our ${ordinal(next)} session` : 'I will tell them myself'
}

/** What the convenor sees at the stop, or before it. `awayIds` are Slack user ids, the rest ids of members. */
export function busStopSummaryText(
  summary: BusStopSummary,
  slackUserIdOf: (memberId: string) => string,
  toldMemberIds: readonly string[],
  awayIds: readonly string[],
): string {
  const named = (id: string) => mention(slackUserIdOf(id))
  const knows = (id: string) => toldMemberIds.includes(id)
  return [
    '*The bus stop.* Only convenors see this:',
    ...line('Staying', summary.staying.map(named)),
    ...line('Getting off, and the group knows', summary.gettingOff.filter(knows).map(named)),
    ...line(
      'Getting off, and the group may not know yet',
      summary.gettingOff.filter((id) => !knows(id)).map(named),
    ),
    ...line('Not sure yet', summary.undecided.map(named)),
    ...line('Not heard from yet', summary.silent.map(named)),
    ...line('Away from the channel', awayIds.map(mention)),
  ].join('\n')
}

function line(label: string, people: readonly string[]): string[] {
  return people.length > 0 ? [`*${label}* (${people.length}): ${listed(people)}`] : []
}

/** How many places there are for others; negative where there are more people than places. */
export function placesFreeText(placesFree: number): string {
  if (placesFree < 0)
    return `There ${plural(-placesFree, { one: 'is one person', other: `are ${inWords(-placesFree)} people` })} more than places: whoever was invited keeps the place, and so does whoever stays.`
  if (placesFree === 0) return 'No place is free just now.'
  return `${InWords(placesFree)} ${plural(placesFree, { one: 'place is', other: 'places are' })} free.`
}

/** What a convenor may think about at the stop. */
export function checklistText(): string {
  return [
    '*Before the next run you may like to look at these together:*',
    '• your agreement: does it still hold?',
    '• the size of the group, and its days and times',
    '• who convenes: `/supportgroup convenors` hands over',
    '• how many sessions the next run has, and how far apart: `/supportgroup settings`',
    'Staying is asked, never assumed: please speak to those who are unsure before you close the stop.',
  ].join('\n')
}

/** What pressing "close" does, before it is done; numbers of people and of invitations without an answer. */
export function closeConfirmation(numbers: {
  gettingOff: number
  gettingOn: number
  unsure: number
  open: number
  staying: number
}): string {
  const { gettingOff, gettingOn, unsure, open, staying } = numbers
  return [
    `The roster changes and the group is told. Getting off: ${orNobody(gettingOff)}. Getting on: ${orNobody(gettingOn)}.`,
    ...(unsure > 0
      ? [
          `${InWords(unsure)} who did not decide ${plural(unsure, { one: 'stays', other: 'stay' })} on the roster.`,
        ]
      : []),
    ...(staying + unsure + gettingOn === 0 ? ['Nobody is on the roster then.'] : []),
    ...(open > 0
      ? [
          `${counted(open, 'invitation')} without an answer ${plural(open, { one: 'ends', other: 'end' })}.`,
        ].map(capital)
      : []),
  ].join(' ')
}

function orNobody(people: number): string {
  return people === 0 ? 'nobody' : inWords(people)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** To the convenor who closed it. */
export function closedText(): string {
  return 'The bus stop is closed, and the group is told. The next step is in your private messages.'
}

/** Instead of the question and the summary, once the stop is behind the group. */
export function stopIsClosedText(): string {
  return 'This bus stop is behind us. Next come the dates of our next run; the convenor will ask about them.'
}

/**
 * In the channel, when a bus stop has closed: Slack user ids of those who got off and said that the group knows, and
 * of newcomers who wanted to be welcomed by name. No numbers, because they would tell of those who said neither.
 */
export function busStopClosedText(gotOffIds: readonly string[], gotOnIds: readonly string[]): string {
  const off = listed(gotOffIds.map(mention))
  const on = listed(gotOnIds.map(mention))
  return [
    '*We have passed the bus stop.*',
    ...(off
      ? [
          `${off} ${plural(gotOffIds.length, { one: 'gets', other: 'get' })} off here. Thank you for travelling with us; you are welcome back.`,
        ]
      : []),
    ...(on
      ? [`Welcome to ${on}, who ${plural(gotOnIds.length, { one: 'gets', other: 'get' })} on here.`]
      : []),
    'Next come the dates of our next run; the convenor will ask about them.',
  ].join(' ')
}

/** Privately to somebody who has got off. */
export function farewellText(groupName: string, hasToldGroup: boolean): string {
  const quiet = hasToldGroup ? '' : ' I have told nobody in the group but the convenor.'
  return `Thank you for travelling with *${typed(groupName)}*. You have got off at this stop and hear no more from me about it.${quiet} You are welcome back: if you like, I put you on the interest list at once, and the convenor can ask you when a place is free.`
}

/** To a convenor, when the next run can be planned. `joinedIds` have just got on; `isEmpty` where nobody is on the roster. */
export function nextRunText(joinedIds: readonly string[], channelId: string, isEmpty: boolean): string {
  const people = listed(joinedIds.map(mention))
  const letIn = people
    ? ` ${people} ${plural(joinedIds.length, { one: 'is', other: 'are' })} on the roster now: please see that they are in ${channelMention(channelId)}, since I cannot invite anybody there myself.`
    : ''
  if (isEmpty)
    return 'The bus stop is closed, and nobody is on the roster now. When you want to begin anew, put people on it with `/supportgroup settings`; then `/supportgroup schedule` asks them about dates.'
  return `The bus stop is closed.${letIn} The next step is the dates of the next run; the form starts from your settings and the last poll.`
}

/** How far the bus stop is, for everybody in the group. */
export function busStopAheadText(toCome: number, lastOn: string | null): string {
  const when = lastOn ? `, after ${dayInWords(lastOn)}` : ''
  if (toCome === 0) return 'We have reached the bus stop.'
  return `The bus stop is ${counted(toCome, 'session')} away${when}.`
}

/** What a member has chosen for it so far. */
export function ownChoiceText(mine: ChoiceValue | null): string {
  const choice = mine
    ? `Your choice so far: *${CHOICES[mine]}*. You can change it until the stop closes.`
    : 'You have not chosen yet; you can until the stop closes.'
  return `${choice} Only the convenor sees it.`
}
