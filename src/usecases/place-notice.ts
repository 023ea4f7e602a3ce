import type { Tx } from '#db/client.ts'
import { deliveriesOfKind } from '#db/delivery.ts'
import { lockedDelivery } from '#db/delivery-lock.ts'
import type { Group } from '#db/group.ts'
import { setUsualPlace, slotsWithPlace } from '#db/place.ts'
import { findLatestRun } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { isParked } from '#domain/delivery.ts'
import type { PatternSettings } from '#domain/group.ts'
import { movedPlaces, slotToday } from '#domain/place.ts'
import type { Context } from './context.ts'
import { refresh, sayToGroup } from './say.ts'
import { refreshCards, refreshSession } from './session.ts'

/** The firm sessions of a group that have not begun. */
export async function sessionsAhead(tx: Tx, { now }: Context, groupId: string): Promise<Session[]> {
  const run = await findLatestRun(tx, groupId)
  return (run?.sessions ?? []).filter(({ status, startsAt }) => status === 'firm' && startsAt > now)
}

/** After new settings: each slot has the place of what it is today, also those that are among them no more. */
export async function settlePlaces(
  tx: Tx,
  context: Context,
  groupId: string,
  patterns: readonly PatternSettings[],
): Promise<void> {
  for (const slot of await slotsWithPlace(tx, groupId)) {
    const today = slotToday(slot, patterns)
    if (today && today.place !== slot.place) await setUsualPlace(tx, slot, today.place, context.now)
  }
}

/**
 * Makes a change after which sessions to come may take place elsewhere, tells the group of all these at once, and brings
 * what it has been told before in line. The group must be locked.
 */
export async function tellOfPlaces(
  tx: Tx,
  context: Context,
  group: Group,
  change: () => Promise<void>,
): Promise<void> {
  const before = await sessionsAhead(tx, context, group.id)
  await change()
  const moved = movedPlaces(before, await sessionsAhead(tx, context, group.id))
  const [first] = moved
  if (!first) return
  const run = await findLatestRun(tx, group.id)
  for (const session of moved) await refreshSession(tx, context, group, session)
  if (run) await refreshCards(tx, context, group, run)
  const unsaid = await withoutWaiting(tx, context, group.id, moved)
  if (unsaid.length === 0) return
  const sessionIds = unsaid.map(({ id }) => id).join(',')
  await sayToGroup(tx, context, group, {
    kind: 'placeChanged',
    sessionIds,
    change: context.now.toISO() ?? '',
  })
}

/**
 * Those of these sessions of which no notice waits to be posted, or is parked until it can be: one that waits will say
 * what is true by then. Notices that are in Slack are brought up to date, so that none sends anybody to a place of before.
 */
async function withoutWaiting(
  tx: Tx,
  context: Context,
  groupId: string,
  moved: readonly Session[],
): Promise<Session[]> {
  const waiting = new Set<string>()
  for (const { id, about } of await deliveriesOfKind(tx, groupId, 'placeChanged')) {
    const ids = about.sessionIds.split(',')
    if (!moved.some((session) => ids.includes(session.id))) continue
    // Nobody can begin to post it until this transaction has ended.
    const notice = await lockedDelivery(tx, id)
    if (notice && (notice.status === 'pending' || isParked(notice))) for (const each of ids) waiting.add(each)
    else await refresh(tx, context, [notice])
  }
  return moved.filter(({ id }) => !waiting.has(id))
}
