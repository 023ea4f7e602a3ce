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

/** A link is kept letter by letter, so that it leads where it did; a sign after it that ends a sentence is none of it. */
const LINK = /https?:\/\/[^\s<>|"`]*[^\s<>|"`.,;:!?'’”)\]}…]/giu

/**
 * Text that a person typed, safe inside Slack's markup: it calls nobody, leads nowhere and is nowhere bold. It was
 * cleaned when it came in; that it is again holds for what an edited backup brought back.
 */
export function typed(text: string): string {
  return unmarked(cleaned(text))
}

/**
 * The same, but that addresses of the web lead to where they say, and to nothing else: Slack shows the whole address,
 * never other words for it.
 */
export function typedWithLinks(text: string): string {
  const whole = cleaned(text)
  const links = [...whole.matchAll(LINK)].filter(([link]) => URL.canParse(link))
  const parts: string[] = []
  let end = 0
  for (const { 0: link, index } of links) {
    parts.push(unmarked(whole.slice(end, index)), `<${escaped(link)}>`)
    end = index + link.length
  }
  return [...parts, unmarked(whole.slice(end))].join('')
}

function unmarked(text: string): string {
  return escaped(text.replace(MARKUP, (sign) => LOOK_ALIKES[sign] ?? ''))
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
