import type { DateTime } from 'luxon'
import type { DateCount } from '#domain/tally.ts'
import { counted, inWords, listed } from './count.ts'
import { dayInWords, momentInWords, monthInWords, slotInWords, type When } from './date.ts'

export type PollTimes = { timeZone: string; closesAt: DateTime }
export type Subject = { sessionsWanted: number; isForRemainder: boolean }
export type Asked = PollTimes & Subject

/** What a poll asks about: the dates of a run, of one session, or those that replace others in a run under way. */
function asked({ sessionsWanted, isForRemainder }: Subject): string {
  if (isForRemainder) return 'our run'
  return sessionsWanted === 1 ? 'our next session' : 'our next run'
}

/** The heading of one message of a poll. */
export function pageHeading(poll: Subject, on: string): string {
  return `${poll.isForRemainder ? 'New dates' : 'Dates'} for ${asked(poll)}: ${monthInWords(on)}`
}

/** How to answer, above the dates of an open poll. */
export function howToAnswer(poll: PollTimes): string {
  return `Tap the number of every date you can make, or answer privately with *Answer on a form*, where you can also say *if need be*. Answers are open until ${momentInWords(poll.closesAt, poll.timeZone)}. Others can see who taps a number, as with every reaction; the form is private. The first tap under each number is mine and does not count.`
}

/** The same in short, above the months that follow. */
export function howToAnswerShort(poll: PollTimes): string {
  return `Tap numbers or answer on the form, as above, until ${momentInWords(poll.closesAt, poll.timeZone)}.`
}

/** Above the dates once answers no longer count. */
export function pollClosedNote(state: 'chosen' | 'noneChosen' | 'undecided'): string {
  return {
    chosen: 'This poll is closed. The dates marked *chosen* are firm.',
    noneChosen: 'This poll is closed. None of these dates is firm.',
    undecided: 'This poll is closed. The convenor is choosing the dates.',
  }[state]
}

/** One numbered date with its counts. */
export function dateLine(mark: number, when: When, count: DateCount, notes: readonly string[]): string {
  return [
    `*${mark}.* ${slotInWords(when)}${notes.map((note) => ` (${note})`).join('')}`,
    countInWords(count),
  ].join(' · ')
}

/** "5 can, 1 if need be"; nothing is said about who cannot, or who is silent. */
export function countInWords({ can, ifNeedBe, cannot, silent }: DateCount): string {
  if (can === 0 && ifNeedBe === 0) {
    if (cannot === 0) return 'no answers yet'
    return silent === 0 ? 'nobody can' : 'nobody so far'
  }
  return [can > 0 ? `${can} can` : '', ifNeedBe > 0 ? `${ifNeedBe} if need be` : '']
    .filter(Boolean)
    .join(', ')
}

/** What is remarkable about a date: bank holiday, clock change. */
export function dateNotes(holiday: string | undefined, isClockChange: boolean): string[] {
  return [...(holiday ? [`bank holiday: ${holiday}`] : []), ...(isClockChange ? ['the clocks change'] : [])]
}

/** The private question to a member who has said nothing. */
export function nudgeText(poll: Asked): string {
  return `We have not heard from you yet about the dates of ${asked(poll)}. No hurry: answers are open until ${momentInWords(poll.closesAt, poll.timeZone)}.`
}

/** To a member who cannot say yet. */
export function cannotSayYet(): string {
  return 'That is all right. You can answer at any time until the poll closes.'
}

/** To a member who wants no more private messages of this kind. */
export function muted(): string {
  return 'I will not remind you privately any more: of missing answers, at the bus stop, or of sessions. Nor do I send you the question of a survey: `/supportgroup survey` shows it. You can allow it again with `/supportgroup status`.'
}

/** To a member who allows private reminders again. */
export function unmuted(): string {
  return 'I will remind you privately again when an answer of yours is missing and of what you have chosen yourself, and send you the question of a survey.'
}

/** To the convenor, when the last member has answered. */
export function everybodyAnsweredText(poll: Asked): string {
  return `We have now heard from everybody about the dates of ${asked(poll)}. Answers can still be changed until ${momentInWords(poll.closesAt, poll.timeZone)}. You can close the poll now and choose, or wait.`
}

/** Above the preview of a poll, before anything is posted. */
export function previewText(dates: number, runs: bigint, pages: number, sessions: number): string {
  const possible =
    runs === 0n
      ? `The rules allow no run of ${inWords(sessions)} on these dates: widen the gaps or loosen the alternation in \`/supportgroup settings\`, or choose a later last day.`
      : `They leave ${counted(runs, 'possible run')} of ${inWords(sessions)}.`
  return `I would ask about ${counted(dates, 'date')}, in ${counted(pages, 'message')} in the channel. ${possible} Untick dates to leave out.`
}

/** In a form, while the rules are being chosen; null while what is filled in makes no sense. */
export function runsLeft(
  runs: bigint | null,
  window: { from: string; until: string; sessions: number },
): string {
  if (runs === null) return 'When all of these are filled in, I say here how many runs they leave.'
  const { from, until, sessions } = window
  const days = `from ${dayInWords(from)} to ${dayInWords(until)}`
  const what = sessions === 1 ? 'date' : 'run'
  const ofSo = sessions === 1 ? '' : ` of ${inWords(sessions)}`
  if (runs === 0n) {
    return `These rules leave no possible ${what}${ofSo} ${days}. Wider gaps, slots that need not take turns, or a later last day would help.`
  }
  return `If everybody could always come, these rules would leave ${counted(runs, `possible ${what}`)}${ofSo} ${days}. The more there are, the better they can suit people.`
}

/** In the form, where the closing time comes twice because the clocks go back that night. */
export function whichTimeQuestion(time: string): string {
  return `The clocks go back that night, and ${time} comes twice. Which of the two do you mean?`
}

/** One of the two. */
export function whichTimeChoice(which: 'first' | 'second'): string {
  return which === 'first' ? 'The first, before the clocks go back' : 'The second, after the clocks go back'
}

/** What the poll's opening tells the convenor. */
export function pollOpened(pages: number, poll: PollTimes): string {
  return `The poll is on its way to the channel, in ${counted(pages, 'message')}. It closes on ${momentInWords(poll.closesAt, poll.timeZone)}; then I offer you the best runs privately.`
}

/** Counting has begun because the convenor asked for it. */
export function pollClosing(): string {
  return 'I am counting the answers. In a moment you get the best runs in a private message.'
}

/** The convenor asked for those who have said nothing to be reminded. */
export function nudged(people: number): string {
  return `I have asked ${counted(people, 'person', 'people')} privately, once. Nobody else sees that.`
}

/** Which reminders come by themselves, when there is no poll to remind of. */
export function remindersComing(before: readonly string[]): string {
  return before.length === 0
    ? 'No poll is open, and this group has chosen no reminders before its sessions. `/supportgroup settings` changes that.'
    : `No poll is open, so there is nobody to ask. Before each session I remind the channel by myself: ${listed(before)} before.`
}

/** Above the form with every date. */
export function formIntro(poll: PollTimes): string {
  return `Every choice is kept at once, and you can change it until ${momentInWords(poll.closesAt, poll.timeZone)}. Nobody in the group sees what you choose here.`
}

/** How far a member had got when the form was shown. */
export function answersKept(answered: number, dates: number): string {
  return `When this was shown, you had answered ${answered} of ${counted(dates, 'date')}.`
}

/** Beside a date that was chosen. */
export function chosenNote(): string {
  return '*chosen*'
}
