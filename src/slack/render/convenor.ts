import { supportsOf } from '#db/convenor.ts'
import type { Group, Member } from '#db/group.ts'
import { convenorOutsideMessage, convenorWantedMessage } from '#slack/views/convenor.ts'
import { paragraph } from '#slack/views/parts.ts'
import {
  becameConvenorText,
  ceasedConvenorText,
  convenorBackText,
  convenorGoneText,
  convenorsChangedText,
} from '#text/convenor.ts'
import { memberAwayText, memberBackText } from '#text/presence.ts'
import type { Renderers } from './renderer.ts'

/** What is said when people leave and return, and about who convenes. */
export const convenorRenderers: Renderers<
  | 'memberAway'
  | 'memberBack'
  | 'convenorGone'
  | 'convenorBack'
  | 'convenorOutside'
  | 'becameConvenor'
  | 'ceasedConvenor'
  | 'convenorsChanged'
  | 'convenorWanted'
> = {
  async memberAway({ about, group }) {
    const member = group.away.find(({ id }) => id === about.memberId)
    return member ? paragraph(memberAwayText(member.slackUserId, group.channelId, about.isClosed)) : null
  },

  async memberBack({ about, group }) {
    const member = group.members.find(({ id }) => id === about.memberId)
    return member ? paragraph(memberBackText(member.slackUserId, group.channelId)) : null
  },

  async convenorGone({ about, group }) {
    if (convenes(group, about.slackUserId)) return null
    const isOnRoster = isAmong(group.away, about.slackUserId)
    return paragraph(convenorGoneText(about.slackUserId, group.channelId, isOnRoster))
  },

  async convenorBack({ about, group }) {
    if (!convenes(group, about.slackUserId)) return null
    return paragraph(convenorBackText(about.slackUserId, group.channelId))
  },

  async convenorOutside({ about, group }) {
    const isOutside = convenes(group, about.convenorId) && isAmong(group.away, about.convenorId)
    return isOutside ? convenorOutsideMessage(group) : null
  },

  async becameConvenor({ about, group }) {
    return convenes(group, about.convenorId) ? paragraph(becameConvenorText(group.channelId)) : null
  },

  async ceasedConvenor({ about, group }) {
    if (convenes(group, about.slackUserId)) return null
    return paragraph(ceasedConvenorText(group.channelId, isAmong(group.members, about.slackUserId)))
  },

  async convenorsChanged({ group }) {
    return group.convenorIds.length > 0 ? paragraph(convenorsChangedText(group.convenorIds)) : null
  },

  async convenorWanted({ tx, group, isPosted }) {
    if (group.convenorIds.length > 0 && !isPosted) return null
    return convenorWantedMessage(group, await supportsOf(tx, group.id))
  },
}

function convenes({ convenorIds }: Group, slackUserId: string): boolean {
  return convenorIds.includes(slackUserId)
}

function isAmong(members: readonly Member[], slackUserId: string): boolean {
  return members.some((member) => member.slackUserId === slackUserId)
}
