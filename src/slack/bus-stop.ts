import type { App } from '@slack/bolt'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import { isRunOver, lastSessionOn, sessionsToCome } from '#domain/session.ts'
import { busStopAheadText, ownChoiceText } from '#text/bus-stop.ts'
import { type BusStopAhead, busStopAhead, choose } from '#usecases/bus-stop.ts'
import { actorOf, idSchema, pressedValue } from './actor.ts'
import type { Command } from './command.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { busStopSummaryMessage, choiceButtons, choiceMadeMessage } from './views/bus-stop.ts'
import { type Message, section } from './views/parts.ts'

/** `/supportgroup busstop`: one's own choice; for a convenor also who chose what. */
export const busStopCommand: Command = {
  name: 'busstop',
  usage: 'shows how far the bus stop is; stay, or get off there.',
  isForConvenors: false,
  async reply(shell, { actor }) {
    const context = shell.context()
    const outcome = await busStopAhead(context, actor)
    if ('refusal' in outcome) return outcome
    const { group, run, busStop, isConvenor } = outcome.value
    const mine = ownChoice(outcome.value, sessionsToCome(run, context.now))
    const all = isConvenor ? [busStopSummaryMessage(group, busStop, isRunOver(run, context.now))] : []
    const parts = [...mine, ...all]
    return {
      value: {
        text: parts.map(({ text }) => text).join('\n'),
        blocks: parts.flatMap(({ blocks }) => blocks),
      },
    }
  },
}

/** A member's own part; a convenor who is not on the roster has none. */
function ownChoice({ run, busStop, member }: BusStopAhead, toCome: number): Message[] {
  if (!member) return []
  const choice = busStop.choices.find(({ memberId }) => memberId === member.id)
  const text = `${busStopAheadText(toCome, lastSessionOn(run))} ${ownChoiceText(choice?.value ?? null)}`
  return [
    {
      text,
      blocks: [section(text), ...(busStop.status === 'closed' ? [] : [choiceButtons(busStop.id)])],
    },
  ]
}

/** Listens to the choices members make before a bus stop. */
export function registerBusStop(app: App, shell: Shell): void {
  const listen = (actionId: string, value: ChoiceValue, hasToldGroup: boolean) =>
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId }
      const busStopId = idSchema.parse(pressedValue(action))
      const outcome = await choose(shell.context(), actor, busStopId, value, hasToldGroup)
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, choiceMadeMessage(busStopId, value, hasToldGroup))
    })
  listen('choose-staying', 'staying', false)
  listen('choose-gettingOff', 'gettingOff', false)
  listen('choose-undecided', 'undecided', false)
  listen('toldGroup', 'gettingOff', true)
}
