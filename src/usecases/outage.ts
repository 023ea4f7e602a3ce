import type { DateTime } from 'luxon'
import type { Tx } from '#db/client.ts'
import { convenorsInWorkspace, forgetRefusal, noteRefusal, refusingWorkspaces } from '#db/workspace.ts'
import { wasLongAway } from '#domain/delivery.ts'
import type { Context } from './context.ts'
import { say } from './say.ts'

/** Slack took nothing just now: its answer was lost or an error of its own, it could not be reached, or the token is not good. */
export function noteNothingTaken(tx: Tx, context: Context, groupId: string): Promise<void> {
  return noteRefusal(tx, groupId, context.now)
}

/**
 * A message turned out to be there: only Slack's answer was lost, and that is no silence of which anybody hears. If
 * it is silent all the same, the next call notes it anew.
 */
export async function noteSeen(tx: Tx, groupId: string): Promise<void> {
  for (const { id } of await refusingWorkspaces(tx, [groupId])) await forgetRefusal(tx, id)
}

/**
 * Slack took something in these groups. Where it had taken nothing for an hour or more before that, every convenor hears
 * once, since they know best what the silence meant for their groups.
 */
export async function noteTaken(tx: Tx, context: Context, groupIds: readonly string[]): Promise<void> {
  for (const workspace of await refusingWorkspaces(tx, groupIds))
    if (await forgetRefusal(tx, workspace.id)) await tellOfSilence(tx, context, workspace)
}

async function tellOfSilence(
  tx: Tx,
  context: Context,
  { id: workspaceId, teamId, refusedSince }: { id: string; teamId: string; refusedSince: DateTime },
): Promise<void> {
  if (!wasLongAway(refusedSince, context.now)) return
  const [since, until] = [refusedSince, context.now].map((at) => at.toUTC().toISO() ?? '')
  for (const { groupId: id, slackUserId: convenorId } of await convenorsInWorkspace(tx, workspaceId)) {
    const about = { kind: 'slackWasAway', since: since ?? '', until: until ?? '', convenorId } as const
    await say(tx, context, { id, teamId }, convenorId, about)
  }
}
