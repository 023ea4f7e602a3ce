import { GOOD_SIZE_AT_MOST, type GroupSettings, NAME_AT_MOST, type SettingsProblem } from '#domain/group.ts'
import { PLACE_AT_MOST } from '#domain/place.ts'
import { SURVEY_NEEDS } from '#domain/survey.ts'
import { channelMention, mention, typed } from '../escape.ts'
import { counted, inWords, listed } from './count.ts'
import { durationInWords, patternName, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** The bot's one message about itself: what it does, what it keeps, what it never reads. */
export function introduction(group: GroupSettings & { convenorIds: string[] }): string {
  return [
    `Hello. I look after the diary of *${typed(group.name)}*: I help to find the dates of a run of sessions, fix them, and remind you.`,
    `*What I keep:* who is in the group, your answers about dates, apologies for sessions, and what you choose at a bus stop. How helpful you find the group is counted, without names. *What I never do:* read your messages, ask for reasons, or show the group who answered what.`,
    `${listed(group.convenorIds.map(mention))} ${plural(group.convenorIds.length, { one: 'convenes', other: 'convene' })} the group. \`/supportgroup help\` shows what you can do.`,
    'If you are in the group and that is all right for you, please press *I agree*. If you change your mind, leave the group with `/supportgroup leave`, at any time: that takes your agreement back.',
  ].join('\n')
}

/** Below a private message to somebody who is in several groups. */
export function whichGroup(channelId: string): string {
  return `This is about the group in ${channelMention(channelId)}.`
}

/** What happens next, for whoever has just set the group up. */
export function setUpDone(): string {
  return 'Your group is set up. The next step is `/supportgroup schedule`, which finds the dates of your first run. `/supportgroup settings` changes what you have just chosen.'
}

/** What happens after settings were changed. */
export function settingsSaved(): string {
  return 'The settings are saved. They hold from the next thing that has not been announced yet; dates that are fixed or being asked about, open invitations and an open survey stay as they are.'
}

/** Above a good size the form says so; a hint, not a rule. */
export function sizeHint(): string {
  return `Six to ten people is a good size; above ${GOOD_SIZE_AT_MOST} it becomes harder for everyone to be heard.`
}

/** What the survey asks, and when it cannot. */
export function surveyHint(): string {
  return `One private question, 0 to 10: how helpful the group has been. With fewer than ${inWords(SURVEY_NEEDS)} members no result could be shown, so nobody is asked.`
}

/** Beside the members of a run that is under way. */
export function rosterLockedHint(): string {
  return 'The run is under way. Its members stay until the bus stop, unless you tick the box below.'
}

/** Beside a field for people, when somebody in it cannot be reached. */
export function notPeople(): string {
  return 'An app, or somebody whose account is closed, cannot be in a group. Please take them out.'
}

/** What is wrong with one field of the form, and what to do. */
export function settingsProblemInWords(problem: SettingsProblem): string {
  switch (problem.problem) {
    case 'missing':
      return 'Please give the group a name.'
    case 'tooLong':
      return `Please use at most ${NAME_AT_MOST} characters.`
    case 'placeTooLong':
      return `Please use at most ${PLACE_AT_MOST} characters.`
    case 'unknown':
      return 'I do not know this time zone. Please choose one from the list.'
    case 'outOfRange':
      return `Please choose a whole number from ${problem.from} to ${problem.to}.`
    case 'smallerThanMinimum':
      return 'The largest gap is smaller than the smallest. Please make it larger.'
    case 'outsideRange':
      return 'The preferred gap must lie between the smallest and the largest.'
    case 'morePeopleThanPlaces':
      return 'The minimum is larger than the number of places. Please make it smaller.'
    case 'twice':
      return 'This slot is there twice. Please change or empty one of them.'
    case 'locked':
      return 'The run is under way, and its members stay until the bus stop. If you mean it, tick the box below as well.'
    case 'tooMany':
      return `A group can have at most ${problem.most} here. Please take some out.`
    case 'none':
      return 'Please choose at least one.'
  }
}

/** The settings in one short paragraph. */
export function settingsInWords(group: GroupSettings & { members: readonly unknown[] }): string {
  const patterns = group.patterns.map(
    ({ weekday, startTime }) => `${patternName(weekday, startTime)}, ${startTime}`,
  )
  const reminders = group.reminders.map(durationInWords)
  return [
    `*${typed(group.name)}*: ${counted(group.members.length, 'member')}, ${counted(group.places, 'place')}.`,
    `${listed(patterns)} (${zoneInWords(group.timeZone)}), ${counted(group.sessionsPerRun, 'session')} in a run, ${group.gapMinDays} to ${group.gapMaxDays} days apart, a minimum of ${group.minimum}.`,
    reminders.length > 0 ? `Reminders ${listed(reminders)} before.` : 'No reminders.',
  ].join(' ')
}
