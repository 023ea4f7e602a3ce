import { groupIdsIn } from '#db/group.ts'
import { findOpenPoll, type OpenPoll, openPolls } from '#db/poll.ts'
import { runsToLookAt } from '#db/run.ts'
import { nudgeAt } from '#domain/poll.ts'
import { ask, type Context, commit } from './context.ts'
import { tellWhenEverybodyAnswered } from './everybody.ts'
import { followRun } from './follow-run.ts'
import { followInvitation, invitationsDue } from './invitation-due.ts'
import { lookAfterParked, tryPrivateAgain } from './parked.ts'
import { wantPresence, wantPresenceAfresh, wantPresenceEverywhere, wantRoundOfPresence } from './presence.ts'
import { wantReadBack } from './read-back.ts'
import { withRightOfWay } from './right-of-way.ts'
import { settleUnclear } from './settle.ts'
import { closeSurvey, surveysToClose } from './survey.ts'

/** Reactions are read back this often while a poll is open, in case an event was lost. */
const CHECK_SECONDS = 15 * 60

/**
 * So many runs are followed at once: what is due in many groups is not to wait for each trip to the database of all before
 * them. Fewer than there are connections, of which others need some meanwhile.
 */
const RUNS_AT_ONCE = 6

/**
 * Does everything that is due by now, worked out from stored facts alone: being away only delays. Safe to
 * run at any time, any number of times, on any number of instances. What goes wrong with one group does not
 * keep the others from theirs; it is thrown when all have had their turn.
 */
export async function tick(context: Context): Promise<void> {
  const failures: unknown[] = []
  const attempt = (work: Promise<void>) => work.catch((error) => void failures.push(error))
  const polls = await ask(context, openPolls)
  await attempt(askForCounts(context, polls))
  for (const poll of polls) await attempt(tellWhenEverybodyAnswered(context, poll))
  const runs = (await ask(context, (tx) => runsToLookAt(tx, context.now))).values()
  const followOthers = async () => {
    for (const run of runs) await attempt(followRun(context, run))
  }
  await withRightOfWay(context, () => Promise.all(Array.from({ length: RUNS_AT_ONCE }, followOthers)))
  for (const invitation of await invitationsDue(context)) await attempt(followInvitation(context, invitation))
  for (const id of await surveysToClose(context)) await attempt(closeSurvey(context, id))
  await attempt(settleUnclear(context))
  await attempt(lookAfterParked(context))
  await attempt(tryPrivateAgain(context))
  await attempt(wantRoundOfPresence(context))
  if (failures.length > 0) throw new AggregateError(failures, 'parts of a tick failed')
}

/** Polls whose time to nudge or to close has come have their reactions read first; the rest follows from that. */
async function askForCounts(context: Context, polls: readonly OpenPoll[]): Promise<void> {
  if (polls.length === 0) return
  await commit(context, async (tx) => {
    for (const { id: pollId, closesAt, openedAt, nudgedAt } of polls) {
      if (closesAt <= context.now) await wantReadBack(tx, context, pollId, 'close')
      else if (!nudgedAt && nudgeAt({ openedAt, closesAt }) <= context.now)
        await wantReadBack(tx, context, pollId, 'nudge')
      else await wantReadBack(tx, context, pollId, 'check', { atMostEverySeconds: CHECK_SECONDS })
    }
  })
}

/** At a start Slack is asked what events may have missed: the reactions to every open poll, and who is there. */
export async function catchUp(context: Context): Promise<void> {
  await askForReactions(context)
  await wantPresenceEverywhere(context)
}

/** The same in one workspace. */
export function catchUpIn(context: Context, teamId: string): Promise<void> {
  return commit(context, async (tx) => {
    for (const id of await groupIdsIn(tx, teamId)) {
      await wantPresence(tx, context, id)
      const poll = await findOpenPoll(tx, id)
      if (poll) await wantReadBack(tx, context, poll.id, 'check')
    }
  })
}

/** The same after a time without a connection, of which there may be many. */
export async function catchUpAgain(context: Context): Promise<void> {
  await askForReactions(context)
  await wantPresenceAfresh(context)
}

function askForReactions(context: Context): Promise<void> {
  return commit(context, async (tx) => {
    for (const { id } of await openPolls(tx)) await wantReadBack(tx, context, id, 'check')
  })
}
