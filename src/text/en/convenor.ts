import { channelMention, mention } from '../escape.ts'
import { inWords, listed } from './count.ts'
import { plural } from './plural.ts'

/** Who convenes a group, for its members. */
export function whoConvenes(convenorIds: readonly string[]): string {
  if (convenorIds.length === 0)
    return 'This group has no convenor just now. Whoever would like to convene it can press *I would convene* in my message in the channel.'
  return `${convening(convenorIds)} this group.`
}

/** Below the field of the form. */
export function convenorsHint(): string {
  return 'They choose the dates and change the settings; at least one is needed. To hand over, put the other person in and take yourself out. The group is told who convenes.'
}

/** Beside the field, when somebody in it cannot be reached. */
export function cannotConvene(): string {
  return 'An app, or somebody whose account is closed, cannot convene. Please take them out.'
}

/** After the form was saved. */
export function convenorsSaved(convenorIds: readonly string[]): string {
  return `That is saved: ${convening(convenorIds)} the group.`
}

/** In the channel, after the convenors were changed. */
export function convenorsChangedText(convenorIds: readonly string[]): string {
  return `From now on ${convening(convenorIds)} the group.`
}

/** To a convenor who has left the channel. */
export function convenorOutsideText(channelId: string): string {
  return `You have left ${channelMention(channelId)}, and you still convene its group. Nobody else was made convenor, and what I tell the convenors reaches you here as before, but commands work only in the channel. To go on, come back to it. To hand over, press *Who convenes*, put somebody else in and take yourself out.`
}

/** To a new convenor. */
export function becameConvenorText(channelId: string): string {
  return [
    `You convene the group in ${channelMention(channelId)} from now on. Thank you for taking that on.`,
    'Type these in the channel: `/supportgroup status` shows how the group stands; `/supportgroup schedule` finds the dates of a run; `/supportgroup fix` shows what can be chosen after a poll; `/supportgroup busstop` shows who stays and who gets off; `/supportgroup settings` changes how the group works; `/supportgroup convenors` adds others or hands over. `/supportgroup help` lists everything.',
    'What I told the convenors before reached only them: please look at the status first.',
  ].join('\n')
}

/** To somebody who is no convenor any more. */
export function ceasedConvenorText(channelId: string, isMember: boolean): string {
  const place = isMember ? ' Your place as a member is as it was.' : ''
  return `You no longer convene the group in ${channelMention(channelId)}. Thank you for what you have done for it.${place}`
}

/** To the other convenors, when the account of one was closed. */
export function convenorGoneText(slackUserId: string, channelId: string, isOnRoster: boolean): string {
  const place = isOnRoster
    ? ' Their place on the roster is kept, too, but they are no longer expected or asked.'
    : ''
  return `The account of ${mention(slackUserId)} is closed, so they do not convene the group in ${channelMention(channelId)} any more. If it is opened again, everything is as before; \`/supportgroup convenors\` changes who convenes.${place}`
}

/** To the other convenors, when it is open again. */
export function convenorBackText(slackUserId: string, channelId: string): string {
  return `The account of ${mention(slackUserId)} is open again, so they convene the group in ${channelMention(channelId)} as before.`
}

/** In the channel, when the last convenor is gone. */
export function convenorWantedText(needed: number): string {
  const support = plural(needed, { one: 'one of you supports', other: `${inWords(needed)} of you support` })
  return `*This group has no convenor just now,* because the account of the last one was closed. Whoever would like to convene it presses *I would convene*. Each of you can support one offer, and move your support to another. When ${support} the same offer, more than half, that person convenes the group. Until then, reminders and an open poll go on as before.`
}

/** What the press on that button means. */
export function offerConfirmation(needed: number): string {
  return plural(needed, {
    one: 'You will convene the group at once: you choose its dates and change its settings.',
    other: `The group sees that you offer. When ${inWords(needed)} support it, you among them, you convene: you choose its dates and change its settings.`,
  })
}

/** One offer, as everybody in the group sees it. */
export function offerLine(slackUserId: string, supporters: number, needed: number): string {
  return `${mention(slackUserId)}: supported by ${inWords(supporters)} of the ${inWords(needed)} needed.`
}

/** To a member who offers, or supports an offer. */
export function supportNoted(slackUserId: string, isOwn: boolean): string {
  return isOwn
    ? 'Thank you. The group can see your offer, and support it. To give it up, support another one.'
    : `Thank you. You support the offer of ${mention(slackUserId)}; you can move your support to another one.`
}

/** In place of the search, once it is over. */
export function nowConvening(convenorIds: readonly string[]): string {
  return `${convening(convenorIds)} the group now. Nothing is left to do.`
}

function convening(convenorIds: readonly string[]): string {
  return `${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'convenes', other: 'convene' })}`
}
