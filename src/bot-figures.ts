import { answered, readiness } from './bot-readiness.ts'
import { poolState } from './db/client.ts'
import { deliveriesWaiting, jobsByState } from './db/waiting.ts'
import { ask } from './usecases/context.ts'
import type { Figures } from './watch/figure.ts'

/** What the bot counts and what it looks up, for whoever scrapes: what does not answer in time is left out. */
export async function figures(parts: Parameters<typeof readiness>[0]): Promise<Figures> {
  const { context } = parts
  const [is, counts] = await Promise.all([
    readiness(parts),
    answered(
      ask(context, async (tx) => ({
        deliveries: await deliveriesWaiting(tx),
        jobs: await jobsByState(tx),
      })),
    ),
  ])
  const { waiting, ...connections } = poolState(context.db)
  return {
    single: {
      ready: is.isReady,
      oldest_due_seconds: is.oldestDueSeconds,
      workspaces_left_out: is.workspacesLeftOut,
      database_up: is.database,
      queue_up: is.queue,
      slack_connected: is.slack,
      slack_answer_age_seconds: is.lastSlackAnswerSeconds,
      tick_age_seconds: is.lastTickSeconds,
      clock_skew_seconds: is.clockSkewMs === undefined ? undefined : Number(is.clockSkewMs) / 1000,
      database_pool_waiting: waiting,
    },
    ...counts,
    connections,
  }
}
