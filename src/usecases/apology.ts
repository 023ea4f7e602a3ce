import { apologiesOf, deleteApology, insertApology } from '#db/apology.ts'
import type { Tx } from '#db/client.ts'
import type { Group, Member } from '#db/group.ts'
import { findLatestRun, findRun, type Run } from '#db/run.ts'
import { findSession, getSession, lockSession, type Session } from '#db/session.ts'
import { isLateChange } from '#domain/apology.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForMember, type Where } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { tellOfLateFall } from './minimum.ts'
import { refreshHomes } from './refresh-home.ts'
import { sayToConvenors } from './say.ts'
import { refreshExpected } from './session.ts'

/** A member's coming session: whether they have sent apologies, or who recorded them for them. */
export type ComingSession = { session: Session; isSent: boolean; recordedBy: string | null }

/** What a member's apologies changed. */
export type ApologyResult = { group: Group; session: Session; isSent: boolean }

/** What became of several at once. */
export type ApologiesResult = {
  sent: Session[]
  takenBack: Session[]
  /** Begun or skipped in the meantime, and so left as they were. */
  leftAlone: Session[]
  /** Whether some of the dates are not fixed any more. */
  isAnyGone: boolean
}

/** The member's own coming sessions in the group of this channel, soonest first. */
export function myApologies(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; coming: ComingSession[] }>> {
  return ask(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    const coming = await comingSessionsOf(tx, context, group, member)
    return coming.length === 0 ? refuse({ code: 'noComingSession' }) : { value: { group, coming } }
  })
}

/** A member's coming sessions, for themselves or for a convenor who records apologies. */
export async function comingSessionsOf(
  tx: Tx,
  context: Context,
  group: Group,
  member: Member,
): Promise<ComingSession[]> {
  const run = await findLatestRun(tx, group.id)
  const mine = await apologiesOf(tx, member.id)
  return (run?.sessions ?? [])
    .filter((session) => isComing(session, context))
    .map((session) => ({
      session,
      isSent: mine.has(session.id),
      recordedBy: mine.get(session.id) ?? null,
    }))
}

/**
 * Sends a member's apologies for a session or takes them back; pressing twice changes nothing. A late
 * change reaches the convenors, and so does a late fall below the minimum. Reasons are never asked.
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
    await store(tx, context, group, member, session, isSent, null)
    return { value: { group, session, isSent } }
  })
}

/** The same for several sessions at once: session id → whether apologies are sent. Others stay as they are. */
export function setApologies(
  context: Context,
  actor: Where,
  wanted: ReadonlyMap<string, boolean>,
): Promise<Outcome<ApologiesResult>> {
  return commit(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    return { value: await storeApologies(tx, context, group, member, wanted, null) }
  })
}

/**
 * Stores what is wanted for a member, by themselves or by the convenor `recordedBy`. Only sessions of the group's
 * present run are touched, and the sessions are locked in the order of their ids, so that two who change several at
 * once do not wait for each other.
 */
export async function storeApologies(
  tx: Tx,
  context: Context,
  group: Group,
  member: Member,
  wanted: ReadonlyMap<string, boolean>,
  recordedBy: string | null,
): Promise<ApologiesResult> {
  const known = await wantedSessions(tx, group, wanted)
  for (const { id } of known.sort((a, b) => (a.id < b.id ? -1 : 1))) await lockSession(tx, id)
  const sessions = await wantedSessions(tx, group, wanted)
  const result: ApologiesResult = {
    sent: [],
    takenBack: [],
    leftAlone: sessions.filter((session) => !isComing(session, context)),
    isAnyGone: sessions.length < wanted.size,
  }
  for (const session of sessions.filter((each) => isComing(each, context))) {
    const isSent = wanted.get(session.id) ?? false
    const isChanged = await store(tx, context, group, member, session, isSent, recordedBy)
    if (isChanged) (isSent ? result.sent : result.takenBack).push(session)
  }
  return result
}

async function wantedSessions(
  tx: Tx,
  group: Group,
  wanted: ReadonlyMap<string, boolean>,
): Promise<Session[]> {
  const run: Run | null = await findLatestRun(tx, group.id)
  return (run?.sessions ?? []).filter(({ id }) => wanted.has(id))
}

function isComing(session: Session, { now }: Context): boolean {
  return session.status === 'firm' && session.startsAt > now
}

/** `session` is as it was before, and locked. */
async function store(
  tx: Tx,
  context: Context,
  group: Group,
  member: Member,
  session: Session,
  isSent: boolean,
  recordedBy: string | null,
): Promise<boolean> {
  const isChanged = isSent
    ? await insertApology(tx, session.id, member.id, context.now, recordedBy)
    : await deleteApology(tx, session.id, member.id)
  if (!isChanged) return false
  await refreshHomes(tx, context, group.id)
  await refreshExpected(tx, context, group, session)
  if (isLateChange(session, group.reminders, context.now)) {
    // Whoever recorded it knows.
    const others = group.convenorIds.filter((id) => id !== recordedBy)
    await sayToConvenors(tx, context, { ...group, convenorIds: others }, (convenorId) => ({
      kind: 'lateChange',
      sessionId: session.id,
      memberId: member.id,
      convenorId,
      change: context.now.toISO() ?? '',
    }))
  }
  await tellOfLateFall(tx, context, group, session, await getSession(tx, session.id))
  return true
}
