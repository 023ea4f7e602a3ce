import { mention } from '../escape.ts'
import { counted, InWords, inWords, ordinal } from './count.ts'
import { dayInWords, sessionInWords, slotInWords, type When, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** A session with its place in the run. */
export type NumberedWhen = When & { number: number }

/** "Seven expected.", "Nobody is expected." */
export function expectedInWords(count: number): string {
  return count === 0 ? 'Nobody is expected.' : `${InWords(count)} expected.`
}

/** The same in a list, after a date. */
export function expectedBeside(count: number): string {
  return `${count === 0 ? 'nobody' : inWords(count)} expected`
}

function areExpected(count: number): string {
  if (count === 0) return 'Nobody is'
  return plural(count, { one: 'One is', other: `${InWords(count)} are` })
}

/** The reminder in the channel before a session. */
export function reminderText(session: NumberedWhen, expectedCount: number): string {
  return `*Our ${ordinal(session.number)} session: ${sessionInWords(session)}*. ${expectedInWords(expectedCount)} Send apologies with the button if you cannot come; no reason is needed.`
}

/** The private reminder of a member who has asked for it. */
export function ownReminderText(session: NumberedWhen): string {
  return `*Our ${ordinal(session.number)} session: ${sessionInWords(session)}*. This is the reminder that you asked for. Send apologies with the button if you cannot come; no reason is needed.`
}

/** A reminder whose session has been skipped since. */
export function reminderOverText(session: NumberedWhen): string {
  return `Our ${ordinal(session.number)} session on ${dayInWords(session.on)} has been skipped.`
}

/** To a member whose apologies are noted. */
export function apologySent(session: When): string {
  return `Thank you for letting us know. We will miss you on ${dayInWords(session.on)}.`
}

/** To a member who can come after all. */
export function apologyTakenBack(session: When): string {
  return `Good that you can come on ${dayInWords(session.on)} after all. You are expected again.`
}

/** Above a member's own list of coming sessions. */
export function apologiesIntro(): string {
  return 'You are expected at every session unless you send apologies. No reason is needed, and you can take them back.'
}

/** One coming session in a member's own list; `recordedBy` is the convenor who noted their apologies for them. */
export function apologyLine(session: NumberedWhen, isSent: boolean, recordedBy: string | null): string {
  const by = recordedBy ? `, recorded by ${mention(recordedBy)}` : ''
  return `*Our ${ordinal(session.number)} session:* ${slotInWords(session)}${isSent ? ` · your apologies are noted${by}` : ''}`
}

/** The run card: every date of a run; `sought` are those that are being looked for anew. */
export function runCardText(
  sessionsWanted: number,
  sought: number,
  sessions: readonly (NumberedWhen & { isSkipped: boolean; isOver: boolean })[],
): string {
  const lines = sessions.map((session) => {
    const state = session.isSkipped ? ' (skipped)' : session.isOver ? ' (over)' : ''
    return `${session.number}. ${slotInWords(session)}${state}`
  })
  const zone = sessions[0] ? ` (${zoneInWords(sessions[0].timeZone)})` : ''
  const open = sought > 0 ? [stillSought(sought)] : []
  return [`*${runTitle(sessionsWanted)}*${zone}`, ...lines, ...open].join('\n')
}

/** What a run is called, above its dates. */
export function runTitle(sessionsWanted: number): string {
  return `Our run of ${inWords(sessionsWanted)}`
}

/** How many dates of a run have not been found yet. */
export function stillSought(missing: number): string {
  return `${InWords(missing)} more ${plural(missing, { one: 'date is', other: 'dates are' })} being looked for.`
}

/** Below the dates of the run card. `lastOn` is the day of the last session, once it is known. */
export function runCardNotes(lastOn: string | null): string {
  const when = lastOn ? `, on ${dayInWords(lastOn)},` : ''
  return `After the last session${when} comes our *bus stop*: some may get off, others get on, and a new run begins. If you answered, but not that you can make one of these dates, your apologies for it are noted already; \`/supportgroup apologies\` shows them and takes them back. Whoever has not answered is expected, and can send apologies.`
}

/** When a session is behind the group and another comes. */
export function sessionOverText(next: NumberedWhen): string {
  return `*Next: our ${ordinal(next.number)} session, ${sessionInWords(next)}.*`
}

/** When a session is behind the group and the next has no date yet. */
export function nextIsSought(): string {
  return 'The date of our next session is being looked for.'
}

/** When the last session is behind the group. */
export function runOverText(sessions: number): string {
  return `That was the last of our ${counted(sessions, 'session')}: we have reached the *bus stop*. Thank you for travelling together. The convenor will be in touch about the next run.`
}

/** One session fixed, in a group that plans one at a time. */
export function sessionFixedText(session: NumberedWhen, expectedCount: number): string {
  return `*Our next session is fixed: ${sessionInWords(session)}.* ${expectedInWords(expectedCount)} Send apologies with the button if you cannot come; no reason is needed.`
}

/** A session that a convenor skipped, in the channel. */
export function sessionSkippedText(session: NumberedWhen): string {
  return `*Our ${ordinal(session.number)} session, ${slotInWords(session)}, is skipped.* All other dates stay as they are.`
}

/** To the convenor, when somebody changes their mind late. */
export function lateChangeText(
  slackUserId: string,
  session: When,
  isComing: boolean,
  expectedCount: number,
): string {
  const what = isComing ? 'can come after all' : 'sends apologies'
  return `${mention(slackUserId)} ${what} for ${slotInWords(session)}. ${areExpected(expectedCount)} expected now.`
}

/** To the convenor, when too few are expected. Nothing happens unless they choose. */
export function belowMinimumText(session: When, expectedCount: number, minimum: number): string {
  return `${areExpected(expectedCount)} expected on ${dayInWords(session.on)}; your minimum is ${inWords(minimum)}. You may leave it as it is, skip it, move it, or plan the rest of the run anew. Nothing changes unless you choose.`
}

/** What pressing "skip" does, before it is done. */
export function skipConfirmation(session: When): string {
  return `This tells the whole group that ${dayInWords(session.on)} is skipped. All other dates stay.`
}

/** To the convenor who left a thin session as it is. */
export function leftAsItIs(session: When): string {
  return `Good. ${dayInWords(session.on)} stays as it is.`
}

/** To the convenor who skipped a session. */
export function skippedText(session: When): string {
  return `${dayInWords(session.on)} is skipped, and the group is told.`
}

/** Why a reminder was not posted before its session had begun. */
export type WhyMissed = 'away' | 'waited' | 'unclear'

/** To the convenor, when the last reminder of a session was not posted, or perhaps not, until it had begun. */
export function reminderMissedText(session: NumberedWhen, why: WhyMissed): string {
  const which = `the last reminder of the ${ordinal(session.number)} session, ${slotInWords(session)}`
  if (why === 'unclear')
    return `Slack did not tell me whether ${which}, was posted, and the session has begun. I have not posted it again.`
  const because = why === 'away' ? 'I was not running at the time' : 'Slack did not take it in time'
  return `I could not post ${which}: ${because}. I have not posted it afterwards.`
}

/** After the dates were fixed, for the convenor. */
export function nextStepsText(interested: number, placesFree: number): string {
  const interest =
    interested > 0 && placesFree > 0
      ? `${InWords(interested)} ${plural(interested, { one: 'person is', other: 'people are' })} on the interest list, and ${counted(placesFree, 'place is', 'places are')} free. You can ask some of them while the run has not begun.`
      : ''
  return `I remind the group by myself before each session. ${interest}`.trim()
}

/** With the calendar file. */
export function calendarFileText(): string {
  return 'Here are the dates of our run as a calendar file. Open it and your calendar takes them over, with where we meet where that is known; whoever runs your calendar sees it, too.'
}

/** Where the calendar file has gone, for whoever pressed the button. */
export function calendarFileSent(): string {
  return 'I am sending you the calendar file privately.'
}

/** When Slack would not take the file. */
export function calendarFileMissing(isForbidden: boolean): string {
  return isForbidden
    ? 'I may not send files in this workspace. `/supportgroup status` shows all dates.'
    : 'The file could not be sent. Please press the button again in a minute; `/supportgroup status` shows all dates.'
}

/** A time as Slack shows it to each reader, in the reader’s own zone. */
export function yourTimeText(time: string): string {
  return `Your time: ${time}`
}
