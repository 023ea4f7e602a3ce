import { nearest } from '#domain/nearest.ts'
import { commandUsages } from '#text/command.ts'
import { helpText, howToBegin, unknownSubCommand } from '#text/help.ts'
import { standingOf } from '#usecases/standing.ts'
import { isPrivateChannel } from './channel.ts'
import type { Command, Request } from './command.ts'
import type { Shell } from './shell.ts'
import { type Message, section } from './views/parts.ts'

/** What somebody can do, and where each can be typed: no more than they may do there, or in groups of theirs. */
export async function helpFor(
  shell: Shell,
  request: Request,
  commands: readonly Command[],
): Promise<Message> {
  return inParts(await helpParts(shell, request, commands))
}

/** To somebody who typed a sub-command that there is not: which one they may have meant, or the help where none is near. */
export async function unknownCommand(
  shell: Shell,
  request: Request,
  commands: readonly Command[],
  typed: string,
): Promise<Message> {
  const names = commands.map(({ name }) => name)
  const words = typed.split(/\s+/)
  // Some write a command in two words: "bus stop", "forget me".
  const meant = nearest(words.join(''), names) ?? nearest(words[0] ?? '', names)
  return inParts([unknownSubCommand(meant), ...(meant ? [] : await helpParts(shell, request, commands))])
}

async function helpParts(
  shell: Shell,
  { actor, place }: Request,
  commands: readonly Command[],
): Promise<string[]> {
  const standing = await standingOf(shell.context(), actor, isPrivateChannel(place))
  const usages = commandUsages()
  const shown = commands.filter(({ isFor }) => isFor === 'anybody' || standing[isFor])
  const lines = shown.map(({ name, isFor }) => ({ name, isFor, usage: usages[name] }))
  return [...helpText(lines), ...(standing.members ? [] : [howToBegin()])]
}

/** A part for each paragraph: all of it in one would be more than Slack takes. */
function inParts(parts: readonly string[]): Message {
  return { text: parts.join('\n'), blocks: parts.map((part) => section(part)) }
}
