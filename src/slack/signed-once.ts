import type { IncomingHttpHeaders } from 'node:http'

/** How far the time at which Slack says that it sent a request may be from ours, in either direction. */
const MOST_APART_MS = 5 * 60_000

/** What is remembered of the requests that were taken. */
export type SignedOnce = {
  /** Whether this request is of now and was not taken before. From now on it was. */
  take(headers: IncomingHttpHeaders): 'first' | 'again' | 'notOfNow'
  /** A request that came to nothing: Slack may send the same again, within the same second even. */
  giveBack(headers: IncomingHttpHeaders): void
}

/**
 * Sees to it that whoever got hold of a request of Slack's can do nothing with it: it is taken once, and only within five
 * minutes of when it was signed. What Slack sends again by itself is signed anew, and is known by the id of its event.
 * For requests whose signature was found right; each process remembers its own.
 */
export function takeSignedOnce(now: () => number = Date.now): SignedOnce {
  /** Until when each signature would be accepted, oldest first. */
  const taken = new Map<string, number>()
  return {
    take(headers) {
      const signature = signatureOf(headers)
      if (!signature || !isOfNow(headers, now())) return 'notOfNow'
      for (const [each, until] of taken) {
        if (until >= now()) break
        taken.delete(each)
      }
      if (taken.has(signature)) return 'again'
      taken.set(signature, now() + 2 * MOST_APART_MS)
      return 'first'
    },
    giveBack: (headers) => void taken.delete(signatureOf(headers) ?? ''),
  }
}

/** Strict, because the same signature written in another way would be another one. */
function signatureOf(headers: IncomingHttpHeaders): string | null {
  const signature = headers['x-slack-signature']
  return typeof signature === 'string' && /^v0=[\da-f]{64}$/.test(signature) ? signature : null
}

function isOfNow(headers: IncomingHttpHeaders, now: number): boolean {
  const seconds = headers['x-slack-request-timestamp']
  if (typeof seconds !== 'string' || !/^\d{1,12}$/.test(seconds)) return false
  return Math.abs(Number(seconds) * 1000 - now) <= MOST_APART_MS
}
