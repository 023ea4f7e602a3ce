import { type BusStop, findBusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { invitationsOf } from '#db/invitation.ts'
import { slackUserIdsOf } from '#db/roster.ts'
import { getRun } from '#db/run.ts'
import { mayBeNamed } from '#domain/bus-stop.ts'
import { isRunOver, lastSessionOn, sessionsToCome } from '#domain/session.ts'
import {
  busStopQuestionMessage,
  busStopReminderMessage,
  busStopSummaryMessage,
  farewellMessage,
  nextRunMessage,
} from '#slack/views/bus-stop.ts'
import { paragraph } from '#slack/views/parts.ts'
import { busStopClosedText } from '#text/bus-stop.ts'
import { stopSummary } from '#usecases/stop-summary.ts'
import type { Renderers } from './renderer.ts'

/** What is said about a bus stop, from the question before it to the thanks after it. */
export const busStopRenderers: Renderers<
  'busStopQuestion' | 'busStopReminder' | 'busStopSummary' | 'busStopClosed' | 'farewell' | 'nextRun'
> = {
  async busStopQuestion({ tx, about, now }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop || busStop.status === 'closed') return null
    if (busStop.choices.some(({ memberId }) => memberId === about.memberId)) return null
    const run = await getRun(tx, busStop.runId)
    return busStopQuestionMessage(busStop.id, sessionsToCome(run, now), lastSessionOn(run))
  },

  async busStopReminder({ tx, about, now }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop || busStop.status === 'closed') return null
    const run = await getRun(tx, busStop.runId)
    const choice = busStop.choices.find(({ memberId }) => memberId === about.memberId)
    return busStopReminderMessage(busStop.id, choice, sessionsToCome(run, now), lastSessionOn(run))
  },

  async busStopSummary({ tx, about, group, now, isPosted }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop || (busStop.status === 'closed' && !isPosted)) return null
    const run = await getRun(tx, busStop.runId)
    return busStopSummaryMessage(await stopSummary(tx, now, group, busStop), isRunOver(run, now))
  },

  async busStopClosed({ tx, about, group }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop) return null
    const agreed = busStop.choices.filter(mayBeNamed)
    const gotOff = await slackUserIdsOf(
      tx,
      agreed.map(({ memberId }) => memberId),
    )
    const joined = await joinedAt(tx, busStop, group)
    const welcomed = joined.filter(({ isWelcomeWanted }) => isWelcomeWanted)
    return paragraph(
      busStopClosedText(
        gotOff,
        welcomed.map(({ slackUserId }) => slackUserId),
      ),
    )
  },

  async farewell({ tx, about, group }) {
    const busStop = await findBusStop(tx, about.busStopId)
    const choice = busStop?.choices.find(({ memberId }) => memberId === about.memberId)
    return choice ? farewellMessage(group.name, group.id, mayBeNamed(choice)) : null
  },

  async nextRun({ tx, about, group }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop) return null
    const joined = await joinedAt(tx, busStop, group)
    return nextRunMessage(
      joined.map(({ slackUserId }) => slackUserId),
      group,
    )
  },
}

/** Those who got on and are on the roster still: whoever has left since is not to be named any more. */
async function joinedAt(tx: Tx, { runId }: BusStop, { members, away }: Group) {
  const roster = [...members, ...away].map(({ slackUserId }) => slackUserId)
  const invitations = await invitationsOf(tx, runId, true)
  return invitations.filter(({ status, slackUserId }) => status === 'joined' && roster.includes(slackUserId))
}
