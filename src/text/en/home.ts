import type { Decision } from '#domain/decision.ts'
import type { PastResult } from '#domain/survey.ts'
import { mention } from '../escape.ts'
import { counted, InWords, inWords, listed, ordinal } from './count.ts'
import { dayInWords, durationInWords, slotInWords } from './date.ts'
import { plural } from './plural.ts'
import { expectedBeside, expectedInWords, type NumberedWhen } from './session.ts'

/** Above what a convenor alone sees. */
export function convenorIntro(): string {
  return '*For you as a convenor*'
}

/** One thing that waits for a convenor, with the next step. */
export function decisionText(decision: Decision<NumberedWhen & { expected: number }>): string {
  if (decision.what === 'thin') {
    const { session, minimum } = decision
    return `• ${expectedInWords(session.expected)} That is for ${slotInWords(session)}; your minimum is ${inWords(minimum)}. *Change dates* below skips or moves it, if you wish.`
  }
  if (decision.what === 'moreThin')
    return `• So it is at ${counted(decision.sessions, 'more session')} further ahead; the list below shows which.`
  if (decision.what === 'isItThere')
    return '• I do not know whether one of my messages is in the channel. My private question about it waits for you.'
  if (decision.what === 'parked')
    return '• Something could not be posted in the channel, and waits. My private message about it says what helps.'
  if (decision.what === 'placeless')
    return `• No place is known yet for ${plural(decision.numbers.length, { one: 'session', other: 'sessions' })} ${listed(decision.numbers.map(String))} of the run. *Where you meet* below says where.`
  if (decision.what === 'datesToFind')
    return '• The dates of the next run are to be found. `/supportgroup schedule` in the channel begins.'
  if (decision.what === 'datesToChoose')
    return '• The poll is closed, and its dates wait for your choice. You have the runs in a private message; `/supportgroup fix` in the channel shows them again.'
  return '• We have reached the bus stop. `/supportgroup busstop` in the channel shows who stays, and closes it.'
}

/** When nothing does. */
export function nothingWaits(): string {
  return 'Nothing waits for a decision of yours.'
}

/** How many are expected at each session to come. */
export function expectedAheadText(sessions: readonly (NumberedWhen & { expected: number })[]): string {
  const lines = sessions.map(
    (session) => `${session.number}. ${dayInWords(session.on)}: ${expectedBeside(session.expected)}`,
  )
  return ['*Expected at the sessions to come*', ...lines].join('\n')
}

/** Who has said nothing in an open poll, for a convenor. */
export function notHeardFromText(slackUserIds: readonly string[]): string {
  return slackUserIds.length === 0
    ? 'Everybody has answered the poll.'
    : `We have not heard about the dates from ${listed(slackUserIds.map(mention))} yet.`
}

/** How many would like a place. */
export function interestedText(people: number): string {
  return `${InWords(people)} ${plural(people, { one: 'person is', other: 'people are' })} on the interest list; \`/supportgroup interest\` in the channel shows who.`
}

/** What the surveys have shown, oldest first. */
export function resultsText(results: readonly PastResult[]): string {
  const lines = results.map(
    ({ mean, n, occasion, runNumber }) =>
      `• ${occasion === 'busStop' ? 'at the bus stop after' : 'half way through'} our ${ordinal(runNumber)} run: ${mean.toFixed(1)} (${counted(n, 'answer')})`,
  )
  return ['*How helpful the group has been*, from 0 to 10', ...lines].join('\n')
}

/** On the button for the settings of a group. */
export function settingsLabel(): string {
  return 'Settings'
}

/** On the button that shows who did what. */
export function auditLabel(): string {
  return 'Who did what'
}

/** How somebody is reminded, as they have chosen. */
export function mySettingsText({ isMuted, reminders }: { isMuted: boolean; reminders: string[] }): string {
  const own =
    reminders.length === 0
      ? 'You have no reminders of your own.'
      : `You are reminded privately as well: ${listed(reminders.map(durationInWords))} before.`
  const muted = isMuted
    ? 'You get no private reminders from me, not even your own.'
    : `I remind you privately when a poll is about to close and you have not answered. ${own}`
  return `*For you* · ${muted} You can get off at any bus stop, or leave at once.`
}

/** On the form, before the choice; `ofGroup` is when the whole group is reminded. */
export function ownRemindersIntro(ofGroup: readonly string[]): string {
  const group =
    ofGroup.length === 0
      ? 'The group has no reminders in its channel.'
      : `The group is reminded in its channel ${listed(ofGroup.map(durationInWords))} before each session.`
  return `${group} Here you can choose when I remind you privately as well. Nobody else sees this, and for sessions for which you have sent apologies I do not remind you.`
}

/** Above the choice. */
export function ownRemindersLabel(): string {
  return 'Remind me before each session'
}

/** To a member who has chosen. */
export function ownRemindersSaved({ reminders, isMuted }: { reminders: string[]; isMuted: boolean }): string {
  if (reminders.length === 0) return 'I do not remind you privately of sessions.'
  const chosen = listed(reminders.map(durationInWords))
  return isMuted
    ? `I have noted that you want to be reminded ${chosen} before each session. You have asked me for no private reminders, though, so none comes until you press *Remind me privately again* on your Home tab.`
    : `I remind you privately ${chosen} before each session from now on.`
}

/** Who runs the group. */
export function whoConvenesText(convenorIds: readonly string[]): string {
  if (convenorIds.length === 0)
    return 'Nobody convenes the group just now; my message in the channel says how somebody can.'
  return `${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'convenes', other: 'convene' })} the group.`
}

/** Where somebody is in more groups than can be shown. */
export function moreGroupsText(groups: number): string {
  return `${InWords(groups)} more of your groups ${plural(groups, { one: 'has', other: 'have' })} no room here; \`/supportgroup status\` in the channel of each shows how it stands.`
}
