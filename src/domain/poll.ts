import { DateTime } from 'luxon'
import {
  type CandidateSlot,
  candidateSlots,
  daysBetween,
  localDay,
  type PatternSlot,
  plusDays,
  sameTimeAfter,
} from './calendar.ts'
import type { Transitions } from './life-cycle.ts'
import { type Outcome, refuse } from './refusal.ts'

export type PollStatus = 'open' | 'closed' | 'decided'

/** A poll goes one way; `decided` may go back only when an automatic fixing is taken back. */
export const POLL_TRANSITIONS: Transitions<PollStatus> = {
  open: ['closed'],
  closed: ['decided'],
  decided: ['closed'],
}

/** Reactions stay easy to tap, and Slack's limit on reactions out of reach, with ten dates a message. */
export const DATES_PER_PAGE = 10

/** A form can hold a hundred blocks; ninety dates leave room for its headings and buttons. */
export const DATES_AT_MOST = 90

/** A poll that looks further ahead than a year asks people what they cannot know. */
const WINDOW_DAYS_AT_MOST = 366

/** How long before closing those who have said nothing are asked once more. */
const NUDGE_HOURS_BEFORE_CLOSING = 48

/** A candidate date with its place in the poll's messages. */
export type PagedSlot<S extends CandidateSlot = CandidateSlot> = S & { page: number; mark: number }

/**
 * Puts candidate dates on pages: one message for each month, at most ten dates each, numbered from 1 on
 * every page. Dates must be in order of time.
 */
export function paginate<S extends CandidateSlot>(slots: readonly S[]): PagedSlot<S>[] {
  let page = 0
  let mark = 0
  let month = ''
  return slots.map((slot) => {
    const slotMonth = slot.on.slice(0, 7)
    if (slotMonth !== month || mark === DATES_PER_PAGE) {
      page += 1
      mark = 0
      month = slotMonth
    }
    mark += 1
    return { ...slot, page, mark }
  })
}

/**
 * The last local day worth asking about so that a run has room: the preferred gaps plus a third, and two
 * weeks more for short runs; never further than a poll may look.
 */
export function suggestedUntil(from: string, sessions: number, gapPreferredDays: number): string {
  const room = Math.ceil(((sessions - 1) * gapPreferredDays * 4) / 3) + 14
  return plusDays(from, Math.min(room, WINDOW_DAYS_AT_MOST))
}

/** The last day up to which a poll can hold all dates, at most `until`. */
function lastDayThatFits(
  patterns: readonly Omit<PatternSlot, 'id' | 'position'>[],
  from: string,
  until: string,
  timeZone: string,
): string {
  const slots = patterns.map((pattern, position) => ({ ...pattern, id: String(position), position }))
  const tooMany = candidateSlots(slots, { from, until }, timeZone)[DATES_AT_MOST]
  return tooMany ? plusDays(tooMany.on, -1) : until
}

/** A week to answer, and the first date a week after that. */
const FIRST_DATE_DAYS = 14

/**
 * The days that a poll for a run would usually ask about if it were opened on a local day. Numbers that are none, as
 * in a form that is being filled in, give a window in which nothing can be counted.
 */
export function pollSuggestion(
  today: string,
  { patterns, sessionsPerRun, gapPreferredDays, timeZone }: Suggesting,
): { from: string; until: string; sessions: number } {
  const from = plusDays(today, FIRST_DATE_DAYS)
  const isSound = [sessionsPerRun, gapPreferredDays].every((each) => Number.isInteger(each) && each >= 1)
  if (!isSound) return { from, until: from, sessions: Number.NaN }
  const until = lastDayThatFits(
    patterns,
    from,
    suggestedUntil(from, sessionsPerRun, gapPreferredDays),
    timeZone,
  )
  return { from, until, sessions: sessionsPerRun }
}

/** What a group that has had no poll yet is suggested: a week to answer, until the evening. */
const FIRST_TIME = { days: 7, time: '20:00' }

/**
 * Until when the form suggests that a poll is open: as many days, and as late, as last time. Never after the first
 * date that it suggests.
 */
