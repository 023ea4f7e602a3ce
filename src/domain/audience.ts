import type { DateTime } from 'luxon'
import type { ReadAlong } from './delivery.ts'

/** What Slack has shown of who could read along in a group's channel. */
export type Audience = {
  /** Null while the channel is private, as far as is known. */
  openTo: ReadAlong | null
  /** How often that has changed. */
  changes: number
  /** How often an event has told that the channel is shared, or not any more. */
  sharingEvents: number
  /** When Slack was last asked and said that it is private, unless something else was heard since. */
  privateAt: DateTime | null
}

/** What is known of a channel about which Slack was never asked. */
export const NEVER_ASKED: Audience = { openTo: null, changes: 0, sharingEvents: 0, privateAt: null }

/**
 * Slack takes such questions some fifty times a minute from a whole workspace, and a group may have a poll's pages to post
 * or bring up to date many times in that. Whoever comes to read along within the minute can read what was posted before
 * it, too.
 */
const REMEMBERED = { minutes: 1 }

/** Whether it is so short a time since Slack said that a channel is private that nobody need ask again. */
export function isStillPrivate({ privateAt }: Audience, now: DateTime): boolean {
  return privateAt !== null && privateAt <= now && now < privateAt.plus(REMEMBERED)
}

/** Whether something was heard between two looks at what is known: an answer of Slack's may be from before or after it. */
export function hasChanged(before: Audience, after: Audience): boolean {
  return before.changes !== after.changes || before.sharingEvents !== after.sharingEvents
}
