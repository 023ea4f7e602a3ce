import { findBusStop } from '#db/bus-stop.ts'
import { findRun, getRun } from '#db/run.ts'
import { isRunOver, lastSessionOn, sessionsToCome } from '#domain/session.ts'
import { busStopQuestionMessage, busStopSummaryMessage } from '#slack/views/bus-stop.ts'
import { joinQuestionMessage } from '#slack/views/interest.ts'
import { paragraph } from '#slack/views/parts.ts'
import { joinReplyText } from '#text/interest.ts'
import type { Renderers } from './renderer.ts'

/** What is said about getting off and on. */
export const busStopRenderers: Renderers<
  'busStopQuestion' | 'busStopSummary' | 'joinQuestion' | 'joinReply'
> = {
  async busStopQuestion({ tx, about, now }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop || busStop.status === 'closed') return null
    if (busStop.choices.some(({ memberId }) => memberId === about.memberId)) return null
    const run = await getRun(tx, busStop.runId)
    return busStopQuestionMessage(busStop.id, sessionsToCome(run, now), lastSessionOn(run))
  },

  async busStopSummary({ tx, about, group, now }) {
    const busStop = await findBusStop(tx, about.busStopId)
    if (!busStop || busStop.status === 'closed') return null
    const run = await getRun(tx, busStop.runId)
    return busStopSummaryMessage(group, busStop, isRunOver(run, now))
  },

  async joinQuestion({ tx, about, group, now }) {
    const run = await findRun(tx, about.runId)
    const first = run?.sessions[0]
    if (!run || !first || first.startsAt <= now) return null
    return joinQuestionMessage(group.name, run.id, run.sessions.length, first)
  },

  async joinReply({ about, group }) {
    return paragraph(joinReplyText(about.slackUserId, about.wantsToJoin, group.channelId))
  },
}
