import type * as z from 'zod'
import type { Shell } from './shell.ts'

/** An event as Slack delivers it. `eventId` stays the same when it is delivered again. */
export type Envelope = { teamId: string; eventId: string; event: unknown }

/** What is left to do once Slack has been told that the event arrived: calls to Slack, nothing that must not be lost. */
type Afterwards = () => Promise<void>

/**
 * Lets an event take effect, in one transaction; when it throws, Slack is not told that the event has arrived and
 * sends it again. Null when nothing is left to do afterwards.
 */
export type EventHandler = (shell: Shell, envelope: Envelope) => Promise<Afterwards | null>

/** A handler for events of one shape; what Slack sends in another has no effect. */
export function eventHandler<T>(
  shape: z.ZodType<T>,
  // biome-ignore lint/suspicious/noConfusingVoidType: most handlers have nothing left to do and just end
  handle: (shell: Shell, event: T, envelope: Envelope) => Promise<Afterwards | void>,
): EventHandler {
  return async (shell, envelope) => {
    const parsed = shape.safeParse(envelope.event)
    return parsed.success ? ((await handle(shell, parsed.data, envelope)) ?? null) : null
  }
}
