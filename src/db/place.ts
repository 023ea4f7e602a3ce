import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** A slot with the usual place of its sessions. */
export type SlotWithPlace = { id: string; weekday: number; startTime: string; place: string | null }

/** Every slot of a group, also those that settings have retired: sessions to come may refer to them. */
export function slotsWithPlace(tx: Tx, groupId: string): Promise<SlotWithPlace[]> {
  return tx.pattern.findMany({
    where: { groupId },
    select: { id: true, weekday: true, startTime: true, place: true },
    orderBy: { id: 'asc' },
  })
}

/** Changes the usual place of a slot for sessions that have not begun; those that have keep the place they had. */
export async function setUsualPlace(
  tx: Tx,
  slot: Pick<SlotWithPlace, 'id' | 'place'>,
  place: string | null,
  now: DateTime,
): Promise<void> {
  await tx.session.updateMany({
    where: { patternId: slot.id, place: null, startsAt: { lte: now.toJSDate() } },
    data: { place: slot.place ?? '' },
  })
  await tx.pattern.update({ where: { id: slot.id }, data: { place } })
}

/** Gives a session a place of its own; null for the usual one. */
export async function setOwnPlace(tx: Tx, sessionId: string, place: string | null): Promise<void> {
  await tx.session.update({ where: { id: sessionId }, data: { place } })
}
