import type { DateTime } from 'luxon'
import type { InvitationReply } from '#domain/delivery.ts'
import type { GroupSettings } from '#domain/group.ts'
import type { InvitationStatus } from '#domain/invitation.ts'
import { channelMention, mention, typed } from '../escape.ts'
import { INVITED_SHOWN } from '../list-length.ts'
import { counted, InWords, listed } from './count.ts'
import { momentInWords, patternName, slotInWords, type When, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** What somebody who is invited is told of the group. */
export type GroupToJoin = GroupSettings & { convenorIds: readonly string[] }

/** What the bot keeps about a member, and how they take that back: what people agree to when they join. */
export function whatIsKept(): string {
  return '*What I keep about you:* that you are in the group, your answers about dates, your apologies for sessions, and what you choose at a bus stop. If you answer the survey, I count your number and do not keep whose it was. The convenor sees your answers, apologies and choices; the group sees only how many can come, and, as with every reaction, a number that you tap. I never read messages and never ask for reasons. You can take this back at any time with `/supportgroup leave`.'
}

/** The run that somebody is invited to, as far as its dates are known. */
export type RunToJoin = { sessionsWanted: number; dates: readonly When[] }

/** The private invitation; `run` is null where all of its dates are still to be found. */
export function invitationText(group: GroupToJoin, run: RunToJoin | null, answerBy: DateTime): string {
  return [
    `A place is free in *${typed(group.name)}*, and you are invited. ${convenes(group.convenorIds)}`,
    run ? datesText(run) : datesToComeText(group),
    `You can answer until ${momentInWords(answerBy, group.timeZone)}. Nobody but the convenor hears what you say, and either answer is welcome.`,
  ].join('\n')
}

function convenes(convenorIds: readonly string[]): string {
  return `It is a closed group; ${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'convenes', other: 'convene' })} it.`
}

function datesText({ sessionsWanted, dates }: RunToJoin): string {
  const zone = dates[0] ? ` (${zoneInWords(dates[0].timeZone)})` : ''
  const known = dates.length < sessionsWanted ? ', of which these dates are known' : ''
  return [
    `The run has ${counted(sessionsWanted, 'session')}${known}${zone}:`,
    ...dates.map((when) => `• ${slotInWords(when)}`),
  ].join('\n')
}

function datesToComeText({
  patterns,
  sessionsPerRun,
  gapMinDays,
  gapMaxDays,
  timeZone,
}: GroupSettings): string {
  const slots = listed(
    patterns.map(({ weekday, startTime }) => `${patternName(weekday, startTime)} from ${startTime}`),
  )
  return `The next run has ${counted(sessionsPerRun, 'session')}, ${gapMinDays} to ${gapMaxDays} days apart: ${slots} (${zoneInWords(timeZone)}). Its dates are found with everybody who is in it, you included.`
}

/** The same once more, to somebody who has not answered. */
export function invitationReminderText(groupName: string, answerBy: DateTime, timeZone: string): string {
  return `You are invited to join *${typed(groupName)}* and have not answered yet. No hurry: you can until ${momentInWords(answerBy, timeZone)}. After that I ask nobody again by myself, and you stay on the interest list.`
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
      return `You are joining ${name}. When the bus stop closes, you and all other newcomers get on together. You hear from me then.`
    case 'joined':
      return isAtBusStop
        ? `You have joined ${name}.`
        : `Good to have you in ${name}. A convenor invites you to its private channel; there you find all dates, and here they are as a calendar file.`
    case 'declined':
      return `Thank you for telling us. You stay on the interest list of ${name} for another time.`
    case 'lapsed':
      return `The time to answer this invitation to ${name} has gone by. You stay on the interest list; if you would still like to join, please tell a convenor.`
    case 'withdrawn':
      return `The bus stop of ${name} has closed, and this invitation with it. You stay on the interest list for another time.`
  }
}

/** Privately to somebody who has got on at a bus stop. */
export function gettingOnText(groupName: string): string {
  return `You are on the roster of *${typed(groupName)}* now. A convenor invites you to its private channel. Next the dates of the run are looked for; I ask you about them like everybody else.`
}

/** In the channel, about somebody who joined before the first session and wanted to be welcomed. */
export function welcomeText(slackUserId: string): string {
  return `Welcome to ${mention(slackUserId)}, who joins us for this run.`
}

/** To the convenor, about somebody who was invited. */
export function invitationReplyText(
  slackUserId: string,
  reply: InvitationReply,
  { isAtBusStop, isOnList }: { isAtBusStop: boolean; isOnList: boolean },
  channelId: string,
): string {
  const who = mention(slackUserId)
  const list = isOnList ? 'stays on the interest list' : 'is on the interest list no more'
  if (reply === 'declined') return `${who} would rather not join this time and ${list}.`
  if (reply === 'lapsed') return `${who} has not answered the invitation in time and ${list}.`
  return isAtBusStop
    ? `${who} would like to join and gets on when you close the bus stop.`
    : `${who} would like to join and is on the roster now. Please invite them to ${channelMention(channelId)}: I cannot do that myself.`
}

const STATES: Record<InvitationStatus, string> = {
  open: 'invited',
  accepted: 'would like to join',
  joined: 'has joined',
  declined: 'would rather not this time',
  lapsed: 'has not answered in time',
  withdrawn: 'had not answered when the stop closed',
}

/** How an invitation stands, as the convenor sees it in a list. */
export function invitationState(status: InvitationStatus, answerBy: DateTime, timeZone: string): string {
  return status === 'open' ? `${STATES.open}, until ${momentInWords(answerBy, timeZone)}` : STATES[status]
}

/** Everybody who has been invited, for the convenor. */
export function invitedPeopleText(people: readonly { slackUserId: string; state: string }[]): string {
  const shown = people.slice(-INVITED_SHOWN)
  return ['*Invited:*', ...shown.map(({ slackUserId, state }) => `• ${mention(slackUserId)}: ${state}`)].join(
    '\n',
  )
}

/** Above the list of people to invite. */
export function whoToInvite(placesFree: number): string {
  return `${InWords(placesFree)} ${plural(placesFree, { one: 'place is', other: 'places are' })} free. Tick those whom I am to invite, privately. Whoever says yes has a place, so please tick no more than that.`
}

/** After people were invited. */
export function invitedText(count: number): string {
  return count === 0
    ? 'Nobody new was ticked, so nobody was invited.'
    : `I have invited ${counted(count, 'person', 'people')}. You hear from me when they answer, or when their time is over.`
}

/** Nobody can be invited. */
export function nobodyToInvite(isFull: boolean): string {
  return isFull
    ? 'No place is free just now. You can change the number of places in `/supportgroup settings`.'
    : 'Nobody on the interest list is waiting to be invited. `/supportgroup interest` shows how people get on it.'
}

/** Beside the box that somebody has to tick before they join. */
export function pleaseAgree(): string {
  return 'You join only if you agree to this. Please tick it, or press “Cancel”.'
}
