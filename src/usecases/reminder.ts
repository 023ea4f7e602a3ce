import type { Tx } from '#db/client.ts'
import { findDeliveryAbout, unsaid } from '#db/delivery.ts'
import { type Group, getGroup } from '#db/group.ts'
import { getRun } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import type { About } from '#domain/delivery.ts'
import { dueReminders, lastReminder } from '#domain/reminder.ts'
import { type Context, commit } from './context.ts'
import { passOver, sayToConvenors, sayToGroup } from './say.ts'

/**
 * Posts the reminders of a run that belong to now and passes over those that others have overtaken. When
 * the bot was away until a session had begun, the convenors are told instead.
 */
export function sendDueReminders(context: Context, runId: string): Promise<void> {
  return commit(context, async (tx) => {
    const run = await getRun(tx, runId)
    const group = await getGroup(tx, run.groupId)
    const about = (sessionId: string, before: string): About => ({ kind: 'reminder', sessionId, before })
    const decided = run.sessions.map((session) => ({
      session,
      sessionId: session.id,
      ...dueReminders(session, group.reminders, context.now),
    }))
    const wanted = decided.flatMap(({ sessionId, send, skip }) =>
      [...(send ? [send] : []), ...skip].map((before) => about(sessionId, before)),
    )
    const fresh = await unsaid(tx, group.id, wanted)
    const isFresh = (sessionId: string, before: string) =>
      fresh.some((each) => each.kind === 'reminder' && each.sessionId === sessionId && each.before === before)
    for (const { session, sessionId, send, skip, isTooLate } of decided) {
      if (isTooLate) await tellIfMissed(tx, context, group, session)
      for (const before of skip.filter((each) => isFresh(sessionId, each))) {
        await passOver(tx, context, group, about(sessionId, before))
      }
      if (send && isFresh(sessionId, send)) await sayToGroup(tx, context, group, about(sessionId, send))
    }
  })
}

/**
 * Tells the convenors, once, of a session whose last reminder was not said in time, neither by a tick nor by the
 * worker after it. Where it was, that is noted, so that new settings do not make old sessions missed ones.
 */
async function tellIfMissed(tx: Tx, context: Context, group: Group, session: Session): Promise<void> {
  if (context.now > session.endsAt.plus({ days: TELL_WITHIN_DAYS })) return
  const before = lastReminder(session, group.reminders)
  if (!before) return
  const missed = (convenorId: string) =>
    ({ kind: 'reminderMissed', sessionId: session.id, convenorId }) as const
  const undecided = await unsaid(tx, group.id, group.convenorIds.map(missed))
  if (undecided.length < group.convenorIds.length) return
  const last = await findDeliveryAbout(tx, group.id, { kind: 'reminder', sessionId: session.id, before })
  if (!last || last.status === 'skipped') await sayToConvenors(tx, context, group, missed)
  else if (last.status === 'sent')
    for (const convenorId of group.convenorIds) await passOver(tx, context, group, missed(convenorId))
}

/** Later than this it is no news that a session was not announced. */
const TELL_WITHIN_DAYS = 7
