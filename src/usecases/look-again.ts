import { DateTime } from 'luxon'
import { isAnythingOnItsWay } from '#db/delivery.ts'
import { getGroup, lockGroup, setLookAt } from '#db/group.ts'
import { pollsOf } from '#db/poll.ts'
import { getRun } from '#db/run.ts'
import { momentsOf } from '#domain/moment.ts'
import { type Context, commit } from './context.ts'

/** A run is looked at this often in any case: what nobody foresaw comes an hour late and not never. */
const AT_LEAST_EVERY = { hours: 1 }

/**
 * Notes, after a tick has done what was due in a run, when the next thing becomes due in it by itself, so that ticks
 * pass it over until then. While something of the group is on its way to Slack every tick looks, because what comes
 * next may depend on what becomes of it.
 */
export function noteNextLook(context: Context, run: { id: string; groupId: string }): Promise<void> {
  return commit(context, async (tx) => {
    await lockGroup(tx, run.groupId)
    if (await isAnythingOnItsWay(tx, run.groupId)) return
    const { reminders } = await getGroup(tx, run.groupId)
    const { sessions } = await getRun(tx, run.id)
    const moments = sessions.flatMap((session) => momentsOf(session, reminders).map(({ at }) => at))
    // A reminder that was not said by the start is a missed one.
    const starts = sessions.map(({ startsAt }) => startsAt)
    const lastDates = (await pollsOf(tx, run.id)).flatMap((poll) => poll.dates.at(-1)?.startsAt ?? [])
    const ahead = [...moments, ...starts, ...lastDates].filter((at) => at > context.now)
    await setLookAt(tx, run.groupId, DateTime.min(context.now.plus(AT_LEAST_EVERY), ...ahead))
  })
}
