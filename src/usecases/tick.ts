import { openPolls } from '#db/poll.ts'
import { runsUnderWay } from '#db/run.ts'
import { nudgeAt } from '#domain/poll.ts'
import { advanceBusStop } from './bus-stop.ts'
import { type Context, commit } from './context.ts'
import { settleUnclear } from './delivery.ts'
import { askForNextSession, sayWhatComesNext } from './next-session.ts'
import { sendDueReminders } from './reminder.ts'

/**
 * Does everything that is due by now, worked out from stored facts alone: being away only delays. Safe to
 * run at any time, any number of times, on any number of instances.
 */
export async function tick(context: Context): Promise<void> {
  await askForCounts(context)
  for (const { id } of await commit(context, runsUnderWay)) {
    await sendDueReminders(context, id)
    await sayWhatComesNext(context, id)
    await advanceBusStop(context, id)
    await askForNextSession(context, id)
  }
  await settleUnclear(context)
}

/** Polls whose time to nudge or to close has come have their reactions read first; the rest follows from that. */
function askForCounts(context: Context): Promise<void> {
  return commit(context, async (tx) => {
    for (const poll of await openPolls(tx)) {
      const job = (purpose: 'nudge' | 'close') =>
        context.queue.add(tx, 'readBack', { pollId: poll.id, purpose }, `${poll.id} ${purpose}`)
      if (poll.closesAt <= context.now) await job('close')
      else if (!poll.nudgedAt && nudgeAt(poll) <= context.now) await job('nudge')
    }
  })
}

/** After a start, reactions that were made meanwhile are read back for every open poll. */
export function checkOpenPolls(context: Context): Promise<void> {
  return commit(context, async (tx) => {
    for (const { id: pollId } of await openPolls(tx)) {
      await context.queue.add(tx, 'readBack', { pollId, purpose: 'check' }, `${pollId} check`)
    }
  })
}
