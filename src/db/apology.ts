import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** Stores a member's apologies for a session; false when they had sent them already. */
export async function insertApology(
  tx: Tx,
  sessionId: string,
  memberId: string,
  now: DateTime,
): Promise<boolean> {
  const { count } = await tx.apology.createMany({
    data: [{ sessionId, memberId, sentAt: now.toJSDate() }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Takes apologies back; false when there were none. */
export async function deleteApology(tx: Tx, sessionId: string, memberId: string): Promise<boolean> {
  const { count } = await tx.apology.deleteMany({ where: { sessionId, memberId } })
  return count === 1
}
