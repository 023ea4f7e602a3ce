import { setImmediate } from 'node:timers/promises'
import type { App } from '@slack/bolt'
import * as z from 'zod'
import { isStoppedIn } from '#usecases/uninstall.ts'
import type { Acknowledge } from './broken.ts'
import type { Envelope, EventHandler } from './event-handler.ts'
import { EVENTS } from './event-table.ts'
import { actorIdOf, isFromSlack } from './interaction.ts'
import { errorName, placeOf } from './log.ts'
import { recogniseFromPress } from './mark.ts'
import { answerOutdated } from './outdated.ts'
import { isSubmission } from './payload.ts'
import type { Shell } from './shell.ts'
import { type InTheirLanguage, speakTheirLanguage } from './spoken.ts'
import { answerTooQuick } from './too-quick.ts'
import { type TakePlace, takeTurns } from './turn.ts'
import type { Received, Take } from './workspace-app.ts'

/**
 * Stands before Bolt on both connections. Bolt acknowledges an event before anything has been done about it; here it
 * takes effect first, so that an event which meets a database that is away is sent again. And what Bolt would leave
 * without an answer gets one.
 */
export function standBefore(app: App, shell: Shell): Take {
  const passOn: Take = (received) => app.processEvent(received)
  const takePlace = takeTurns()
  const inTheirLanguage = speakTheirLanguage(shell)
  return (received) => {
    const isEvent = received.body.type === 'event_callback'
    return isEvent
      ? takeEvent(shell, received)
      : takeInteraction(shell, received, passOn, takePlace, inTheirLanguage)
  }
}

const eventCallback = z.object({
  team_id: z.string().min(1).max(64),
  event_id: z.string().regex(/^[\w.:-]{1,64}$/),
  event: z.looseObject({ type: z.string() }),
})

async function takeEvent(shell: Shell, { body, ack }: Received): Promise<void> {
  const parsed = eventCallback.safeParse(body)
  const type = parsed.data?.event.type ?? ''
  const handler = Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined
  // Sending it again would not make it better.
  if (!parsed.success || !handler || parsed.data.team_id !== shell.teamId) return ack()
  const { team_id: teamId, event_id: eventId, event } = parsed.data
  const afterwards = await takeEffect(shell, handler, { teamId, eventId, event })
  await ack()
  await afterwards?.().catch((error) => logFailure(shell, error, 'what follows an event failed'))
}

/** Slack is to send it again when this throws. */
async function takeEffect(shell: Shell, handler: EventHandler, envelope: Envelope) {
  try {
    const isOfInstallation = handler === EVENTS.app_uninstalled || handler === EVENTS.tokens_revoked
    // What is still on its way is of no more use.
    if (!isOfInstallation && (await isStoppedIn(shell.context(), envelope.teamId))) return null
    return await handler(shell, envelope)
  } catch (error) {
    logFailure(shell, error, 'an event could not take effect')
    throw error
  }
}

/**
 * What somebody typed or pressed is acknowledged before anything else is done about it, the database not asked yet; only a
 * form that is sent waits for what it is to show. Slack waits three seconds, and shows a warning then.
 */
async function takeInteraction(
  shell: Shell,
  received: Received,
  passOn: Take,
  takePlace: TakePlace,
  inTheirLanguage: InTheirLanguage,
): Promise<void> {
  const { body } = received
  let isAcknowledged = typeof received.acknowledgedAt === 'number'
  const ack: Acknowledge = async (response) => {
    if (isAcknowledged) return false
    isAcknowledged = true
    await received.ack(response)
    return true
  }
  if (!isFromSlack(body, shell.teamId)) return answerOutdated(shell, body, ack)
  const place = takePlace(actorIdOf(body))
  if (typeof place === 'string') return answerTooQuick(shell, body, ack, place === 'full')
  if (!isSubmission(body))
    await ack().catch((error) => logFailure(shell, error, 'an acknowledgement could not be sent'))
  let isTaken = false
  const take: Acknowledge = (response) => {
    isTaken = true
    return ack(response)
  }
  const passed = {
    ...received,
    ack: async (response?: unknown) => void (await take(response)),
    customProperties: { acknowledge: take },
  }
  await place(async () => {
    await setImmediate()
    await inTheirLanguage(body, async () => {
      // A listener that fails has been dealt with by now; what still comes is Bolt's, about a part that only it reads.
      await passOn(passed).catch((error) => logFailure(shell, error, 'a payload could not be read'))
      if (!isTaken) await answerOutdated(shell, body, ack)
    })
    await recogniseFromPress(shell, body).catch((error) =>
      logFailure(shell, error, 'a pressed message could not be recognised'),
    )
  })
}

function logFailure(shell: Shell, error: unknown, what: string): void {
  shell.log.error({ ...errorName(error), at: placeOf(error) }, what)
}
