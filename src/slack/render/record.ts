import { answersOfPoll } from '#db/answer.ts'
import { findBusStop } from '#db/bus-stop.ts'
import { findPoll } from '#db/poll.ts'
import { findRun } from '#db/run.ts'
import { isOpenAt } from '#domain/poll.ts'
import { tally } from '#domain/tally.ts'
import {
  answersRecordedMessage,
  apologiesRecordedMessage,
  choiceRecordedMessage,
} from '#slack/views/record.ts'
import type { Renderers } from './renderer.ts'

/** What a member is told when a convenor has recorded something for them: it says what is noted now. */
export const recordRenderers: Renderers<'recordedForYou'> = {
  async recordedForYou({ tx, about, group, now }) {
    const { memberId, byId, of } = about
    const isAway = group.away.some(({ id }) => id === memberId)
    if (about.what === 'answers') {
      const poll = await findPoll(tx, of)
      if (!poll) return null
      const counts = [
        ...tally(
          poll.dates.map(({ id }) => id),
          [memberId],
          await answersOfPoll(tx, of),
        ).values(),
      ]
      const sum = (key: 'can' | 'ifNeedBe' | 'cannot' | 'silent') =>
        counts.reduce((total, count) => total + count[key], 0)
      const said = {
        can: sum('can'),
        ifNeedBe: sum('ifNeedBe'),
        cannot: sum('cannot'),
        silent: sum('silent'),
      }
      return answersRecordedMessage(byId, poll, said, isOpenAt(poll, now.toMillis()), isAway)
    }
    if (about.what === 'apologies') {
      const run = await findRun(tx, of)
      const noted = (run?.sessions ?? []).filter(
        ({ status, startsAt, apologyMemberIds }) =>
          status === 'firm' && startsAt > now && apologyMemberIds.includes(memberId),
      )
      return apologiesRecordedMessage(byId, group, noted, isAway)
    }
    const busStop = await findBusStop(tx, of)
    const choice = busStop?.choices.find((each) => each.memberId === memberId)
    if (!busStop || !choice) return null
    return choiceRecordedMessage(byId, of, choice, busStop.status !== 'closed', isAway)
  },
}
