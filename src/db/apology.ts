import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/**
 * Stores a member's apologies for a session, perhaps recorded by a convenor; false when they had been sent already, and
 * then they stay whoever's they were.
 */
export async function insertApology(
  tx: Tx,
  sessionId: string,
  memberId: string,
  now: DateTime,
  recordedBy: string | null = null,
): Promise<boolean> {
  const { count } = await tx.apology.createMany({
    data: [{ sessionId, memberId, sentAt: now.toJSDate(), recordedBy }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Takes apologies back; false when there were none. */
export async function deleteApology(tx: Tx, sessionId: string, memberId: string): Promise<boolean> {
  const { count } = await tx.apology.deleteMany({ where: { sessionId, memberId } })
  return count === 1
}

/** The sessions for which a member's apologies are noted, each with the convenor who recorded them, or null. */
export async function apologiesOf(tx: Tx, memberId: string): Promise<Map<string, string | null>> {
  const rows = await tx.apology.findMany({ where: { memberId } })
  return new Map(rows.map(({ sessionId, recordedBy }) => [sessionId, recordedBy]))
}
