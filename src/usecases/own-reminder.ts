import type { Tx } from '#db/client.ts'
import { type Delivery, deliveriesAbout, unsaid } from '#db/delivery.ts'
import type { Group, Member } from '#db/group.ts'
import { setOwnReminders } from '#db/roster.ts'
import { findLatestRun } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { REMINDER_CHOICES } from '#domain/group.ts'
import type { Outcome } from '#domain/refusal.ts'
import { dueReminders, isWantedByMember, reminderAt } from '#domain/reminder.ts'
import { groupForMember, lockedGroupForMember, type Where } from './access.ts'
import { ask, type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'
import { type Due, passOver, sayOrPassOver } from './say.ts'
import type { UnderWay } from './under-way.ts'

/** When a member is reminded privately, beside what the group hears. */
export function ownReminders(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; reminders: string[] }>> {
  return ask(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    return { value: { group, reminders: member.reminders } }
  })
}

/** What a member has chosen, and whether they have muted private messages, so that none comes for now. */
export type OwnReminders = { reminders: string[]; isMuted: boolean }

/** A member chooses when to be reminded privately; none at all is the usual. Times that are past bring no reminder. */
export function chooseOwnReminders(
  context: Context,
  actor: Where,
  reminders: readonly (typeof REMINDER_CHOICES)[number][],
): Promise<Outcome<OwnReminders>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForMember(tx, actor)
    if ('refusal' in found) return found
    const { group, member } = found.value
    await setOwnReminders(tx, member.id, reminders)
    const run = await findLatestRun(tx, group.id)
    const past = (run?.sessions ?? []).flatMap((session) =>
      reminders
        .filter((before) => reminderAt(session, before) <= context.now)
        .map((before) => aboutOf(member, session.id, before)),
    )
    await passOver(tx, context, group, await unsaid(tx, group.id, past))
    await refreshHomes(tx, context, group.id)
    return { value: { reminders: [...reminders], isMuted: member.isMuted } }
  })
}

/** Says what members of a run have asked to be reminded of by now; who has sent apologies is left in peace. */
export async function sendOwnReminders(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  const due = group.members
    .filter(({ reminders }) => reminders.length > 0)
    .flatMap((member) => run.sessions.flatMap((session) => dueFor(member, session, context)))
  await sayOrPassOver(tx, context, group, due)
}

function dueFor(member: Member, session: Session, { now }: Context): Due[] {
  const { send, skip } = dueReminders(session, member.reminders, now)
  return [...skip, ...(send ? [send] : [])].map((before) => ({
    address: member.slackUserId,
    about: aboutOf(member, session.id, before),
    isWanted: before === send && isWantedByMember(member, session, before),
  }))
}

/** What members have been reminded of privately before a session, also at times that nobody chooses any more. */
export function ownRemindersSaid(tx: Tx, group: Group, sessionId: string): Promise<Delivery[]> {
  const abouts = group.members.flatMap((member) =>
    REMINDER_CHOICES.map((before) => aboutOf(member, sessionId, before)),
  )
  return deliveriesAbout(tx, group.id, abouts)
}

/** Every time at which some of these members want to be reminded. */
export function remindersOf(members: readonly Member[]): string[] {
  return [...new Set(members.flatMap(({ reminders }) => reminders))]
}

function aboutOf({ id: memberId }: Member, sessionId: string, before: string) {
  return { kind: 'ownReminder', sessionId, memberId, before } as const
}