export function closingSuggestion(
  today: string,
  last: { openedAt: DateTime; closesAt: DateTime; timeZone: string } | null,
): { closesOn: string; closesTime: string } {
  if (!last) return { closesOn: plusDays(today, FIRST_TIME.days), closesTime: FIRST_TIME.time }
  const days = daysBetween(localDay(last.openedAt, last.timeZone), localDay(last.closesAt, last.timeZone))
  return {
    closesOn: plusDays(today, Math.max(1, Math.min(days, FIRST_DATE_DAYS - 1))),
    closesTime: last.closesAt.setZone(last.timeZone).toFormat('HH:mm'),
  }
}

type Suggesting = {
  patterns: readonly Omit<PatternSlot, 'id' | 'position'>[]
  sessionsPerRun: number
  gapPreferredDays: number
  timeZone: string
}

/** What a convenor asks for when opening a poll. Days are local, `YYYY-MM-DD`. */
export type PollWindow = { from: string; until: string; sessions: number; closesAt: DateTime }

/** Checks the window before any date is shown: order, length, and that answers have time to arrive. */
export function checkWindow(window: PollWindow, now: DateTime): Outcome<PollWindow> {
  if (window.until < window.from) return refuse({ code: 'untilBeforeFrom' })
  if (window.until > plusDays(window.from, WINDOW_DAYS_AT_MOST)) {
    return refuse({ code: 'windowTooLong', mostDays: WINDOW_DAYS_AT_MOST })
  }
  if (window.closesAt < now.plus({ hours: 1 })) return refuse({ code: 'pollClosesTooSoon' })
  return { value: window }
}

/** Checks the dates of a poll: enough for a run, few enough for a form, all after the answers are in. */
export function checkDates(
  dates: readonly CandidateSlot[],
  window: PollWindow,
): Outcome<readonly CandidateSlot[]> {
  if (dates.length < window.sessions) {
    return refuse({ code: 'tooFewDates', dates: dates.length, sessions: window.sessions })
  }
  if (dates.length > DATES_AT_MOST) {
    return refuse({ code: 'tooManyDates', dates: dates.length, most: DATES_AT_MOST })
  }
  const first = dates[0]
  if (first && first.startsAt < window.closesAt) return refuse({ code: 'pollClosesAfterFirstDate' })
  return { value: dates }
}

/** How long members have to answer when the bot itself asks for the next date. */
const NEXT_DATE_ANSWER_DAYS = 5

/** Until when they have: so many days at the same hour of the group, or until a day before the first date if that is nearer. */
export function nextDateClosesAt(now: DateTime, firstStartsAt: DateTime, timeZone: string): DateTime {
  return DateTime.min(
    sameTimeAfter(now, NEXT_DATE_ANSWER_DAYS, timeZone),
    sameTimeAfter(firstStartsAt, -1, timeZone),
  )
}

/** Deadlines are kept to the moment: what was said afterwards does not count, even before the counting. */
export function isOpenAt(poll: { status: PollStatus; closesAt: DateTime }, millis: number): boolean {
  return poll.status === 'open' && millis < poll.closesAt.toMillis()
}

/** People who answer by tapping are not done with the first tap. */
const QUIET_MINUTES = 15

/** When a poll counts as quiet, if nobody changes an answer any more. */
export function quietAt(lastAnswerAt: DateTime): DateTime {
  return lastAnswerAt.plus({ minutes: QUIET_MINUTES })
}

/** Whether it is time to ask the silent once more, which has not been done. */
export function isNudgeDue(
  poll: { openedAt: DateTime; closesAt: DateTime; nudgedAt: DateTime | null },
  now: DateTime,
): boolean {
  return !poll.nudgedAt && nudgeAt(poll) <= now && now < poll.closesAt
}

/** When the silent are asked once more; never before the poll has been open for a quarter of its time. */
export function nudgeAt(poll: { openedAt: DateTime; closesAt: DateTime }): DateTime {
  const usual = poll.closesAt.minus({ hours: NUDGE_HOURS_BEFORE_CLOSING })
  const earliest = poll.openedAt.plus(poll.closesAt.diff(poll.openedAt).toMillis() / 4)
  return DateTime.max(usual, earliest)
}
