import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { deliveriesAbout } from '#db/delivery.ts'
import type { Group } from '#db/group.ts'
import { invitationsOf } from '#db/invitation.ts'
import { findPollDateOf, getPoll, movePoll, pollsOf } from '#db/poll.ts'
import { getRun, moveRun, type Run } from '#db/run.ts'
import { deleteSession, findSession, lockSession, type Session, skipSession } from '#db/session.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { lockedGroupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { ownRemindersSaid } from './own-reminder.ts'
import { refresh, refreshPollPages, sayToConvenors, sayToGroup } from './say.ts'

/** A convenor decides to leave a thin session as it is: nothing changes. */
export function leaveAsItIs(context: Context, actor: Actor, sessionId: string): Promise<Outcome<Session>> {
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
    const byId = actor.slackUserId
    await insertAudit(tx, { groupId: group.id, byId, what: 'sessionSkipped' }, context.now)
    await sayToGroup(tx, context, group, { kind: 'sessionSkipped', sessionId })
    await refreshSession(tx, context, group, session)
    await refreshCards(tx, context, group, await getRun(tx, session.runId))
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
    await movePoll(tx, date.pollId, 'closed', context.now)
    const byId = actor.slackUserId
    await insertAudit(tx, { groupId: group.id, byId, what: 'dateTakenBack' }, context.now)
    const run = await getRun(tx, session.runId)
    if (run.sessions.length === 0) await moveRun(tx, run.id, 'planning')
    await refreshSession(tx, context, group, session)
    await refreshPollPages(tx, context, await getPoll(tx, date.pollId))
    await sayToGroup(tx, context, group, { kind: 'takenBack', pollDateId: date.id })
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'pollResult',
      pollId: date.pollId,
      convenorId,
    }))
    return { value: session }
  })
}

/** Brings everything that has been said about a session in line with what is true now. */
export async function refreshSession(
  tx: Tx,
  context: Context,
  group: Group,
  session: Session,
): Promise<void> {
  await refreshExpected(tx, context, group, session)
  await refresh(tx, context, await ownRemindersSaid(tx, group, session.id))
}

/** Brings what says how many are expected at a session in line with what is true now. */
export async function refreshExpected(
  tx: Tx,
  context: Context,
  group: Group,
  session: Session,
): Promise<void> {
  const sessionId = session.id
  const said = await deliveriesAbout(tx, group.id, [
    ...group.reminders.map((before) => ({ kind: 'reminder', sessionId, before }) as const),
    { kind: 'sessionFixed', sessionId },
  ])
  await refresh(tx, context, said)
}

/** Brings everything that shows the dates of a run, cards and invitations, in line with what is true now. */
export async function refreshCards(tx: Tx, context: Context, group: Group, run: Run): Promise<void> {
  const polls = await pollsOf(tx, run.id)
  const invitations = await invitationsOf(tx, run.id, false)
  const said = await deliveriesAbout(tx, group.id, [
    { kind: 'runCard', runId: run.id },
    ...polls.map(({ id }) => ({ kind: 'runChanged', pollId: id }) as const),
    ...run.sessions.map((session) => ({ kind: 'sessionOver', sessionId: session.id }) as const),
    ...invitations.map(({ id }) => ({ kind: 'invitation', invitationId: id }) as const),
  ])
  await refresh(tx, context, said)
}

/** A session that has not begun, with its group and under its lock, for a convenor. */
export async function comingSession(
  tx: Tx,
  context: Context,
  actor: Actor,
  sessionId: string,
): Promise<Outcome<{ group: Group; session: Session }>> {
  const known = await findSession(tx, sessionId)
  if (!known) return refuse({ code: 'sessionGone' })
  const { groupId } = await getRun(tx, known.runId)
  const found = await lockedGroupForConvenor(tx, { ...actor, groupId })
  if ('refusal' in found) return found
  await lockSession(tx, sessionId)
  const session = await findSession(tx, sessionId)
  if (!session) return refuse({ code: 'sessionGone' })
  if (session.startsAt <= context.now) return refuse({ code: 'sessionOver' })
  return { value: { group: found.value, session } }
}
