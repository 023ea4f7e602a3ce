import type { DateTime } from 'luxon'
import { type Database, inTransaction, outsideTransaction, type Tx } from '#db/client.ts'
import type { Queue } from '#db/queue.ts'
import type { Watch } from '#watch/watch.ts'

/** What every use case needs; `now` is read from the clock once, at the edge. */
export type Context = {
  db: Database
  queue: Pick<Queue, 'add' | 'addAll'>
  now: DateTime
  /** The edition of the time-zone data by which this process computes instants: `2026b`. */
  zoneData: string
  /** How long to wait for news of a message whose answer from Slack was lost. */
  settleSeconds: number
  /** Through which it is seen what is done. */
  watch: Watch
}

/** Who asks: ids that Slack signed. `channelId` is where they asked. */
export type Actor = { teamId: string; slackUserId: string; channelId: string }

/** Asks the database something, and changes and locks nothing; it may be asked more than once. */
export function ask<T>(context: Context, question: (tx: Tx) => Promise<T>): Promise<T> {
  return outsideTransaction(context.db, question)
}

/** Runs one statement that is a whole unit of work, without the two more of a transaction around it; it may run twice. */
export function commitAtOnce<T>(context: Context, statement: (tx: Tx) => Promise<T>): Promise<T> {
  return context.watch.during({ name: 'transaction' }, () => outsideTransaction(context.db, statement))
}

/** Runs one unit of work; it may run more than once, and nothing of it is seen unless all of it is. */
export function commit<T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return context.watch.during({ name: 'transaction' }, () => inTransaction(context.db, work))
}
