/** What Slack shows of a group's people, by Slack user id: who is in its channel, and whose account is closed. */
export type Seen = { inChannel: readonly string[]; closed: readonly string[] }

/** What is known of somebody on the roster: whether they were ever found in the channel, and whether they are away. */
export type Presence = { hasArrived: boolean; isAway: boolean }

/**
 * What is known of somebody now. Found in the channel, they have arrived and are not away. Somebody who had arrived
 * and is not there any more is away, and so is whoever's account is closed: Slack may list it in the channel still.
 * A newcomer whom nobody has let in yet is neither.
 */
export function presenceNow(known: Presence, slackUserId: string, seen: Seen): Presence {
  const isClosed = isAccountClosed(slackUserId, seen)
  const isThere = seen.inChannel.includes(slackUserId) && !isClosed
  return {
    hasArrived: known.hasArrived || isThere,
    isAway: isClosed || (known.hasArrived && !isThere),
  }
}

/** Whether somebody's account is closed; such a convenor does not count as one. */
export function isAccountClosed(slackUserId: string, seen: Seen): boolean {
  return seen.closed.includes(slackUserId)
}
