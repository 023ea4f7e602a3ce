/** Slack's user mention, which Slack shows as the person's name. */
export function mention(slackUserId: string): string {
  return `<@${slackUserId}>`
}

/** Slack's channel mention. */
export function channelMention(channelId: string): string {
  return `<#${channelId}>`
}

/**
 * Text that a person typed, safe inside Slack's markup: no mention and no link can come of it, and
 * no direction or zero-width control can hide in it.
 */
export function typed(text: string): string {
  return plain(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** The same for places that show text as it is. */
export function plain(text: string): string {
  // Spaces first: a line break or a tab is a control, too, and the words around it are to stay apart.
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
