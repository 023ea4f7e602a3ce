import type { App } from '@slack/bolt'
import { sessionInWords } from '#text/date.ts'
import { takenBackText } from '#text/offer.ts'
import { leftAsItIs, skippedText } from '#text/session.ts'
import { leaveAsItIs, skip, takeBack } from '#usecases/session.ts'
import { actorOf, windowOf } from './actor.ts'
import { pressedId } from './payload.ts'
import { answerRefusal, replaceQuestion } from './reply.ts'
import type { Shell } from './shell.ts'
import { paragraph } from './views/parts.ts'

/** Listens to what convenors decide about one session. */
export function registerSession(app: App, shell: Shell): void {
  const decisions = {
    leaveAsItIs: { decide: leaveAsItIs, words: leftAsItIs },
    skipSession: { decide: skip, words: skippedText },
    takeBack: {
      decide: takeBack,
      words: (session: Parameters<typeof sessionInWords>[0]) => takenBackText(sessionInWords(session)),
    },
  }
  for (const [actionId, { decide, words }] of Object.entries(decisions)) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press = { respond, triggerId: actor.triggerId, viewId: windowOf(body) }
      const outcome = await decide(shell.context(), actor, pressedId(action))
      if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
      else await replaceQuestion(shell, press, paragraph(words(outcome.value)))
    })
  }
}
