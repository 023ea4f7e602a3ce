import type { App } from '@slack/bolt'
import * as z from 'zod'
import { fixed } from '#text/offer.ts'
import { fixRun, offerNow } from '#usecases/fix.ts'
import { actorOf, pressedValue } from './actor.ts'
import type { Command } from './command.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { offerMessage } from './views/offer.ts'
import { paragraph } from './views/parts.ts'

/** `/supportgroup fix` */
export const fixCommand: Command = {
  name: 'fix',
  usage: 'shows the best runs again, to fix one.',
  isForConvenors: true,
  async reply(shell, { actor }) {
    const outcome = await offerNow(shell.context(), actor)
    if ('refusal' in outcome) return outcome
    return { value: offerMessage(outcome.value) }
  },
}

const fixValue = z.string().transform((value, context) => {
  const [pollId = '', places = ''] = value.split(' ')
  const parsed = z
    .object({ pollId: z.uuid(), places: z.array(z.coerce.number().int().min(0)).min(1) })
    .safeParse({ pollId, places: places.split(',') })
  if (parsed.success) return parsed.data
  context.addIssue('not a poll and places of its dates')
  return z.NEVER
})

/** Listens to the buttons that fix a run. */
export function registerFix(app: App, shell: Shell): void {
  app.action('fix', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const { pollId, places } = fixValue.parse(pressedValue(action))
    const outcome = await fixRun(shell.context(), actor, pollId, places)
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await replaceQuestion(shell, press, paragraph(fixed()))
  })
}
