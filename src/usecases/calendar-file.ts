import { findRun } from '#db/run.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupFor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { say } from './say.ts'

const MINUTE_MS = 60_000

/**
 * Sends the dates of a run as a calendar file, privately, to whoever in the group asks for it; within the same minute
 * once, however often they ask.
 */
export function requestCalendarFile(
  context: Context,
  actor: Actor,
  runId: string,
): Promise<Outcome<{ groupId: string }>> {
  return commit(context, async (tx) => {
    const run = await findRun(tx, runId)
    if (!run) return refuse({ code: 'noRun' })
    const found = await groupFor(tx, { ...actor, groupId: run.groupId })
    if ('refusal' in found) return found
    const { slackUserId } = actor
    const request = String(Math.floor(context.now.toMillis() / MINUTE_MS))
    await say(tx, context, found.value, slackUserId, { kind: 'calendarFile', runId, slackUserId, request })
    return { value: { groupId: run.groupId } }
  })
}
