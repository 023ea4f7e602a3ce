import type { Group } from '#db/group.ts'
import { findRun, type Run } from '#db/run.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupFor, type Where } from './access.ts'
import { ask, type Context } from './context.ts'

/** A run with its sessions, for whoever in the group wants to see it as a picture. */
export function runToPicture(
  context: Context,
  actor: Where,
  runId: string,
): Promise<Outcome<{ group: Group; run: Run }>> {
  return ask(context, async (tx) => {
    const run = await findRun(tx, runId)
    if (!run || run.sessions.length === 0) return refuse({ code: 'noRun' })
    const found = await groupFor(tx, { ...actor, groupId: run.groupId })
    return 'refusal' in found ? found : { value: { group: found.value, run } }
  })
}
