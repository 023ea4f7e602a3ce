/** Everything that became due is there or was rightly passed over, and nothing came after a cancel. */
import type { Accepted, Case } from './check.ts'
import type { DeliveryRow, SessionRow } from './facts.ts'

type Found = { lost: string[]; afterCancel: string[]; crossed: number }

const MINUTE_MS = 60_000

export function checkDue(given: Case, accepted: Accepted): Found {
  const { facts, dueUntilMs } = given
  const found: Found = { lost: [], afterCancel: [], crossed: 0 }
  const groups = new Map(facts.groups.map((group) => [group.id, group]))
  const reminders = Map.groupBy(
    facts.deliveries.filter(({ about }) => about.kind === 'reminder'),
    ({ about }) => about.sessionId ?? '',
  )
  for (const session of facts.sessions) {
    const dues = (groups.get(session.groupId)?.reminders ?? []).map((before) => ({
      before,
      dueMs: session.startsAtMs - lengthMs(before),
    }))
    const due = dues.filter(({ dueMs }) => dueMs <= dueUntilMs)
    for (const { before, dueMs } of due) {
      const delivery = reminders.get(session.id)?.find(({ about }) => about.before === before)
      const isOvertaken = due.some((other) => other.dueMs > dueMs) || session.startsAtMs <= dueUntilMs
      const isFallen = session.status === 'skipped' || dueMs <= session.fixedAtMs
      const wasPosted = delivery && accepted.has(delivery.nonce)
      if (wasPosted || isFallen) continue
      const isExcused = isOvertaken && delivery?.status === 'skipped'
      const isLeftOut = isOvertaken && !delivery && session.startsAtMs <= dueUntilMs
      if (!isExcused && !isLeftOut) found.lost.push(`the reminder ${before} of session ${session.id}`)
    }
  }
  for (const delivery of facts.deliveries) checkCancelled(given, accepted, delivery, found)
  for (const delivery of facts.deliveries)
    if (!accepted.has(delivery.nonce) && isWronglySkipped(delivery, given))
      found.lost.push(`skipped ${delivery.key}`)
  return found
}

/** Days keep the wall time, which in UTC is no more than their length. */
function lengthMs(duration: string): number {
  const [, days = 0, hours = 0, minutes = 0] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration)?.map(Number) ?? []
  return ((days || 0) * 1440 + (hours || 0) * 60 + (minutes || 0)) * MINUTE_MS
}

/** A skip is noted in its transaction, and can be seen by others when that ends. */
const COMMITS_WITHIN_MS = 500

/** A reminder that was claimed after its session was skipped must not be there; one that crossed must say so by now. */
function checkCancelled(
  { facts, record }: Case,
  accepted: Accepted,
  delivery: DeliveryRow,
  found: Found,
): void {
  const { kind, sessionId = '' } = delivery.about
  const skippedMs = facts.skips.get(sessionId)
  if (skippedMs === undefined || !['reminder', 'belowMinimum'].includes(kind)) return
  for (const { atMs, place } of accepted.get(delivery.nonce) ?? []) {
    const postedMs = atMs
    if (postedMs <= skippedMs) continue
    const claims = facts.moves.filter((move) => move.deliveryId === delivery.id && move.status === 'sending')
    const claimedMs = claims.findLast((move) => move.atMs <= postedMs)?.atMs ?? Number.POSITIVE_INFINITY
    if (claimedMs > skippedMs + COMMITS_WITHIN_MS) {
      found.afterCancel.push(`${delivery.key}, claimed ${Math.round(claimedMs - skippedMs)} ms after`)
      continue
    }
    found.crossed += 1
    const text = record.standing[`${place?.channelId} ${place?.ts}`]?.text ?? ''
    if (kind === 'reminder' && !text.includes('has been skipped'))
      found.afterCancel.push(`${delivery.key} crossed with it and still says: ${text.slice(0, 60)}`)
  }
}

/** What may have become untrue before it was said; anything else must be said. Reminders are asked about above. */
const MAY_PASS = [
  'reminder',
  'reminderMissed',
  'belowMinimum',
  'lateChange',
  'isItThere',
  'nudge',
  'everybodyAnswered',
]

function isWronglySkipped({ status, about, claimedAtMs }: DeliveryRow, { facts, dueUntilMs }: Case): boolean {
  if (status !== 'skipped') return false
  // A page of a poll that has ended meanwhile asks nobody any more.
  if (about.kind === 'pollPage') {
    const closesAtMs = facts.polls.find((poll) => poll.id === about.pollId)?.closesAtMs
    return !closesAtMs || !claimedAtMs || claimedAtMs < closesAtMs
  }
  if (about.kind !== 'belowMinimum') return !MAY_PASS.includes(about.kind)
  const session = facts.sessions.find(({ id }) => id === about.sessionId) as SessionRow | undefined
  // Low numbers are told unless the session fell, or a nearer reminder or its beginning has overtaken this one.
  const isCalledOff = session === undefined || session.status === 'skipped'
  const dueMs = session ? session.startsAtMs - lengthMs(about.occasion ?? '') : 0
  return (
    !isCalledOff &&
    session.startsAtMs > dueUntilMs &&
    dueMs > session.fixedAtMs &&
    !isOvertaken(session, dueMs)
  )

  function isOvertaken({ groupId, startsAtMs }: SessionRow, ownMs: number): boolean {
    const reminders = facts.groups.find(({ id }) => id === groupId)?.reminders ?? []
    return reminders.some((before) => {
      const otherMs = startsAtMs - lengthMs(before)
      return otherMs > ownMs && otherMs <= dueUntilMs
    })
  }
}
