import type { Tx } from '#db/client.ts'
import { type Group, getGroup } from '#db/group.ts'
import { getRun, type Run } from '#db/run.ts'

/** A run and its group, read under the group's lock. */
export type UnderWay = { group: Group; run: Run }

/** Reads both; the group must be locked. */
export async function underWay(tx: Tx, runId: string): Promise<UnderWay> {
  const run = await getRun(tx, runId)
  return { group: await getGroup(tx, run.groupId), run }
}
