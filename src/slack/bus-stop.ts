import type { App } from '@slack/bolt'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import { isRunOver, lastSessionOn, sessionsToCome } from '#domain/session.ts'
import {
  busStopAheadText,
  closedText,
  ownChoiceText,
  stopIsClosedText,
  willTellThanks,
} from '#text/bus-stop.ts'
import { type BusStopAhead, busStopAhead, choose } from '#usecases/bus-stop.ts'
import { closeBusStop } from '#usecases/close-bus-stop.ts'
import { actorOf, windowOf } from './actor.ts'
import type { Command } from './command.ts'
import { pressedId, pressedValue, readId } from './payload.ts'
import { answerPress, answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { busStopSummaryMessage, choiceButtons, choiceMadeMessage } from './views/bus-stop.ts'
import { type Message, paragraph, section } from './views/parts.ts'

/** `/supportgroup busstop`: one's own choice; for a convenor also who chose what. */
export const busStopCommand: Command = {
  name: 'busstop',
  isFor: 'members',
  async reply(shell, { actor }) {
    const context = shell.context()
    const outcome = await busStopAhead(context, actor)
    if ('refusal' in outcome) return outcome
    const { run, summary } = outcome.value
    const mine = ownChoice(outcome.value, sessionsToCome(run, context.now))
    const all = summary ? [busStopSummaryMessage(summary, isRunOver(run, context.now))] : []
    const parts = [...mine, ...all]
    if (parts.length === 0) return { value: paragraph(stopIsClosedText()) }
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
  if (!member || busStop.status === 'closed') return []
  const choice = busStop.choices.find(({ memberId }) => memberId === member.id)
  const text = `${busStopAheadText(toCome, lastSessionOn(run))} ${ownChoiceText(choice?.value ?? null)}`
  return [{ text, blocks: [section(text), choiceButtons(busStop.id)] }]
}

/** Listens to the choices members make before a bus stop, and to the convenor who closes it. */
export function registerBusStop(app: App, shell: Shell): void {
  const listen = (actionId: string, value: ChoiceValue, hasToldGroup: boolean) =>
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId, viewId: windowOf(body) }
      const busStopId = pressedId(action)
      const outcome = await choose(shell.context(), actor, busStopId, value, hasToldGroup)
      if ('refusal' in outcome) return answerRefusal(shell, press, outcome.refusal)
      await replaceQuestion(shell, press, choiceMadeMessage(busStopId, outcome.value))
    })
  listen('choose-staying', 'staying', false)
  listen('choose-gettingOff', 'gettingOff', false)
  listen('choose-undecided', 'undecided', false)
  listen('toldGroup', 'gettingOff', true)

  app.action('willTell', async ({ ack, body, respond }) => {
    await ack()
    const press = { respond, triggerId: actorOf(body).triggerId, viewId: windowOf(body) }
    await answerPress(shell, press, paragraph(willTellThanks()))
  })

  app.action('closeBusStop', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const [busStopId, version = ''] = pressedValue(action).split(' ')
    const outcome = await closeBusStop(shell.context(), actor, readId(busStopId), version)
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await answerPress(shell, press, paragraph(closedText()))
  })
}
