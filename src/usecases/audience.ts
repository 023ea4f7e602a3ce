import { changeAudience, findAudience, lockedAudience } from '#db/audience.ts'
import { findGroupById } from '#db/group.ts'
import type { ReadAlong } from '#domain/delivery.ts'
import { ask, type Context, commit } from './context.ts'
import { goOnSoon } from './parked.ts'
import { sayToConvenors } from './say.ts'

/** How often who could read along in a group's channel has changed, to be known before Slack is asked. */
export async function audienceChanges(context: Context, groupId: string): Promise<number> {
  const { changes } = await ask(context, (tx) => findAudience(tx, groupId))
  return changes
}

/**
 * Slack was asked who could read along in a group's channel, when there had been so many changes. The convenors are told
 * each time that it is not private any more, once; and when it is again, what waits for that goes out. False when
 * something has changed since: the answer may be from before, and Slack is to be asked again.
 */
export function noteAudience(
  context: Context,
  groupId: string,
  readAlong: ReadAlong | null,
  changes: number,
): Promise<boolean> {
  return commit(context, async (tx) => {
    const group = await findGroupById(tx, groupId)
    if (!group) return true
    const known = await lockedAudience(tx, groupId)
    if (known.changes !== changes) return false
    const isNews = known.openTo !== readAlong
    const audience = isNews ? await changeAudience(tx, groupId, readAlong) : known
    if (readAlong)
      await sayToConvenors(tx, context, group, (convenorId) => ({
        kind: 'couldNotPost',
        refused: readAlong,
        convenorId,
        on: null,
        after: String(audience.changes),
      }))
    else if (isNews) await goOnSoon(tx, context, groupId)
    return true
  })
}
