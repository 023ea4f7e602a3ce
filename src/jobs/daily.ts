import type { Context } from '#usecases/context.ts'

/** Has something done by the first tick of each day, in UTC, and by those that follow until `work` answers that it is done. */
export function daily(work: (context: Context) => Promise<boolean>): (context: Context) => Promise<void> {
  let doneOn = ''
  return async (context) => {
    const today = context.now.toUTC().toISODate() ?? ''
    if (today !== doneOn && (await work(context))) doneOn = today
  }
}
