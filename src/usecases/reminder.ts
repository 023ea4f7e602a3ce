import type { Tx } from '#db/client.ts'
import { type Delivery, findDeliveryAbout, moveDelivery, unsaid } from '#db/delivery.ts'
import { type Group, getGroup } from '#db/group.ts'
import { findSession, type Session } from '#db/session.ts'
import { dueReminders, lastReminder } from '#domain/reminder.ts'
import type { Context } from './context.ts'
import { passOver, sayOrPassOver, sayToConvenors } from './say.ts'
import type { UnderWay } from './under-way.ts'

/**
 * Posts the reminders of a run that belong to now and passes over those that others have overtaken. When
 * the bot was away until a session had begun, the convenors are told instead.
 */
export async function sendDueReminders(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  const decided = run.sessions.filter(isNews(context)).map((session) => ({
    session,
    ...dueReminders(session, group.reminders, context.now),
  }))
  for (const { session, isTooLate } of decided) if (isTooLate) await tellMissed(tx, context, group, session)
  const due = decided.flatMap(({ session: { id: sessionId }, send, skip }) =>
    [...skip, ...(send ? [send] : [])].map((before) => ({
      address: group.channelId,
      about: { kind: 'reminder', sessionId, before } as const,
      isWanted: before === send,
    })),
  )
  await sayOrPassOver(tx, context, group, due)
}

/**
 * Tells the convenors, once, of a session whose last reminder was not said in time, neither by a tick nor by the
 * worker after it. Where it was, that is noted, so that new settings do not make old sessions missed ones.
 */
async function tellMissed(tx: Tx, context: Context, group: Group, session: Session): Promise<void> {
  if (!isNews(context)(session)) return
  const before = lastReminder(session, group.reminders)
  if (!before) return
  const missed = (convenorId: string) =>
    ({ kind: 'reminderMissed', sessionId: session.id, convenorId }) as const
  const undecided = await unsaid(tx, group.id, group.convenorIds.map(missed))
  if (undecided.length < group.convenorIds.length) return
  const last = await findDeliveryAbout(tx, group.id, { kind: 'reminder', sessionId: session.id, before })
  if (!last || (await isSkipped(tx, last))) await sayToConvenors(tx, context, group, missed)
  else if (last.status === 'sent') await passOver(tx, context, group, group.convenorIds.map(missed))
}

/** What is parked when the session begins is not posted any more, whenever that is mended. */
async function isSkipped(tx: Tx, { id, status }: Delivery): Promise<boolean> {
  if (status === 'failed') return moveDelivery(tx, id, 'skipped')
  return status === 'skipped'
}

/** Later than this it is no news that a session was not announced. */
const TELL_WITHIN_DAYS = 7

function isNews({ now }: Context): (session: Session) => boolean {
  return ({ endsAt }) => now <= endsAt.plus({ days: TELL_WITHIN_DAYS })
}

/** When a reminder was not said because its session has begun by now, the convenors hear of it at once. */
export async function tellIfMissed(tx: Tx, context: Context, { about, groupId }: Delivery): Promise<void> {
  const session = about.kind === 'reminder' ? await findSession(tx, about.sessionId) : null
  if (session?.status !== 'firm' || session.startsAt > context.now) return
  await tellMissed(tx, context, await getGroup(tx, groupId), session)
}

/**
 * A reminder of which nobody knows whether it was posted is not said again once its session has begun; the convenors
 * are told. Answers whether that is so.
 */
export async function skipIfTooLate(tx: Tx, context: Context, delivery: Delivery): Promise<boolean> {
  const { about } = delivery
  const session = about.kind === 'reminder' ? await findSession(tx, about.sessionId) : null
  if (!session || session.startsAt > context.now) return false
  if (await moveDelivery(tx, delivery.id, 'skipped', { reason: UNCLEAR }))
    await tellIfMissed(tx, context, delivery)
  return true
}

/** Stored as the reason of a reminder that may have been posted. */
const UNCLEAR = 'unclear'

/** What is known of why the last reminder of a session was not said. */
export async function howMissed(
  tx: Tx,
  group: Group,
  session: Session,
): Promise<'away' | 'waited' | 'unclear'> {
  const before = lastReminder(session, group.reminders)
  const about = { kind: 'reminder', sessionId: session.id, before: before ?? '' } as const
  const last = await findDeliveryAbout(tx, group.id, about)
  if (last && (last.reason === UNCLEAR || last.repeats > 0)) return 'unclear'
  return last && (last.reason !== null || last.claimedAt) ? 'waited' : 'away'
}
