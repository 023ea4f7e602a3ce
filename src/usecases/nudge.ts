import { answersOfPoll } from '#db/answer.ts'
import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import { type Group, getGroup } from '#db/group.ts'
import { findOpenPoll, findPoll, markNudged, type Poll } from '#db/poll.ts'
import { localDay } from '#domain/calendar.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { silentMembers } from '#domain/tally.ts'
import { lockedGroupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { sayAll } from './say.ts'

/**
 * Asks those once more, privately, who have said nothing, at the poll's own time. The reactions have just
 * been read back, so that nobody is asked whose reaction was missed.
 */
export function nudgeSilent(context: Context, pollId: string): Promise<void> {
  return commit(context, async (tx) => {
    const poll = await findPoll(tx, pollId)
    if (!poll || !(await markNudged(tx, pollId, context.now))) return
    await nudge(tx, context, await getGroup(tx, poll.groupId), poll, 'scheduled')
  })
}

/** The same when a convenor asks for it; each member at most once a day. Answers how many are asked. */
export function nudgeNow(context: Context, actor: Actor): Promise<Outcome<{ asked: number }>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const poll = await findOpenPoll(tx, group.id)
    if (!poll) return refuse({ code: 'noOpenPoll' })
    const asked = await nudge(tx, context, group, poll, localDay(context.now, group.timeZone))
    if (asked === 0) return refuse({ code: 'nobodyIsSilent' })
    await insertAudit(tx, { groupId: group.id, byId: actor.slackUserId, what: 'nudgeAsked' }, context.now)
    return { value: { asked } }
  })
}

async function nudge(tx: Tx, context: Context, group: Group, poll: Poll, round: string): Promise<number> {
  const answers = await answersOfPoll(tx, poll.id)
  const silent = new Set(
    silentMembers(
      group.members.map((member) => member.id),
      answers,
    ),
  )
  const asked = group.members.filter(({ id, isMuted }) => silent.has(id) && !isMuted)
  const sayings = asked.map(({ id: memberId, slackUserId: address }) => {
    return { address, about: { kind: 'nudge', pollId: poll.id, memberId, round } } as const
  })
  return sayAll(tx, context, group, sayings)
}
