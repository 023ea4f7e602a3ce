/** What the thread that receives requests is given. */
export type ThreadSettings = {
  signingSecret: string
  port: number
  /** The paths of pages, and where in this machine they are answered. */
  pages: { paths: readonly string[]; port: number } | null
}

/** What it says: that it listens, or why it cannot; and each request that Slack has signed. */
export type FromThread =
  | { kind: 'listening' }
  | { kind: 'refused'; message: string; code: string | undefined }
  | ReceivedMessage

export type ReceivedMessage = {
  kind: 'received'
  id: number
  /** What Slack sent. As text, because objects that are nested deeply enough do not come through between threads. */
  json: string
  /** By `monotonicMs`. */
  arrivedAt: number
  /** When Slack was told so, if it was told at once. */
  acknowledgedAt: number | null
}

/**
 * What it is told: with what a request is to be answered that was not acknowledged at once; that one which was is done; and
 * that it is to end.
 */
export type ToThread =
  | ({ kind: 'answer'; id: number } & HttpAnswer)
  | { kind: 'done'; id: number }
  | { kind: 'stop' }

export type HttpAnswer = { status: number; text?: string; isJson?: boolean }

/** Slack has told whoever did something that it failed when it was not told within this that it arrived. */
export const SLACK_WAITS_MS = 3_000

/** A clock that never jumps, and is the same in every thread. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
