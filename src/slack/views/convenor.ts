import type { KnownBlock, ModalView } from '@slack/types'
import type { Group } from '#db/group.ts'
import {
  type ConvenorOffer,
  type Support,
  standingOffers,
  supportNeeded,
  voterIds,
} from '#domain/take-over.ts'
import {
  convenorOutsideText,
  convenorsHint,
  convenorWantedText,
  nowConvening,
  offerConfirmation,
  offerLine,
} from '#text/convenor.ts'
import { fieldLabels } from '#text/field.ts'
import { actions, field, form, labelled, type Message, paragraph, section } from './parts.ts'

/** The one field of that form. */
export const CONVENORS = 'convenors'

/** The form in which convenors are added and taken out. */
export function convenorsView(group: Group): ModalView {
  return form(CONVENORS, group.id, [
    field(
      fieldLabels().convenors,
      CONVENORS,
      {
        type: 'multi_users_select',
        action_id: CONVENORS,
        ...(group.convenorIds.length > 0 && { initial_users: group.convenorIds }),
      },
      { hint: convenorsHint() },
    ),
  ])
}

/** To a convenor who has left the channel, with the way to hand over. */
export function convenorOutsideMessage({ id, channelId }: Group): Message {
  const text = convenorOutsideText(channelId)
  return { text, blocks: [section(text), actions(labelled('whoConvenes', id))] }
}

/** Slack takes fifty blocks in a message. */
const OFFERS_AT_MOST = 40

/** A group without a convenor: who offers to convene it, and how much support each has; afterwards, who convenes. */
export function convenorWantedMessage(group: Group, supports: readonly Support[]): Message {
  if (group.convenorIds.length > 0) return paragraph(nowConvening(group.convenorIds))
  const memberIds = voterIds(group.members)
  const needed = supportNeeded(memberIds.length)
  const lines = shownOffers(standingOffers(memberIds, supports)).map(({ memberId, supporters }) => {
    const slackUserId = group.members.find(({ id }) => id === memberId)?.slackUserId ?? memberId
    return { memberId, words: offerLine(slackUserId, supporters, needed) }
  })
  const intro = convenorWantedText(needed)
  return {
    text: [intro, ...lines.map(({ words }) => words)].join('\n'),
    blocks: [
      section(intro),
      ...lines.map(({ memberId, words }): KnownBlock => section(words, labelled('supportOffer', memberId))),
      actions(labelled('offerToConvene', group.id, { confirm: offerConfirmation(needed) })),
    ],
  }
}

/** Where there are more than fit, those with the most support; always in the roster's order, so that none moves. */
function shownOffers(offers: readonly ConvenorOffer[]): readonly ConvenorOffer[] {
  const first = [...offers].sort((a, b) => b.supporters - a.supporters).slice(0, OFFERS_AT_MOST)
  return offers.filter((offer) => first.includes(offer))
}
