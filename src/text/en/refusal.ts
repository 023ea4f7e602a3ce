import { DateTime } from 'luxon'
import type { Refusal } from '#domain/refusal.ts'
import { channelMention, mention } from '../escape.ts'
import { counted, InWords, inWords, listed } from './count.ts'
import { eitherTime, momentInWords } from './date.ts'
import { plural } from './plural.ts'
import { nextSurveyText } from './survey.ts'

export type Sentences = { [C in Refusal['code']]: (refusal: Extract<Refusal, { code: C }>) => string }

const SENTENCES: Sentences = {
  publicChannel: () =>
    'This channel is public, and a group lives in a private one. Please type this in your group’s private channel; to begin a group there, type `/invite` and my name, and then `/supportgroup setup`.',
  directMessage: () =>
    'I cannot tell here which group you mean. Please type this in the private channel of your group.',
  botNotInChannel: ({ channelId }) =>
    `I am not in ${channelMention(channelId)}. Type \`/invite\` and my name there, then try again.`,
  channelArchived: ({ channelId }) =>
    `${channelMention(channelId)} is archived, so I cannot post there. Once somebody has unarchived it, please try again.`,
  sharedChannel: () =>
    'This channel is shared with another workspace, so others could read along. Please use a private channel that belongs to this workspace alone.',
  channelNotPrivate: ({ channelId, readAlong }) =>
    readAlong === 'shared'
      ? `${channelMention(channelId)} is shared with another workspace, so I post nothing there. Once it belongs to this workspace alone again, please try again.`
      : `${channelMention(channelId)} is public, so I post nothing there. Once it is private again, please try again.`,
  noGroupHere: () =>
    'There is no group in this channel yet. Whoever convenes it can begin with `/supportgroup setup`; if your group meets in another channel, please type this there.',
  groupExistsAlready: () =>
    'This channel has its group already. To change how it works, a convenor types `/supportgroup settings`.',
  notMember: () =>
    'As far as I know you are not a member here, so I cannot show or record anything for you. If you think you are, please ask a convenor of your group.',
  memberAway: ({ channelId }) =>
    `As far as I know you have left ${channelMention(channelId)}, so I cannot show or record anything for you there. Your place is kept. If you have just come back, please try again in a minute; otherwise please ask a convenor to invite you.`,
  notArrived: ({ channelId }) =>
    `As far as I know you are not in ${channelMention(channelId)} yet, so I could not count that. If you have just come, please try again in a minute; otherwise please ask somebody there to invite you.`,
  notConvenor: ({ convenorIds }) =>
    convenorIds.length === 0
      ? 'Only a convenor can do this, and this group has none just now. Please look for my message in the channel: there you can press *I would convene*, or support somebody who does.'
      : `Only a convenor can do this. In this group that is ${listed(convenorIds.map(mention))}; please ask them.`,
  notOnRoster: () =>
    'This person is not on the roster of the group, so nothing can be recorded for them. Please choose somebody who is.',
  nothingToRecord: () =>
    'No poll is open, no session is coming up, and no bus stop lies ahead, so there is nothing to record. `/supportgroup status` shows how the group stands.',
  pollOpenAlready: ({ closesAt, timeZone }) =>
    `A poll is open already, until ${momentInWords(DateTime.fromISO(closesAt), timeZone)}. You can close it earlier with \`/supportgroup close\`.`,
  noOpenPoll: () =>
    'No poll is open in this group just now. A convenor opens one with `/supportgroup schedule`.',
  pollClosed: () =>
    'This poll has closed, so answers can no longer be changed. Please tell a convenor if something is wrong.',
  pollStillOpen: () =>
    'The poll is still open. Close it first with `/supportgroup close`; then I can offer you the best runs.',
  pollDecidedAlready: () =>
    'This poll has been decided already. `/supportgroup status` shows the dates that are firm.',
  pollReplaced: () =>
    'A newer poll has taken the place of this one, so nothing was fixed. Type `/supportgroup fix` to see what can be chosen now.',
  noPollToFix: () => 'There is no poll to choose dates from. Begin one with `/supportgroup schedule`.',
  runUnderWay: () =>
    'A run is under way. The next one can be planned when its bus stop is closed; `/supportgroup busstop` shows how far it is.',
  noRun: () => 'This group has no fixed dates yet. A convenor begins with `/supportgroup schedule`.',
  noBusStopYet: () =>
    'No bus stop lies ahead yet: it comes with the dates of a run. `/supportgroup status` shows how the group stands.',
  noComingSession: () =>
    'No session is coming up, so there is nothing to send apologies for. `/supportgroup status` shows how the group stands.',
  sessionOver: () =>
    'That session has begun or is over, so nothing about it can be changed any more. `/supportgroup status` shows the next one.',
  sessionSkipped: () => 'That session has been skipped. `/supportgroup status` shows the next one.',
  sessionGone: () => 'That date is not fixed any more. `/supportgroup status` shows what is.',
  tooFewDates: ({ dates, sessions }) =>
    `These days hold only ${counted(dates, 'date')}, and the run needs ${inWords(sessions)}. Choose a later last day, leave out fewer dates, or plan fewer sessions.`,
  tooManyDates: ({ dates, most }) =>
    `These days hold ${dates} dates, and a poll can ask about ${most} at most. Please choose an earlier last day.`,
  pollClosesTooSoon: () => 'People need at least an hour to answer. Please choose a later time.',
  pollClosesAfterFirstDate: () =>
    'Answers would still be coming in after the first date. Choose an earlier closing time, or a later first day.',
  sessionsOutOfRange: () => 'Please choose a whole number from 1 to 52.',
  timeSkipped: ({ before, after }) =>
    `The clocks go forward then, so that time does not exist. Please choose ${eitherTime(before, after)}.`,
  untilBeforeFrom: () => 'The last day lies before the first. Please choose a later last day.',
  windowTooLong: ({ mostDays }) =>
    `A poll can look ${mostDays} days ahead at most, since nobody knows their diary further. Please choose an earlier last day.`,
  datesChanged: () =>
    'Those dates do not belong to this poll any more, so nothing was fixed. Type `/supportgroup fix` to see what can be chosen now.',
  datesGoneBy: () =>
    'One of those dates has gone by in the meantime, so nothing was fixed. Type `/supportgroup fix` to see the runs that are still possible.',
  remainderChanged: () =>
    'What was shown is no longer the best choice, so nothing was changed. Type `/supportgroup replan` to see what is possible now.',
  remainderUndecided: () =>
    'The new dates that were asked about last have not been decided yet. Type `/supportgroup fix` to do that first.',
  dateTaken: () =>
    'One of those dates has its session already, or it was skipped, so nothing was fixed. Type `/supportgroup fix` to see what can be chosen now.',
  undoTooLate: () =>
    'The time for taking this date back is over, and the date stays. Please tell the group yourself if you cannot meet then.',
  nobodyIsSilent: () =>
    'There is nobody to remind: I have heard from everyone, or asked them already today. You can wait, or close the poll with `/supportgroup close`.',
  busStopClosed: () =>
    'That bus stop is behind us, so the choice can no longer be changed. Please speak to a convenor.',
  noOpenSurvey: ({ next }) =>
    `No survey is open just now. ${nextSurveyText(next)} \`/supportgroup status\` shows how the group stands.`,
  surveyClosed: () =>
    'Thank you for wanting to answer. This survey has closed in the meantime, so I can count no more answers. You can answer the next one: `/supportgroup survey` says when it comes.',
  tooFewResults: () =>
    'A picture needs the results of two surveys, and there are fewer yet. Please try again after the next survey; `/supportgroup survey` says when that is.',
  surveyNotAsked: () =>
    'This survey asks those who were on the roster when it opened, so there is no question for you this time. `/supportgroup status` shows how the group stands.',
  surveyAnswered: () =>
    'You have answered this survey already, thank you. I do not know which answer was yours, so it cannot be changed; nothing is left to do.',
  notInvited: () =>
    'This question is no longer open for you. If you would like to join, please tell a convenor.',
  busStopClosedAlready: () =>
    'This bus stop is closed already. `/supportgroup schedule` begins the next run.',
  busStopChanged: () =>
    'Something has changed since you looked, so nothing was closed. `/supportgroup busstop` shows how it stands now.',
  busStopAhead: () =>
    'The bus stop is still ahead: it can be closed once the last session is over. `/supportgroup busstop` shows how far it is.',
  busStopOpen: () =>
    'We are at the bus stop. `/supportgroup busstop` shows who stays and closes it; after that you can plan the next run.',
  notByThemselves: () =>
    'Guests, and people from other workspaces, cannot put themselves on a list; only somebody who convenes a group can, by name. Please ask whoever told you of this.',
  unknownWord: () =>
    'I do not know this word. Please look whether it is typed as the convenor gave it to you, or ask them.',
  noGroupKnown: () =>
    'Nobody has told me that you know of a group. Please ask a convenor for the line to type, such as `/supportgroup interest abcd-2345`.',
  memberAlready: () =>
    'You are in this group already, so you do not need its interest list. `/supportgroup busstop` is where you stay or get off.',
  invitationOver: () =>
    'This invitation is no longer open. If you would like to join, please tell a convenor.',
  tooManyInvited: ({ placesFree }) =>
    placesFree === 0
      ? 'No place is free, so nobody was invited. Whoever says yes has a place; wait for an answer, or change the number of places in `/supportgroup settings`.'
      : `${InWords(placesFree)} ${plural(placesFree, { one: 'place is', other: 'places are' })} free, and whoever says yes has one. Please tick no more than that.`,
  rosterLocked: () =>
    'Nobody can be invited just now: places are given at the bus stop, and between the fixing of the dates and the first session. `/supportgroup busstop` shows how far the stop is.',
  hasConvenor: ({ convenorIds }) =>
    `${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'convenes', other: 'convene' })} this group already, so nothing is left to do. If you would like to convene as well, please tell them: \`/supportgroup convenors\` adds you.`,
  offerGone: () =>
    'That offer to convene does not stand any more, so nothing was changed. Please support another one, or press *I would convene*.',
  onlyConvenor: ({ channelIds }) =>
    `You are the only convenor of the group in ${listed(channelIds.map(channelMention))}, and without you nobody could look after it; so nothing was deleted yet. Type \`/supportgroup convenors\` there, put somebody else in, and then type \`/supportgroup forgetme\` again. If nobody can take over, whoever runs the bot can delete the whole group.`,
  lastConvenor: () =>
    'A group needs somebody who convenes it. Please put another person in before you take the last one out.',
  tooManyConvenors: ({ most }) => `A group can have at most ${most} convenors. Please take some out.`,
  deliveryClear: () => 'That is settled already; nothing is left to do.',
  deliveryUnderWay: () =>
    'I have tried again since and am waiting for Slack’s answer. Please wait: if it stays unclear, I ask you again within the hour.',
}

/** The one sentence for a refusal, with the next step. */
export function refusalInWords(refusal: Refusal): string {
  return (SENTENCES[refusal.code] as (refusal: Refusal) => string)(refusal)
}
