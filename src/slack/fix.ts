import type { App } from '@slack/bolt'
import * as z from 'zod'
import { fixed } from '#text/offer.ts'
import { fixRun } from '#usecases/fix.ts'
import { loosen } from '#usecases/loosen.ts'
import { offerNow } from '#usecases/offer.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { pressedValue, read, readId, readJson } from './payload.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { offerMessage } from './views/offer.ts'
import { paragraph } from './views/parts.ts'

/** `/supportgroup fix` */
export const fixCommand: Command = {
  name: 'fix',
  isFor: 'convenors',
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

const days = z.number().int().min(0)
const looserRules = z.array(
  z.discriminatedUnion('rule', [
    z.object({
      rule: z.literal('gapDays'),
      to: z.object({ min: days, max: days }),
    }),
    z.object({ rule: z.literal('alternation'), to: z.literal('prefer') }),
    z.object({ rule: z.literal('minimum'), to: z.number().int().min(1) }),
    z.object({ rule: z.literal('sessions'), to: z.number().int().min(1) }),
  ]),
)

/** A poll and the rules to loosen, as the button carries them. */
const loosenValue = z.string().transform((value) => {
  const [pollId = '', ...json] = value.split(' ')
  return { pollId: readId(pollId), looser: readJson(looserRules, json.join(' ')) }
})

/** Listens to the buttons that fix a run, and to those that loosen a rule so that there is one. */
export function registerFix(app: App, shell: Shell): void {
  app.action(/^loosen-\d+$/, async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const { pollId, looser } = read(loosenValue, pressedValue(action))
    const outcome = await loosen(shell.context(), actor, pollId, looser)
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await replaceQuestion(shell, press, offerMessage(outcome.value))
  })

  app.action('fix', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const { pollId, places } = read(fixValue, pressedValue(action))
    const outcome = await fixRun(shell.context(), actor, pollId, places)
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await replaceQuestion(shell, press, paragraph(fixed()))
  })
}
