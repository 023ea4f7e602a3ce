import type { ReadAlong } from '#domain/delivery.ts'

/** One line of the help. */
export type CommandLine = { name: string; usage: string; isFor: 'anybody' | 'members' | 'convenors' }

/** The short help, part by part: what members can do, what convenors can, and what can be typed anywhere. */
export function helpText(lines: readonly CommandLine[]): string[] {
  const part = (heading: string, isFor: CommandLine['isFor']) => {
    const shown = lines.filter((line) => line.isFor === isFor)
    const listed = shown.map(({ name, usage }) => `• \`/supportgroup ${name}\` ${usage}`)
    return listed.length > 0 ? [[heading, ...listed].join('\n')] : []
  }
  return [
    ...part('*I look after the diary of your group.* Type one of these in its private channel:', 'members'),
    ...part('*There too, for whoever convenes the group:*', 'convenors'),
    ...part('*In any channel or conversation:*', 'anybody'),
  ]
}

/** How a group begins, for somebody who is in none where they ask. */
export function howToBegin(): string {
  return '*To begin a group,* make a private channel for it, invite me there, and type `/supportgroup setup` in it.'
}

/** Before the help, when somebody typed a sub-command that there is not; the one that they may have meant. */
export function unknownSubCommand(meant: string | undefined): string {
  return meant
    ? `I do not know that command, so nothing was done. Did you mean \`/supportgroup ${meant}\`? \`/supportgroup help\` shows all that there is.`
    : 'I do not know that command, so nothing was done. These I know:'
}

/** To whoever has just invited the bot to a channel. */
export function invitedText(): string {
  return 'Thank you for the invitation. When you are ready, type `/supportgroup setup` here; it takes about two minutes, and nothing is posted before you say so.'
}

/** While a form takes a moment. */
export function oneMoment(): string {
  return 'One moment, please.'
}

/** When something unexpected happened. The reference is in the log, too. */
export function brokenText(reference: string): string {
  return `That did not work, or I could not show that it did. Please look whether anything has changed, and if not, try again in a minute; if it keeps happening, tell the convenor this number: ${reference}.`
}

/** In a form that was opened and then could not be filled; the number is said beside it. */
export function formBrokenText(): string {
  return 'That did not work. Please close this window and try again in a minute.'
}

/** When somebody asks for very many things at once. */
export function tooQuickText(): string {
  return 'That was more at once than I can do for one person, so this was not done. Please wait a moment, then try again.'
}

/** When a button or a form means nothing any more, or not what it once meant. */
export function outdatedText(): string {
  return 'This button or form is from an older message, and I no longer know what it stands for. Nothing was changed. Type `/supportgroup help` in your group’s channel to see what you can do there.'
}

/** When somebody typed a command that Slack passes on and that is not ours any more. */
export function commandUnknown(): string {
  return 'I do not know that command. Type `/supportgroup help` in your group’s channel to see what you can do there.'
}

/** To the convenor, about a message of which Slack did not say whether it was posted. */
export function isItThereText(what: string, channelId: string, isPoll: boolean): string {
  const find = isPoll ? ' If it is, please also tap any emoji under it, so that I find it and can count.' : ''
  return `Slack did not tell me whether ${what} was posted in <#${channelId}>. Please look: is it there?${find}`
}

/** To the convenor, when Slack does not let the bot post in the group's channel. */
export function couldNotPostText(channelId: string): string {
  return `I could not post in <#${channelId}>. Probably I am not in the channel any more, or it is archived. Please type \`/invite\` and my name there, or have it unarchived. Then I post what is waiting: within a quarter of an hour, or at once when you press the button.`
}

/** To the convenor, when others could read along in the group's channel. */
export function notPrivateText(channelId: string, readAlong: ReadAlong): string {
  const [how, mend] =
    readAlong === 'shared'
      ? ['shared with another workspace', 'end the sharing']
      : ['public', 'make it private again']
  return `<#${channelId}> is ${how} now, so people who are not in our group could read along. I post nothing there while that is so, and what comes due waits. Please ask somebody who looks after your workspace to ${mend}. Then I go on: within a quarter of an hour, or at once when you press the button. If the channel is to stay as it is, the group needs a private channel of its own: type \`/supportgroup setup\` there.`
}

/** To the convenor, when Slack takes other messages in the channel but not this one. */
export function messageRefusedText(channelId: string): string {
  return `Slack did not take one of my messages for <#${channelId}> because of the message itself. What follows is posted all the same. You may press the button to have me try again; if I tell you this once more, please ask whoever looks after me: the reason is in my log.`
}

/** After the convenor has mended that. */
export function postingParked(): string {
  return 'I am posting what was waiting, as far as it is still true.'
}

/** After the convenor has said whether it was there. */
export function settledText(isThere: boolean): string {
  return isThere ? 'Good. Then nothing is left to do.' : 'I am posting it now.'
}
