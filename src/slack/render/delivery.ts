import { DateTime } from 'luxon'
import type { Tx } from '#db/client.ts'
import { findDelivery } from '#db/delivery.ts'
import { findPoll, findPollDate } from '#db/poll.ts'
import { findSession } from '#db/session.ts'
import type { About } from '#domain/delivery.ts'
import { actions, labelled, paragraph, section } from '#slack/views/parts.ts'
import { type Particulars, restoredText, slackWasAwayText, spokenOf } from '#text/delivery.ts'
import { couldNotPostText, isItThereText, messageRefusedText, notPrivateText } from '#text/help.ts'
import type { Renderers } from './renderer.ts'

/** By what a convenor tells a message from others like it. */
async function particulars(tx: Tx, about: About): Promise<Particulars> {
  if (about.kind === 'pollPage') {
    const dates = (await findPoll(tx, about.pollId))?.dates ?? []
    const firstOn = dates.find(({ page }) => page === about.page)?.on
    return { page: about.page, pages: dates.at(-1)?.page, firstOn }
  }
  if ('sessionId' in about) return { on: (await findSession(tx, about.sessionId))?.on }
  if (about.kind === 'takenBack') return { on: (await findPollDate(tx, about.pollDateId))?.on }
  return {}
}

function wordsFor({ refused }: Extract<About, { kind: 'couldNotPost' }>, channelId: string): string {
  if (refused === 'message') return messageRefusedText(channelId)
  return refused === 'channel' ? couldNotPostText(channelId) : notPrivateText(channelId, refused)
}

/** What is said about messages themselves. */
export const deliveryRenderers: Renderers<'isItThere' | 'couldNotPost' | 'restored' | 'slackWasAway'> = {
  async slackWasAway({ about, group }) {
    const [since, until] = [about.since, about.until].map((at) => DateTime.fromISO(at, { zone: 'utc' }))
    return since && until ? paragraph(slackWasAwayText(since, until, group.timeZone)) : null
  },

  async couldNotPost({ about, group }) {
    const text = wordsFor(about, group.channelId)
    return { text, blocks: [section(text), actions(labelled('postParked', group.id))] }
  },

  async restored({ about, group }) {
    return paragraph(restoredText(DateTime.fromISO(about.takenAt), group.timeZone))
  },

  async isItThere({ tx, about, group }) {
    const delivery = await findDelivery(tx, about.deliveryId)
    if (delivery?.status !== 'unknown') return null
    const isPoll = delivery.about.kind === 'pollPage'
    const what = spokenOf(delivery.about.kind, await particulars(tx, delivery.about))
    const text = isItThereText(what, group.channelId, isPoll)
    return {
      text,
      blocks: [section(text), actions(labelled('itIsThere', delivery.id), labelled('postIt', delivery.id))],
    }
  },
}
