import type { Tx } from '#db/client.ts'
import { findLatestPoll } from '#db/poll.ts'
import { candidateSlots, localDay, plusDays } from '#domain/calendar.ts'
import { nextDateClosesAt } from '#domain/poll.ts'
import { isRunOver, nextSession, sessionsToCome } from '#domain/session.ts'
import type { Context } from './context.ts'
import { postPoll } from './poll.ts'
import { sayToGroup } from './say.ts'
import type { UnderWay } from './under-way.ts'

/** Shows the way ahead after a session, once: the card of the run, so that it is never out of sight for long. */
export async function sayWhatComesNext(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  const over = run.sessions.filter((each) => each.status === 'firm' && each.endsAt <= context.now).at(-1)
  if (!over || isRunOver(run, context.now)) return
  await sayToGroup(tx, context, group, { kind: 'sessionOver', sessionId: over.id })
}

/**
 * In a group that plans one session at a time: when the last fixed session is over and the run wants more,
 * opens the poll for the next. Dates keep the group's gaps from the last session; answers have five days,
 * and less when the first date is nearer.
 */
export async function askForNextSession(tx: Tx, context: Context, { group, run }: UnderWay): Promise<void> {
  if (group.planning !== 'oneAtATime') return
  if (nextSession(run.sessions, context.now) || sessionsToCome(run, context.now) === 0) return
  const latest = await findLatestPoll(tx, group.id)
  if (latest && latest.runId === run.id && latest.status !== 'decided') return
  const last = run.sessions.at(-1)
  if (!last) return
  const earliest = plusDays(localDay(context.now, group.timeZone), 2)
  const from = [plusDays(last.on, group.gapMinDays), earliest].sort().at(-1) ?? earliest
  const until = [plusDays(last.on, group.gapMaxDays), plusDays(from, 13)].sort().at(-1) ?? from
  const dates = candidateSlots(group.patterns, { from, until }, group.timeZone)
  const first = dates[0]
  if (!first) return
  const closesAt = nextDateClosesAt(context.now, first.startsAt, group.timeZone)
  await postPoll(tx, context, group, run, dates, { sessions: 1, closesAt })
}
