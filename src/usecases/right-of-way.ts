import type { Database } from '#db/client.ts'
import type { Context } from './context.ts'

/** Longer than this nothing that could be said is kept waiting. */
const AT_MOST_MS = 2_000

const underWay = new WeakMap<Database, Promise<void>>()

/** Finds out what is due, in this process, with the right of way before what is to be said. */
export async function withRightOfWay<T>({ db }: Context, work: () => Promise<T>): Promise<T> {
  const { promise: isOver, resolve: letOthersGo } = Promise.withResolvers<void>()
  const patience = setTimeout(letOthersGo, AT_MOST_MS)
  underWay.set(db, isOver)
  try {
    return await work()
  } finally {
    clearTimeout(patience)
    letOthersGo()
  }
}

/**
 * Waits until it has been found out what is due, if that is under way. Each channel takes a message a second, so the last
 * one to have its first is the last to have all; while messages are said to some, others are found the later.
 */
export async function giveWay({ db }: Context): Promise<void> {
  await underWay.get(db)
}
