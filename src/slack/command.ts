import type { App, RespondFn } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Outcome, Refusal } from '#domain/refusal.ts'
import type { CommandName } from '#text/command.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Actor } from '#usecases/context.ts'
import { wantPresenceAt } from '#usecases/presence.ts'
import { answersCommand } from './answer.ts'
import { apologiesCommand } from './apology.ts'
import { auditCommand } from './audit.ts'
import { busStopCommand } from './bus-stop.ts'
import { calendarCommand } from './calendar.ts'
import { type Place, whyNoGroup } from './channel.ts'
import { convenorsCommand } from './convenor.ts'
import { fixCommand } from './fix.ts'
import { forgetMeCommand } from './forget-me.ts'
import { openForm } from './form.ts'
import { helpFor, unknownCommand } from './help.ts'
import { interestCommand } from './interest.ts'
import { leaveCommand } from './leave.ts'
import { myDataCommand } from './my-data.ts'
import { placeCommand } from './place.ts'
import { closeCommand, remindCommand } from './poll.ts'
import { recordCommand } from './record.ts'
import { replanCommand } from './remainder.ts'
import { scheduleCommand } from './schedule.ts'
import { settingsCommand, setupCommand } from './setup.ts'
import type { Shell } from './shell.ts'
import { statusCommand } from './status.ts'
import { surveyCommand } from './survey.ts'
import { type Message, paragraph } from './views/parts.ts'

/** Somebody typed a command. */
export type Request = {
  actor: Actor
  place: Place
  /** What was typed after the command's name. */
  rest: string
}

/** What a command answers: a message that only this person sees, a form, or a refusal. */
export type Command = {
  name: CommandName
  /** Who may use it; what members and convenors may, they type in their group's channel, the rest anywhere. */
  isFor: 'anybody' | 'members' | 'convenors'
} & (
  | { reply(shell: Shell, request: Request): Promise<Outcome<Message>> }
  | { form(shell: Shell, request: Request): Promise<Outcome<ModalView>> }
)

/** Every sub-command; the help is made from this table. Who may do what is decided by the use cases. */
export const COMMANDS: readonly Command[] = [
  statusCommand,
  answersCommand,
  apologiesCommand,
  calendarCommand,
  busStopCommand,
  convenorsCommand,
  interestCommand,
  leaveCommand,
  surveyCommand,
  myDataCommand,
  forgetMeCommand,
  {
    name: 'help',
    isFor: 'anybody',
    reply: async (shell, request) => ({ value: await helpFor(shell, request, COMMANDS) }),
  },
  setupCommand,
  scheduleCommand,
  closeCommand,
  fixCommand,
  replanCommand,
  placeCommand,
  remindCommand,
  recordCommand,
  settingsCommand,
  auditCommand,
]

/** Listens to `/supportgroup`. No words give the same as `help`; an unknown one gives it too, after what may be meant. */
export function registerCommand(app: App, shell: Shell): void {
  app.command('/supportgroup', async ({ ack, command, respond }) => {
    await ack()
    const typed = command.text.trim().toLowerCase()
    const [word = '', ...rest] = (typed || 'help').split(/\s+/)
    const found = COMMANDS.find(({ name }) => name === word)
    const request: Request = {
      actor: { teamId: command.team_id, slackUserId: command.user_id, channelId: command.channel_id },
      place: { channelId: command.channel_id, channelName: command.channel_name },
      rest: rest.join(' '),
    }
    if (found) await run(shell, found, request, respond, command.trigger_id)
    else await whisper(respond, await unknownCommand(shell, request, COMMANDS, typed))
  })
}

async function run(
  shell: Shell,
  command: Command,
  request: Request,
  respond: RespondFn,
  triggerId: string,
): Promise<void> {
  if ('form' in command) {
    const refusal = await openForm(
      shell,
      triggerId,
      whereItFails(shell, request, command.form(shell, request)),
    )
    if (refusal) await whisper(respond, refused(refusal))
    return
  }
  const outcome = await whereItFails(shell, request, command.reply(shell, request))
  await whisper(respond, 'refusal' in outcome ? refused(outcome.refusal) : outcome.value)
}

/**
 * "No group here" has a different next step in a public channel, in a private message, or without the bot. Whoever
 * counts as away and types a command has perhaps just come back, so Slack is asked.
 */
async function whereItFails<T>(
  shell: Shell,
  request: Request,
  asked: Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const outcome = await asked
  const code = 'refusal' in outcome ? outcome.refusal.code : null
  if (code === 'memberAway') await wantPresenceAt(shell.context(), request.actor)
  return code === 'noGroupHere' ? whyNoGroup(shell, request.place) : outcome
}

function refused(refusal: Refusal): Message {
  return paragraph(refusalInWords(refusal))
}

async function whisper(respond: RespondFn, { text, blocks }: Message): Promise<void> {
  await respond({ text, blocks, response_type: 'ephemeral' })
}
