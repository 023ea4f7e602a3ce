import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { addConvenors, removeConvenors } from '#db/convenor.ts'
import type { Group } from '#db/group.ts'
import { PEOPLE_AT_MOST } from '#domain/group.ts'
import { type ListChange, listChange, withChange } from '#domain/list-change.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupFor, lockedGroupForConvenor, type Where } from './access.ts'
import { ask, type Context, commit } from './context.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { say, sayToGroup } from './say.ts'

/** Who convenes a group, for whoever in it asks. */
export function convenorsHere(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; isConvenor: boolean }>> {
  return ask(context, async (tx) => {
    const found = await groupFor(tx, actor)
    if ('refusal' in found) return found
    return { value: { group: found.value, isConvenor: found.value.convenorIds.includes(actor.slackUserId) } }
  })
}

/**
 * A convenor adds convenors, takes some out, or hands over. What others changed meanwhile stays, and one convenor is
 * always left. Those concerned are told privately, and the group who convenes now. Answers who that is.
 */
export function changeConvenors(
  context: Context,
  actor: Where,
  change: ListChange,
): Promise<Outcome<string[]>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const convenorIds = withChange(group.convenorIds, change)
    if (convenorIds.length === 0) return refuse({ code: 'lastConvenor' })
    if (convenorIds.length > PEOPLE_AT_MOST) return refuse({ code: 'tooManyConvenors', most: PEOPLE_AT_MOST })
    const { added, removed } = listChange(group.convenorIds, convenorIds)
    await addConvenors(tx, group.id, added)
    await removeConvenors(tx, group.id, removed)
    if (added.length + removed.length > 0)
      await tell(tx, context, group, actor.slackUserId, { added, removed })
    return { value: convenorIds }
  })
}

async function tell(
  tx: Tx,
  context: Context,
  group: Group,
  byId: string,
  { added, removed }: ListChange,
): Promise<void> {
  const change = context.now.toISO() ?? ''
  const entry = { groupId: group.id, byId }
  for (const subjectId of added) {
    await insertAudit(tx, { ...entry, what: 'becameConvenor', subjectId }, context.now)
    await say(tx, context, group, subjectId, { kind: 'becameConvenor', convenorId: subjectId, change })
  }
  for (const subjectId of removed) {
    await insertAudit(tx, { ...entry, what: 'ceasedToBeConvenor', subjectId }, context.now)
    await say(tx, context, group, subjectId, { kind: 'ceasedConvenor', slackUserId: subjectId, change })
  }
  await sayToGroup(tx, context, group, { kind: 'convenorsChanged', change })
  await refreshEveryHome(tx, context, group.id)
}
