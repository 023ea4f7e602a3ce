import { isStandIn } from '#domain/erasure.ts'
import { cleaned } from '#domain/typed-text.ts'
import { erasedPerson } from './erased.ts'

/** Slack's user mention, which Slack shows as the person's name; words where somebody has been erased. */
export function mention(slackUserId: string): string {
  if (isStandIn(slackUserId)) return erasedPerson()
  return `<@${slackUserId}>`
}

/** Slack's channel mention. */
export function channelMention(channelId: string): string {
  return `<#${channelId}>`
}

/** Slack has no escape for these, so they are shown as signs that look alike and mean nothing to it. */
const LOOK_ALIKES: Record<string, string> = { '*': '∗', '~': '∼', '`': '’', _: 'ˍ' }

/** An underscore between two letters or figures is no markup, and channels often have one in their name. */
const MARKUP = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu

/**
 * Text that a person typed, safe inside Slack's markup: it calls nobody, leads nowhere and is nowhere bold. It was
 * cleaned when it came in; that it is again holds for what an edited backup brought back.
 */
export function typed(text: string): string {
  return cleaned(text)
    .replace(MARKUP, (sign) => LOOK_ALIKES[sign] ?? '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}
