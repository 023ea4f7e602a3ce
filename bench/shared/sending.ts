/** Something that somebody does in Slack, of which Slack tells the bot. */
export type Deed =
  | { kind: 'command'; userId: string; channelId: string; text: string }
  | { kind: 'press'; userId: string; channelId: string; actionId: string; value: string }
  | { kind: 'reaction'; userId: string; channelId: string; ts: string; name: string }

/** How Slack is told where to send, and what: the deeds in turn, from the front again where there is time left. */
export type Sending = {
  url: string
  deeds: readonly Deed[]
  /** So many a second, however long the answers take; or so many at once, each after an answer. */
  pace: { perSecond: number } | { atOnce: number }
  /** For how long; null: each deed once. */
  seconds: number | null
}

/** What became of what was sent. */
export type Sent = {
  /** How long each answer took, in milliseconds, counted from when it was to be sent. */
  answerMs: number[]
  /** What was not answered with 200 within the three seconds that Slack waits. */
  errors: number
  tookMs: number
}
