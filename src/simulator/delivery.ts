/** What the workspace sends to the app, over either transport, and what became of it. */

export type Outgoing = {
  kind: 'slash_commands' | 'interactive' | 'events_api'
  payload: Record<string, unknown>
  /** Set when an event is sent again. */
  retry?: { attempt: number; reason: string }
}

export type Delivery =
  | { kind: 'acknowledged'; body: Record<string, unknown> }
  /** Sent, but not acknowledged within three seconds. */
  | { kind: 'timeout' }
  /** There was nobody to send it to, or the connection broke before the answer. */
  | { kind: 'noConnection' }
  | { kind: 'httpError'; status: number }

/** The words that Slack gives as the reason of a retry. */
export function retryReason(delivery: Delivery): string {
  if (delivery.kind === 'timeout') return 'http_timeout'
  return delivery.kind === 'httpError' ? 'http_error' : 'connection_failed'
}
