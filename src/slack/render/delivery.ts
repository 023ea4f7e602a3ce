import { DateTime } from 'luxon'
import { findDelivery } from '#db/delivery.ts'
import type { DeliveryKind } from '#domain/delivery.ts'
import { actions, button, paragraph, section } from '#slack/views/parts.ts'
import { restoredText } from '#text/backup.ts'
import { slackWasAwayText } from '#text/delivery.ts'
import { couldNotPostText, isItThereText } from '#text/help.ts'
import type { Renderers } from './renderer.ts'

/** How a message is spoken of when it is not known whether it was posted. */
const SPOKEN_OF: Partial<Record<DeliveryKind, string>> = {
  pollPage: 'a message of the poll',
  runCard: 'the run card',
  sessionFixed: 'the message about the next session',
  surveyResult: 'the result of the survey',
  reminder: 'a reminder',
}

/** What is said about messages themselves. */
export const deliveryRenderers: Renderers<'isItThere' | 'couldNotPost' | 'restored' | 'slackWasAway'> = {
  async slackWasAway({ about, group }) {
    const [since, until] = [about.since, about.until].map((at) => DateTime.fromISO(at, { zone: 'utc' }))
    return since && until ? paragraph(slackWasAwayText(since, until, group.timeZone)) : null
  },

  async couldNotPost({ group }) {
    const text = couldNotPostText(group.channelId)
    return { text, blocks: [section(text), actions(button('Post what is waiting', 'postParked', group.id))] }
  },

  async restored({ about, group }) {
    return paragraph(restoredText(DateTime.fromISO(about.takenAt), group.timeZone))
  },

  async isItThere({ tx, about, group }) {
    const delivery = await findDelivery(tx, about.deliveryId)
    if (delivery?.status !== 'unknown') return null
    const isPoll = delivery.about.kind === 'pollPage'
    const text = isItThereText(SPOKEN_OF[delivery.about.kind] ?? 'a message', group.channelId, isPoll)
    return {
      text,
      blocks: [
        section(text),
        actions(button('It is there', 'itIsThere', delivery.id), button('Post it', 'postIt', delivery.id)),
      ],
    }
  },
}
