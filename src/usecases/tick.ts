import { groupIdsIn } from '#db/group.ts'
import { openPollIds } from '#db/poll.ts'
import { lookAtWaiting } from '#db/queue.ts'
import { type Context, commit, commitAtOnce } from './context.ts'
import { followGroup, groupsToLookAt } from './follow-group.ts'
import { followInvitation, invitationsDue } from './invitation-due.ts'
import { lookAfterParked, tryPrivateAgain } from './parked.ts'
import {
  wantPresenceAfresh,
  wantPresenceEverywhere,
  wantPresenceOf,
  wantRoundOfPresence,
} from './presence.ts'
import { wantChecks } from './read-back.ts'
import { withRightOfWay } from './right-of-way.ts'
import { settleUnclear } from './settle.ts'
import { closeSurvey, surveysToClose } from './survey.ts'

/**
 * So many groups are followed at once: what is due in many groups is not to wait for each trip to the database of all before
 * them. Fewer than there are connections, of which others need some meanwhile.
 */
const GROUPS_AT_ONCE = 6

/** After so many groups there may be so much to say that the database has to know. */
const VERY_MANY = 200

/**
 * Does everything that is due by now, worked out from stored facts alone: being away only delays. Safe to
 * run at any time, any number of times, on any number of instances. What goes wrong with one group does not
 * keep the others from theirs; it is thrown when all have had their turn.
 */
export async function tick(context: Context): Promise<void> {
  const failures: unknown[] = []
  const attempt = (work: Promise<void>) => work.catch((error) => void failures.push(error))
  const groups = (await groupsToLookAt(context)).values()
  let followed = 0
  const followOthers = async () => {
    for (const group of groups) {
      await attempt(followGroup(context, group))
      followed += 1
      if (followed === VERY_MANY) await attempt(commitAtOnce(context, lookAtWaiting))
    }
  }
  await withRightOfWay(context, () => Promise.all(Array.from({ length: GROUPS_AT_ONCE }, followOthers)))
  for (const invitation of await invitationsDue(context)) await attempt(followInvitation(context, invitation))
  for (const id of await surveysToClose(context)) await attempt(closeSurvey(context, id))
  await attempt(settleUnclear(context))
  await attempt(lookAfterParked(context))
  await attempt(tryPrivateAgain(context))
  await attempt(wantRoundOfPresence(context))
  if (failures.length > 0) throw new AggregateError(failures, 'parts of a tick failed')
}

/** At a start Slack is asked what events may have missed: the reactions to every open poll, and who is there. */
export async function catchUp(context: Context): Promise<void> {
  await askForReactions(context)
  await wantPresenceEverywhere(context)
}

/** The same in one workspace. */
export async function catchUpIn(context: Context, teamId: string): Promise<void> {
  await askForReactions(context, teamId)
  await commit(context, async (tx) => wantPresenceOf(tx, context, await groupIdsIn(tx, teamId)))
}

/** The same after a time without a connection, of which there may be many. */
export async function catchUpAgain(context: Context): Promise<void> {
  await askForReactions(context)
  await wantPresenceAfresh(context)
}

function askForReactions(context: Context, teamId?: string): Promise<void> {
  return commit(context, async (tx) => wantChecks(tx, context, await openPollIds(tx, teamId)))
}
