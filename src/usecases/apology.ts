import { deleteApology, insertApology } from '#db/apology.ts'
import type { Tx } from '#db/client.ts'
import type { Group, Member } from '#db/group.ts'
import { findLatestRun, findRun } from '#db/run.ts'
import { findSession, getSession, lockSession, type Session } from '#db/session.ts'
import { isLateChange } from '#domain/apology.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { expected } from '#domain/session.ts'
import { groupForMember } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { sayToConvenors } from './say.ts'
import { refreshSession } from './session.ts'

/** A member's coming sessions, each with whether they have sent apologies. */
export type ComingSession = { session: Session; isSent: boolean }

/** What a member's apologies changed. */
export type ApologyResult = { group: Group; session: Session; isSent: boolean }

/** The member's own coming sessions in the group of this channel, soonest first. */
export function myApologies(
  context: Context,
  actor: Actor & { groupId?: string },
): Promise<Outcome<{ group: Group; coming: ComingSession[] }>> {
  return commit(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    const run = await findLatestRun(tx, group.id)
    const coming = (run?.sessions ?? [])
      .filter((session) => session.status === 'firm' && session.startsAt > context.now)
      .map((session) => ({ session, isSent: session.apologyMemberIds.includes(member.id) }))
    return coming.length === 0 ? refuse({ code: 'noComingSession' }) : { value: { group, coming } }
  })
}

/**
 * Sends a member's apologies for a session or takes them back; pressing twice changes nothing. A late
 * change reaches the convenors, and so does falling below the minimum. Reasons are never asked.
 */
export function setApology(
  context: Context,
  actor: Actor,
  sessionId: string,
  isSent: boolean,
): Promise<Outcome<ApologyResult>> {
  return commit(context, async (tx) => {
    const known = await findSession(tx, sessionId)
    const run = known && (await findRun(tx, known.runId))
    if (!run) return refuse({ code: 'sessionGone' })
    const found = await groupForMember(tx, { ...actor, groupId: run.groupId })
    if ('refusal' in found) return found
    await lockSession(tx, sessionId)
    const session = await getSession(tx, sessionId)
    if (session.status === 'skipped') return refuse({ code: 'sessionSkipped' })
    if (session.startsAt <= context.now) return refuse({ code: 'sessionOver' })
    const { group, member } = found.value
    const isChanged = isSent
      ? await insertApology(tx, sessionId, member.id, context.now)
      : await deleteApology(tx, sessionId, member.id)
    if (isChanged) await spread(tx, context, group, member, await getSession(tx, sessionId))
    return { value: { group, session, isSent } }
  })
}

async function spread(
  tx: Tx,
  context: Context,
  group: Group,
  member: Member,
  session: Session,
): Promise<void> {
  await refreshSession(tx, context, group, session)
  const sessionId = session.id
  const change = context.now.toISO() ?? ''
  if (isLateChange(session, group.reminders, context.now)) {
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'lateChange',
      sessionId,
      memberId: member.id,
      convenorId,
      change,
    }))
  }
  const count = expected(
    group.members.map(({ id }) => id),
    session.apologyMemberIds,
  )
  if (count < group.minimum && session.apologyMemberIds.includes(member.id)) {
    await sayToConvenors(tx, context, group, (convenorId) => ({
      kind: 'belowMinimum',
      sessionId,
      change,
      convenorId,
    }))
  }
}
