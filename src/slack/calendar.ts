import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Outcome } from '#domain/refusal.ts'
import { feedNotOffered, feedStopped, noDatesYet } from '#text/calendar.ts'
import { calendarFileSent } from '#text/session.ts'
import type { Where } from '#usecases/access.ts'
import { makeFeed, myCalendar, stopFeed } from '#usecases/calendar-feed.ts'
import { requestCalendarFile } from '#usecases/calendar-file.ts'
import { actorOf } from './actor.ts'
import type { Command } from './command.ts'
import { openThenDo } from './form.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal, type Press } from './reply.ts'
import type { Shell } from './shell.ts'
import { calendarMessage, calendarView, feedMadeView } from './views/calendar.ts'
import { noticeView } from './views/notice.ts'
import { paragraph } from './views/parts.ts'

/** `/supportgroup calendar` */
export const calendarCommand: Command = {
  name: 'calendar',
  isFor: 'members',
  async reply(shell, { actor }) {
    const found = await myCalendar(shell.context(), actor)
    if ('refusal' in found) return found
    const { runId } = found.value
    if (!runId) return { value: calendarMessage(noDatesYet(), found.value, shell.calendarUrl) }
    const requested = await requestCalendarFile(shell.context(), actor, runId)
    if ('refusal' in requested) return requested
    return { value: calendarMessage(calendarFileSent(), found.value, shell.calendarUrl) }
  },
}

/** Listens to whoever wants the dates in their calendar. */
export function registerCalendar(app: App, shell: Shell): void {
  app.action('calendarFile', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press: Press = { respond, triggerId: actor.triggerId }
    const requested = await requestCalendarFile(shell.context(), actor, pressedId(action))
    if ('refusal' in requested) return answerRefusal(shell, press, requested.refusal)
    const found = await myCalendar(shell.context(), { ...actor, groupId: requested.value.groupId })
    if ('refusal' in found) return answerRefusal(shell, press, found.refusal)
    const message = calendarMessage(calendarFileSent(), found.value, shell.calendarUrl)
    if (press.respond) return answerPress(shell, press, message)
    await shell.client.views.open({ trigger_id: actor.triggerId, view: calendarView(message) })
  })

  app.action('makeFeed', async ({ ack, body, action }) => {
    await ack()
    const actor = actorOf(body)
    const groupId = pressedId(action)
    await openThenDo(shell, actor.triggerId, () => newAddress(shell, { ...actor, groupId }))
  })

  app.action('stopFeed', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press = { respond, triggerId: actor.triggerId }
    const outcome = await stopFeed(shell.context(), { ...actor, groupId: pressedId(action) })
    if ('refusal' in outcome) await answerRefusal(shell, press, outcome.refusal)
    else await answerPress(shell, press, paragraph(feedStopped()))
  })
}

async function newAddress(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  if (shell.calendarUrl === null) {
    const found = await myCalendar(shell.context(), actor)
    return 'refusal' in found ? found : { value: noticeView(feedNotOffered()) }
  }
  const made = await makeFeed(shell.context(), actor)
  if ('refusal' in made) return made
  return { value: feedMadeView(`${shell.calendarUrl}/${made.value.token}.ics`) }
}
