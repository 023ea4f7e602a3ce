import type { Tx } from '#db/client.ts'
import { forgetHomes } from '#db/home-tab.ts'
import { forgetPaces } from '#db/pace.ts'
import {
  forgetAnswers,
  forgetApologies,
  forgetAudit,
  forgetChoices,
  forgetDeliveries,
  forgetEventIds,
  forgetSurveys,
  openRuns,
} from '#db/retention.ts'
import { deleteUninstalled } from '#db/workspace.ts'
import { givenUpBefore, keptSince, limitsAt, type Retention } from '#domain/retention.ts'
import { ask, type Context, commit } from './context.ts'
import { forgetStrangers } from './refresh-home.ts'

/** So many rows of a kind are forgotten in one transaction, which then takes a fraction of a second. */
const AT_ONCE = 500

/**
 * Forgets what is older than its period, at most so much of each kind, and answers whether nothing is left to forget.
 * Safe to run at any time, any number of times, on any number of instances; what is cut short goes on with the next. What
 * goes wrong with one kind does not keep the others; it is thrown when all have had their turn.
 */
export async function forgetOld(context: Context, retention: Retention, atOnce = AT_ONCE): Promise<boolean> {
  const { now } = context
  const limits = limitsAt(now, retention)
  const runs = await ask(context, openRuns)
  const over = givenUpBefore(runs, now)
  const longOver = givenUpBefore(runs, limits.answers)
  const kinds: ((tx: Tx) => Promise<number>)[] = [
    (tx) => forgetEventIds(tx, limits.eventIds, atOnce),
    (tx) => forgetDeliveries(tx, limits.deliveries, keptSince(runs, now), atOnce),
    (tx) => forgetApologies(tx, limits.apologies, now, over, atOnce),
    (tx) => forgetAnswers(tx, limits.answers, longOver, atOnce),
    (tx) => forgetChoices(tx, limits.answers, atOnce),
    (tx) => forgetSurveys(tx, limits.surveys, atOnce),
    (tx) => forgetAudit(tx, limits.audit, atOnce),
    (tx) => forgetPaces(tx, atOnce),
    (tx) => forgetHomes(tx, limits.deliveries, atOnce),
    (tx) => forgetStrangers(tx, context, atOnce),
  ]
  const failures: unknown[] = []
  let isDone = await forgetUninstalled(context, retention)
  for (const forget of kinds) {
    const count = await commit(context, forget).catch((error) => void failures.push(error))
    if (count === atOnce) isDone = false
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some of what is old could not be forgotten')
  return isDone
}

/** So many groups of a workspace go at a time, each in a transaction of its own. */
const GROUPS_AT_ONCE = 20

/** Forgets everything of workspaces from which the app was removed; answers whether nothing is left to forget. */
export async function forgetUninstalled(context: Context, retention: Retention): Promise<boolean> {
  const before = limitsAt(context.now, retention).uninstalled
  for (let group = 0; group < GROUPS_AT_ONCE; group += 1)
    if (!(await commit(context, (tx) => deleteUninstalled(tx, before)))) return true
  return false
}
