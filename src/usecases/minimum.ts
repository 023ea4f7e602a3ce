import type { Tx } from '#db/client.ts'
import { unsaid } from '#db/delivery.ts'
import type { Group } from '#db/group.ts'
import { findLatestRun } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { isLateFall } from '#domain/apology.ts'
import type { About } from '#domain/delivery.ts'
import { dueMinimumCheck } from '#domain/minimum.ts'
import { expected } from '#domain/session.ts'
import type { Context } from './context.ts'
import { passOver, type Saying, sayAll, sayOrPassOver } from './say.ts'
import type { UnderWay } from './under-way.ts'

/**
 * Looks at the numbers of a run's sessions at the group's times, once each: where fewer than the minimum are expected
 * the convenors are told, and nothing else happens. A time at which there were enough, or that a nearer one has
 * overtaken, is noted as done.
 */
export async function tellOfLowNumbers(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  const checks = run.sessions.flatMap((session) => {
    const { send, skip } = dueMinimumCheck(session, group.reminders, context.now)
    const isLow = expectedAt(group, session) < group.minimum
    return [...skip, ...(send ? [send] : [])].map((time) => ({
      sayings: lowNumbers(group, session, time),
      isTold: isLow && time === send,
    }))
  })
  const abouts = checks.flatMap(({ sayings }) => sayings.map(({ about }) => about))
  const open = new Set<About>(await unsaid(tx, group.id, abouts))
  // A check that was made is made for all: somebody who became a convenor since is not told of it as if it were now.
  const fresh = checks.filter(({ sayings }) => sayings.every(({ about }) => open.has(about)))
  const due = fresh.flatMap(({ sayings, isTold }) => sayings.map((each) => ({ ...each, isWanted: isTold })))
  await sayOrPassOver(tx, context, group, due)
}

/**
 * Tells the convenors at once when a late change has taken the numbers below the minimum. A check that is due just now
 * would say the same, and is noted as done.
 */
export function tellOfLateFall(
  tx: Tx,
  context: Context,
  group: Group,
  before: Session,
  after: Session,
): Promise<void> {
  return tellIfFallen(tx, context, group, after, expectedAt(group, before))
}

/** How many are expected at each coming session of a group's run, by session id. */
type NumbersAhead = ReadonlyMap<string, number>

/** These numbers as they are now, or with a group that was read before its roster changed, as they were. */
export async function numbersAhead(tx: Tx, context: Context, group: Group): Promise<NumbersAhead> {
  const sessions = await sessionsAhead(tx, context, group)
  return new Map(sessions.map((session) => [session.id, expectedAt(group, session)]))
}

/**
 * The same for every coming session when somebody is away or has left, which no apology says: `before` are the numbers
 * from before that, and `group` is as it is now.
 */
export async function tellOfLateFalls(
  tx: Tx,
  context: Context,
  group: Group,
  before: NumbersAhead,
): Promise<void> {
  for (const session of await sessionsAhead(tx, context, group))
    await tellIfFallen(tx, context, group, session, before.get(session.id) ?? 0)
}

async function sessionsAhead(tx: Tx, { now }: Context, { id }: Group): Promise<Session[]> {
  const run = await findLatestRun(tx, id)
  return (run?.sessions ?? []).filter(({ status, startsAt }) => status === 'firm' && startsAt > now)
}

async function tellIfFallen(
  tx: Tx,
  context: Context,
  group: Group,
  session: Session,
  before: number,
): Promise<void> {
  const { reminders, minimum } = group
  const numbers = { before, after: expectedAt(group, session), minimum }
  if (!isLateFall(session, reminders, numbers, context.now)) return
  await sayAll(tx, context, group, lowNumbers(group, session, context.now.toISO() ?? ''))
  const { send } = dueMinimumCheck(session, reminders, context.now)
  const overtaken = send ? lowNumbers(group, session, send) : []
  await passOver(
    tx,
    context,
    group,
    overtaken.map(({ about }) => about),
  )
}

function lowNumbers(group: Group, session: Session, occasion: string): Saying[] {
  return group.convenorIds.map((convenorId) => ({
    address: convenorId,
    about: { kind: 'belowMinimum', sessionId: session.id, occasion, convenorId },
  }))
}

function expectedAt(group: Group, session: Session): number {
  return expected(
    group.members.map(({ id }) => id),
    session.apologyMemberIds,
  )
}
