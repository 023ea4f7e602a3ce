import { DateTime } from 'luxon'
import type { Tx } from '#db/client.ts'
import { isAnythingOnItsWay } from '#db/delivery.ts'
import { type Group, setLookAt } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import { minimumTimes } from '#domain/minimum.ts'
import { momentsOf } from '#domain/moment.ts'
import { nudgeAt } from '#domain/poll.ts'
import { mayBeDue, reminderAt } from '#domain/reminder.ts'
import type { Context } from './context.ts'
import { everybodyAnsweredAt } from './everybody.ts'
import { remindersOf } from './own-reminder.ts'
import type { UnderWayWithPolls } from './under-way.ts'

/** A group is looked at this often in any case: what nobody foresaw comes a day late and not never. */
const AT_LEAST_EVERY = { days: 1 }

/** And this often while something of it is on its way to Slack: what comes next may depend on what becomes of that. */
const WHILE_ON_ITS_WAY = { minutes: 1 }

/** So much sooner at the most, so that thousands of groups of which nothing is due are not looked at all at once. */
const SPREAD_OVER_MS = 6 * 3_600_000

/** While a poll is open, this often: who has answered is seen before the last answer is old enough to count as that. */
const WHILE_POLL_IS_OPEN = { minutes: 15 }
const POLLS_SPREAD_OVER_MS = 5 * 60_000

/** A group of which everything has been done that was due: its run under way, and its open poll. */
type Followed = { group: Group; here: UnderWayWithPolls | null; poll: Poll | null }

/**
 * Notes, after a tick has done what was due in a group, when the next thing becomes due in it by itself, so that ticks
 * pass it over until then.
 */
export async function noteNextLook(tx: Tx, context: Context, { group, here, poll }: Followed): Promise<void> {
  const share = shareOf(group.id)
  const atTheLatest = (await isAnythingOnItsWay(tx, group.id))
    ? context.now.plus(WHILE_ON_ITS_WAY)
    : context.now.plus(AT_LEAST_EVERY).minus(SPREAD_OVER_MS * share)
  const inPoll = poll
    ? [
        context.now.plus(WHILE_POLL_IS_OPEN).minus(POLLS_SPREAD_OVER_MS * share),
        nudgeAt(poll),
        poll.closesAt,
        (await everybodyAnsweredAt(tx, group, poll)) ?? [],
      ].flat()
    : []
  const ahead = [...(here ? inRun(here, atTheLatest) : []), ...inPoll].filter((at) => at > context.now)
  await setLookAt(tx, group.id, DateTime.min(atTheLatest, ...ahead))
}

function inRun({ group, run: { sessions }, polls }: UnderWayWithPolls, atTheLatest: DateTime): DateTime[] {
  const moments = sessions
    .filter((session) => mayBeDue(session, minimumTimes(group.reminders), atTheLatest))
    .flatMap((session) => momentsOf(session, group.reminders).map(({ at }) => at))
  const own = remindersOf(group.members)
  const ownTimes = sessions
    .filter((session) => session.status === 'firm' && mayBeDue(session, own, atTheLatest))
    .flatMap((session) => own.map((before) => reminderAt(session, before)))
  // A reminder that was not said by the start is a missed one.
  const starts = sessions.map(({ startsAt }) => startsAt)
  const lastDates = polls.flatMap((poll) => poll.dates.at(-1)?.startsAt ?? [])
  return [...moments, ...ownTimes, ...starts, ...lastDates]
}

/** A number from 0 up to 1 that is another one for each id: what a UUID ends in is drawn by lot. */
function shareOf(id: string): number {
  return Number.parseInt(id.slice(-4), 16) / 0x1_0000
}
