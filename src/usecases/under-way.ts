import type { Tx } from '#db/client.ts'
import { type Group, getGroup } from '#db/group.ts'
import { type Poll, pollsOf } from '#db/poll.ts'
import { getRun, type Run } from '#db/run.ts'

/** A run and its group, read under the group's lock. */
export type UnderWay = { group: Group; run: Run }

/** And the polls of the run, oldest first. */
export type UnderWayWithPolls = UnderWay & { polls: Poll[] }

/** Reads all three; the group must be locked. */
export async function underWay(tx: Tx, runId: string): Promise<UnderWayWithPolls> {
  const run = await getRun(tx, runId)
  return { group: await getGroup(tx, run.groupId), run, polls: await pollsOf(tx, runId) }
}
