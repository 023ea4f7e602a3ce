import { findGroup, groupsOf } from '#db/group.ts'
import { type Actor, ask, type Context } from './context.ts'

/** Whether somebody may do what members may, and what convenors may. */
export type Standing = { members: boolean; convenors: boolean }

/**
 * How somebody stands to the group of the channel in which they ask; elsewhere to any group of theirs. Where a group
 * could begin, whoever asks may be the one who begins it.
 */
export function standingOf(context: Context, actor: Actor, canBegin: boolean): Promise<Standing> {
  return ask(context, async (tx) => {
    const { teamId, slackUserId, channelId } = actor
    const here = await findGroup(tx, teamId, channelId)
    if (!here && canBegin) return { members: true, convenors: true }
    const own = await groupsOf(tx, teamId, slackUserId)
    const meant = here ? own.filter(({ id }) => id === here.id) : own
    return {
      members: meant.length > 0,
      convenors: meant.some(({ convenorIds }) => convenorIds.includes(slackUserId)),
    }
  })
}
