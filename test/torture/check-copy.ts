/** Each delivery at most once in Slack, and none lost. */
import type { Accepted, Case } from './check.ts'
import type { DeliveryRow } from './facts.ts'

export type CopyCount = { posts: number; deliveries: number; skipped: number; disclosed: number }

/** Kinds that are said again after silence, as the README says; the others wait for a convenor. */
const ASKED_ABOUT = ['pollPage', 'runCard', 'sessionFixed', 'busStopClosed', 'surveyResult']

export function checkCopies(
  { facts, record }: Case,
  accepted: Accepted,
): { lost: string[]; twice: string[]; count: CopyCount } {
  const lost: string[] = []
  const twice: string[] = []
  let disclosed = 0
  const moves = Map.groupBy(facts.moves, ({ deliveryId }) => deliveryId)
  const ways = (delivery: DeliveryRow) =>
    (moves.get(delivery.id) ?? []).map(({ status }) => status).join(' → ')
  const known = new Set(facts.deliveries.map(({ nonce }) => nonce))
  for (const { nonce, address } of record.attempts)
    if (!known.has(nonce)) twice.push(`a message to ${address} that no delivery stands for`)
  for (const delivery of facts.deliveries) {
    const copies = accepted.get(delivery.nonce)?.length ?? 0
    const { kind } = delivery.about
    if (copies === 0 && isMissing(delivery))
      lost.push(`${delivery.status} ${delivery.key}: ${ways(delivery)}`)
    if (copies < 2) continue
    const silences = (moves.get(delivery.id) ?? []).filter(({ status }) => status === 'unknown').length
    // As the README says: nothing was to be seen of it for the settle time, so it was said again.
    if (copies <= silences + 1 && !ASKED_ABOUT.includes(kind)) disclosed += 1
    else twice.push(`${copies} times ${delivery.key}: ${ways(delivery)}`)
  }
  const posts = [...accepted.values()].reduce((sum, each) => sum + each.length, 0)
  const skipped = facts.deliveries.filter(({ status }) => status === 'skipped').length
  return { lost, twice, count: { posts, deliveries: facts.deliveries.length, skipped, disclosed } }
}

/** Whatever is neither there nor passed over is lost. Whether it was right to pass over is asked elsewhere. */
function isMissing({ status }: DeliveryRow): boolean {
  return status !== 'skipped'
}
