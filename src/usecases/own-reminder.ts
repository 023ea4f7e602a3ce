import type { Tx } from '#db/client.ts'
import { type Delivery, deliveriesAbout, unsaid } from '#db/delivery.ts'
import type { Group, Member } from '#db/group.ts'
import { setOwnReminders } from '#db/roster.ts'
import { findLatestRun, type Run } from '#db/run.ts'
import { REMINDER_CHOICES } from '#domain/group.ts'
import type { Outcome } from '#domain/refusal.ts'
import { dueReminders, isWantedByMember, reminderAt } from '#domain/reminder.ts'
import { groupForMember, lockedGroupForMember, type Where } from './access.ts'
import { ask, type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'
import { passOver, say } from './say.ts'
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
    for (const session of run?.sessions ?? []) {
      const past = reminders.filter((before) => reminderAt(session, before) <= context.now)
      for (const about of await unsaid(
        tx,
        group.id,
        past.map((before) => aboutOf(member, session.id, before)),
      ))
        await passOver(tx, context, group, about)
    }
    await refreshHomes(tx, context, group.id)
    return { value: { reminders: [...reminders], isMuted: member.isMuted } }
  })
}

/** Says what members of a run have asked to be reminded of by now; who has sent apologies is left in peace. */
export async function sendOwnReminders(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  for (const member of group.members.filter(({ reminders }) => reminders.length > 0))
    await remind(tx, context, group, run, member)
}

async function remind(tx: Tx, context: Context, group: Group, run: Run, member: Member): Promise<void> {
  for (const session of run.sessions) {
    const { send, skip } = dueReminders(session, member.reminders, context.now)
    const wanted = [...(send ? [send] : []), ...skip].map((before) => aboutOf(member, session.id, before))
    for (const about of await unsaid(tx, group.id, wanted)) {
      if (about.before === send && isWantedByMember(member, session, send))
        await say(tx, context, group, member.slackUserId, about)
      else await passOver(tx, context, group, about)
    }
  }
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
