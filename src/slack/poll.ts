import type { App } from '@slack/bolt'
import { durationInWords } from '#text/date.ts'
import { cannotSayYet, muted, nudged, pollClosing, remindersComing, unmuted } from '#text/poll.ts'
import { closingAhead, requestClosing } from '#usecases/close.ts'
import { setReminding } from '#usecases/mute.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { statusHere } from '#usecases/status.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { paragraph } from './views/parts.ts'
import { CLOSE_AS_ASKED, closingMessage } from './views/poll.ts'

/** `/supportgroup close`: asks first, as the button does. */
export const closeCommand: Command = {
  name: 'close',
  isFor: 'convenors',
  async reply(shell, { actor }) {
    const outcome = await closingAhead(shell.context(), actor)
    return 'refusal' in outcome ? outcome : { value: closingMessage(outcome.value) }
  },
}

/** `/supportgroup remind`: with an open poll it asks the silent; otherwise it says what comes by itself. */
export const remindCommand: Command = {
  name: 'remind',
  isFor: 'convenors',
  async reply(shell, { actor }) {
    const context = shell.context()
    const outcome = await nudgeNow(context, actor)
    if ('value' in outcome) return { value: paragraph(nudged(outcome.value.asked)) }
    if (outcome.refusal.code !== 'noOpenPoll') return outcome
    const status = await statusHere(context, actor)
    if ('refusal' in status) return status
    return { value: paragraph(remindersComing(status.value.group.reminders.map(durationInWords))) }
  },
}

/** Listens to the buttons about an open poll, but for the answers themselves. */
export function registerPoll(app: App, shell: Shell): void {
  for (const [actionId, say] of [
    ['closePoll', answerPress],
    [CLOSE_AS_ASKED, replaceQuestion],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const groupId = pressedId(action)
      const outcome = await requestClosing(shell.context(), { ...actor, groupId })
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await say(shell, press, paragraph(pollClosing()))
    })
  }

  app.action('cannotSayYet', async ({ ack, body, respond }) => {
    await ack()
    await replaceQuestion(shell, { respond, triggerId: actorOf(body).triggerId }, paragraph(cannotSayYet()))
  })

  for (const [actionId, isWanted] of [
    ['doNotRemind', false],
    ['remindAgain', true],
  ] as const) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const groupId = pressedId(action)
      const outcome = await setReminding(shell.context(), { ...actor, groupId }, isWanted)
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, paragraph(isWanted ? unmuted() : muted()))
    })
  }
}
