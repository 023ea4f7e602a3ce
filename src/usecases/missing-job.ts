import { lockDelivery } from '#db/delivery-lock.ts'
import { pendingWithoutJob } from '#db/delivery-without-job.ts'
import { turnKey } from '#db/queue.ts'
import { type Context, commit } from './context.ts'

/**
 * At a start: gives a job to everything that waits to be said and has none, in the order in which it was decided. Any
 * number of instances may do so at once. One transaction for each, because jobs are taken in the order of those.
 */
export async function enqueueMissing(context: Context): Promise<void> {
  for (const { id } of await commit(context, (tx) => pendingWithoutJob(tx))) {
    await commit(context, async (tx) => {
      await lockDelivery(tx, id)
      // Another instance may have been quicker.
      for (const { teamId, address } of await pendingWithoutJob(tx, id))
        await context.queue.add(tx, 'deliver', { deliveryId: id, teamId }, turnKey(teamId, address), {
          teamId,
        })
    })
  }
}
