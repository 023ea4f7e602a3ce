import { answersOfPoll } from '#db/answer.ts'
import { findPoll } from '#db/poll.ts'
import { getRun } from '#db/run.ts'
import { isOpenAt } from '#domain/poll.ts'
import { tally } from '#domain/tally.ts'
import { offerMessage } from '#slack/views/offer.ts'
import { actions, labelled, section } from '#slack/views/parts.ts'
import { pollPageMessage } from '#slack/views/poll-page.ts'
import { everybodyAnsweredText, nudgeText } from '#text/poll.ts'
import { offerOf } from '#usecases/offer.ts'
import type { Renderers } from './renderer.ts'

/** What is said about a poll. */
export const pollRenderers: Renderers<'pollPage' | 'nudge' | 'everybodyAnswered' | 'pollResult'> = {
  async pollPage({ tx, about, group, now, isPosted }) {
    const poll = await findPoll(tx, about.pollId)
    if (!poll) return null
    // What was parked until nobody could answer any more would only puzzle people.
    if (!isPosted && !isOpenAt(poll, now.toMillis())) return null
    const dateIds = poll.dates.map(({ id }) => id)
    const memberIds = group.members.map(({ id }) => id)
    const counts = tally(dateIds, memberIds, await answersOfPoll(tx, poll.id))
    const { sessions } = await getRun(tx, poll.runId)
    const chosen = poll.status === 'decided' ? sessions.map(({ startsAt }) => startsAt.toMillis()) : []
    return pollPageMessage(poll, about.page, counts, new Set(chosen))
  },

  async nudge({ tx, about, group, now }) {
    const poll = await findPoll(tx, about.pollId)
    if (!poll || !isOpenAt(poll, now.toMillis())) return null
    if (!group.members.some(({ id }) => id === about.memberId)) return null
    const answers = await answersOfPoll(tx, poll.id)
    if (answers.some(({ memberId }) => memberId === about.memberId)) return null
    const text = nudgeText(poll)
    return {
      text,
      blocks: [
        section(text),
        actions(
          labelled('answerNow', group.id, { actionId: 'answerOnForm', style: 'primary' }),
          labelled('cannotSayYet', group.id),
          labelled('doNotRemind', group.id),
        ),
      ],
    }
  },

  async everybodyAnswered({ tx, about, group }) {
    const poll = await findPoll(tx, about.pollId)
    if (poll?.status !== 'open') return null
    const text = everybodyAnsweredText(poll)
    return {
      text,
      blocks: [
        section(text),
        actions(labelled('closePollAndChoose', group.id, { actionId: 'closePoll', style: 'primary' })),
      ],
    }
  },

  async pollResult({ tx, about, now }) {
    const offer = await offerOf(tx, about.pollId, now)
    if (offer?.poll.status !== 'closed') return null
    return offerMessage(offer)
  },
}
