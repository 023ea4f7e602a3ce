import { answersOfPoll } from '#db/answer.ts'
import { insertAudit } from '#db/audit.ts'
import { getGroup, lockGroup } from '#db/group.ts'
import { findOpenPoll, getPoll, lockPoll, markPollClosed } from '#db/poll.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { silentMembers } from '#domain/tally.ts'
import { groupForConvenor } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { fixAutomatically } from './fix.ts'
import { wantReadBack } from './read-back.ts'
import { refreshPollPages, sayToConvenors } from './say.ts'

/** The group whose open poll a convenor may close, how many have said nothing in it, and whether they are one of them. */
export type PollToClose = { groupId: string; silent: number; isOneSilent: boolean }

/** The poll that a convenor may close. */
export function closingAhead(context: Context, actor: Actor): Promise<Outcome<PollToClose>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const { id, members } = found.value
    const poll = await findOpenPoll(tx, id)
    if (!poll) return refuse({ code: 'noOpenPoll' })
    const memberIds = members.map((member) => member.id)
    const silent = silentMembers(memberIds, await answersOfPoll(tx, poll.id))
    const own = members.find(({ slackUserId }) => slackUserId === actor.slackUserId)
    const isOneSilent = own !== undefined && silent.includes(own.id)
    return { value: { groupId: id, silent: silent.length, isOneSilent } }
  })
}

/** Asks for the group's open poll to be counted and closed; the counting reads Slack first. */
export function requestClosing(
  context: Context,
  actor: Actor & { groupId?: string },
): Promise<Outcome<null>> {
  return commit(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const poll = await findOpenPoll(tx, found.value.id)
    if (!poll) return refuse({ code: 'noOpenPoll' })
    await wantReadBack(tx, context, poll.id, 'close')
    const entry = { groupId: found.value.id, byId: actor.slackUserId, what: 'closingAsked' } as const
    await insertAudit(tx, entry, context.now)
    return { value: null }
  })
}

/**
 * Closes a poll whose reactions have just been read back: no answer counts any more, its messages say so,
 * and the convenors get the runs to choose from, or the date is fixed where the group wants that.
 * A poll that is closed already is left as it is.
 */
export function closePoll(context: Context, pollId: string): Promise<void> {
  return commit(context, async (tx) => {
    const poll = await getPoll(tx, pollId)
    await lockGroup(tx, poll.groupId)
    await lockPoll(tx, pollId, 'change')
    if (!(await markPollClosed(tx, pollId, context.now))) return
    const group = await getGroup(tx, poll.groupId)
    await insertAudit(tx, { groupId: group.id, byId: null, what: 'pollClosed' }, context.now)
    await refreshPollPages(tx, context, poll)
    // Dates that replace others are for the convenor to decide, whatever the settings say by now.
    const isAutomatic = group.planning === 'oneAtATime' && !poll.isForRemainder
    if (isAutomatic && (await fixAutomatically(tx, context, group, poll))) return
    await sayToConvenors(tx, context, group, (convenorId) => ({ kind: 'pollResult', pollId, convenorId }))
  })
}
