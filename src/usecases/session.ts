import type { Tx } from '#db/client.ts'
import { findDeliveryAbout } from '#db/delivery.ts'
import { type Group, lockGroup } from '#db/group.ts'
import { findPollDateOf, movePoll } from '#db/poll.ts'
import { getRun, moveRun } from '#db/run.ts'
import { deleteSession, findSession, lockSession, type Session, skipSession } from '#db/session.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { refresh, sayToConvenors, sayToGroup } from './say.ts'

/** A coming session about which a convenor decides to leave everything as it is. */
export function findForConvenor(
  context: Context,
  actor: Actor,
  sessionId: string,
): Promise<Outcome<Session>> {
  return commit(context, async (tx) => {
    const found = await comingSession(tx, context, actor, sessionId)
    return 'refusal' in found ? found : { value: found.value.session }
  })
}

/** Skips a coming session for good, because a convenor says so; the group is told. */
export function skip(context: Context, actor: Actor, sessionId: string): Promise<Outcome<Session>> {
  return commit(context, async (tx) => {
    const found = await comingSession(tx, context, actor, sessionId)
    if ('refusal' in found) return found
    const { group, session } = found.value
    if (!(await skipSession(tx, session.id))) return refuse({ code: 'sessionSkipped' })
    await sayToGroup(tx, context, group, { kind: 'sessionSkipped', sessionId })
    await refreshReminders(tx, context, group, session)
    return { value: session }
  })
}

/**
 * Takes back a date that was fixed automatically, inside its undo window: it is on hold again, and the
 * convenors get what they would have got without automatic fixing.
 */
export function takeBack(context: Context, actor: Actor, sessionId: string): Promise<Outcome<Session>> {
  return commit(context, async (tx) => {
    const found = await comingSession(tx, context, actor, sessionId)
    if ('refusal' in found) return found
    const { group, session } = found.value
    if (!session.undoUntil || session.undoUntil <= context.now) return refuse({ code: 'undoTooLate' })
    const date = await findPollDateOf(tx, session.runId, session.startsAt)
    if (!date) return refuse({ code: 'sessionGone' })
    await deleteSession(tx, session.id)
    await movePoll(tx, date.pollId, 'closed')
    const run = await getRun(tx, session.runId)
    if (run.sessions.length === 0) await moveRun(tx, run.id, 'planning')
    await sayToGroup(tx, context, group, { kind: 'takenBack', pollDateId: date.id })
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'pollResult',
      pollId: date.pollId,
      convenorId,
    }))
    return { value: session }
  })
}

/** Brings a session's reminders in line with how many are expected now. */
export async function refreshReminders(
  tx: Tx,
  context: Context,
  group: Group,
  session: Session,
): Promise<void> {
  for (const before of group.reminders) {
    const about = { kind: 'reminder', sessionId: session.id, before } as const
    await refresh(tx, context, [await findDeliveryAbout(tx, group.id, about)])
  }
}

async function comingSession(
  tx: Tx,
  context: Context,
  actor: Actor,
  sessionId: string,
): Promise<Outcome<{ group: Group; session: Session }>> {
  const session = await findSession(tx, sessionId)
  if (!session) return refuse({ code: 'sessionGone' })
  const { groupId } = await getRun(tx, session.runId)
  const found = await groupForConvenor(tx, { ...actor, groupId })
  if ('refusal' in found) return found
  await lockGroup(tx, groupId)
  await lockSession(tx, sessionId)
  if (session.startsAt <= context.now) return refuse({ code: 'sessionOver' })
  return { value: { group: found.value, session } }
}
