/**
 * How sentences of Slack's libraries begin that are of use to whoever reads the log. What comes after may quote an answer of
 * Slack's or a message, so the beginning is all that is taken over; of every other sentence, nothing.
 */
const BEGINNINGS = [
  'API Call failed due to rate limiting',
  'http request failed',
  'The top-level `text` argument is missing',
  "A ping wasn't received from the server before the timeout",
  "A pong wasn't received from the server before the timeout",
  'Failed to retrieve a new WSS URL',
  'Failed to send a message as the client',
  'Failed to send a WebSocket message',
  'Failed to send ping to Slack',
  'Peer did not complete the close handshake in time',
  'WebSocket error',
  'Could not determine the type of an incoming event',
  'ack() has already been called',
  'An unhandled error occurred while Bolt processed',
]

/** What may be logged of something that Slack's libraries say. */
export function librarySentence(said: unknown): string {
  const known = typeof said === 'string' && BEGINNINGS.find((beginning) => said.startsWith(beginning))
  return known || 'something that may quote a message'
}
