import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { Outcome } from '#domain/refusal.ts'
import { doneWithout, replaced } from '#text/remainder.ts'
import type { Where } from '#usecases/access.ts'
import { doWithout } from '#usecases/do-without.ts'
import { replaceDates, sessionsToKeep, whatIfItFalls } from '#usecases/remainder.ts'
import { actorOf, windowOf } from './actor.ts'
import type { Command } from './command.ts'
import { openForm } from './form.ts'
import { pressedId, pressedValue, read, readId } from './payload.ts'
import { answerPress, answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { messageView } from './views/notice.ts'
import { paragraph } from './views/parts.ts'
import { comingMessage, fallingMessage } from './views/remainder.ts'

/** `/supportgroup replan` */
export const replanCommand: Command = {
  name: 'replan',
  isFor: 'convenors',
  async reply(shell, { actor }) {
    const outcome = await sessionsToKeep(shell.context(), actor)
    if ('refusal' in outcome) return outcome
    return { value: comingMessage(outcome.value.group, outcome.value.coming) }
  },
}

/** The same in a window, in which everything else about a date that falls follows. */
async function comingView(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await sessionsToKeep(shell.context(), actor)
  if ('refusal' in outcome) return outcome
  return { value: messageView(comingMessage(outcome.value.group, outcome.value.coming)) }
}

const replaceValue = z.string().transform((value) => {
  const [sessionId, starts = ''] = value.split(' ')
  return {
    sessionId: readId(sessionId),
    starts: read(z.array(z.coerce.number().int()).min(1), starts.split(',')),
  }
})

/** Listens to what convenors decide when a date of a run falls. */
export function registerRemainder(app: App, shell: Shell): void {
  app.action('changeDates', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const shown = comingView(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, shown)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.action('dateFalls', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId, viewId: windowOf(body) }
    const outcome = await whatIfItFalls(shell.context(), actor, pressedId(action))
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await answerPress(shell, press, fallingMessage(outcome.value))
  })

  for (const actionId of ['moveSession', 'planAnew']) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId, viewId: windowOf(body) }
      const { sessionId, starts } = read(replaceValue, pressedValue(action))
      const outcome = await replaceDates(shell.context(), actor, sessionId, starts)
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, paragraph(replaced(outcome.value.dates.length)))
    })
  }

  app.action('doWithout', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId, viewId: windowOf(body) }
    const outcome = await doWithout(shell.context(), actor, pressedId(action))
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else
      await replaceQuestion(
        shell,
        press,
        paragraph(doneWithout(outcome.value.run.sessions.filter(({ status }) => status === 'firm').length)),
      )
  })
}
