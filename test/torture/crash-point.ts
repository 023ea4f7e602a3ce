/**
 * Ends this process at a named point of the way a message takes, without anything in the product that helps: it watches
 * what is said to Postgres and to Slack. A claim is a statement of its own, known by what it sets; what becomes of it is found
 * in the log that the harness's database keeps (`seed/log.sql`), inside the transaction that makes it.
 */
import pg from 'pg'

/** Claimed and committed; the request is about to be written; Slack's answer is there; its record is about to be committed. */
export const CRASH_POINTS = ['after-claim', 'before-call', 'after-call', 'before-commit'] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]

export type Watch = {
  /** After so many more claims, the delivery that is claimed next leads to the end at this point; null for none. */
  arm(point: CrashPoint | null, afterClaims: number): void
}

type Options = {
  /** Told of the delivery that was claimed; the process goes on with it once this resolves with its nonce. */
  onClaimed: (deliveryId: string) => Promise<string>
  /** Ends the process. */
  end: (point: CrashPoint) => Promise<never>
}

type Target = { point: CrashPoint; deliveryId: string; nonce: string }
type Move = { delivery_id: string; status: string }
type Query = (this: pg.Client, ...args: unknown[]) => unknown
/** Prisma's adapter asks for rows without names. */
type Claimed = { fields: { name: string }[]; rows: string[][] }

/** Begins to watch; before anything connects to Postgres or makes a client of Slack. */
export function watch({ onClaimed, end }: Options): Watch {
  let armed: CrashPoint | null = null
  let claimsLeft = 0
  let target: Target | null = null
  const original = pg.Client.prototype.query as Query
  const touching = new WeakSet<pg.Client>()
  const inTransaction = new WeakSet<pg.Client>()

  async function commit(client: pg.Client, args: unknown[]): Promise<unknown> {
    const { rows } = (await original.call(client, MOVES)) as { rows: Move[] }
    const isRecorded = rows.some((row) => row.delivery_id === target?.deliveryId && row.status !== 'sending')
    if (target?.point === 'before-commit' && isRecorded) return end(target.point)
    const result = await original.apply(client, args)
    await noteClaims(rows.flatMap(({ status, delivery_id }) => (status === 'sending' ? [delivery_id] : [])))
    return result
  }

  async function claimAtOnce(client: pg.Client, args: unknown[]): Promise<unknown> {
    const result = (await original.apply(client, args)) as Claimed
    const id = result.fields.findIndex(({ name }) => name === 'id')
    await noteClaims(result.rows.flatMap((row) => row[id] ?? []))
    return result
  }

  async function noteClaims(deliveryIds: readonly string[]): Promise<void> {
    claimsLeft -= deliveryIds.length
    const [deliveryId] = deliveryIds
    if (!armed || target || !deliveryId || claimsLeft >= 0) return
    const point = armed
    target = { point, deliveryId, nonce: '' }
    target.nonce = await onClaimed(deliveryId)
    if (point === 'after-claim') await end(point)
  }

  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const text = textOf(args[0])
    if (/^\s*(begin|start)\b/i.test(text)) {
      touching.delete(this)
      inTransaction.add(this)
    }
    const isEnd = /^\s*(commit|rollback)\b/i.test(text)
    if (isEnd) inTransaction.delete(this)
    if (/update\b.*\bdeliveries\b/is.test(text)) touching.add(this)
    if (armed === null) return original.apply(this, args)
    if (CLAIM.test(text) && !inTransaction.has(this))
      return calledBack(args, (rest) => claimAtOnce(this, rest))
    if (typeof args.at(-1) === 'function' || !isEnd || !touching.delete(this))
      return original.apply(this, args)
    return commit(this, args)
  } as typeof pg.Client.prototype.query

  const fetchOriginal = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const isTarget =
      target && String(input).endsWith('chat.postMessage') && String(init?.body).includes(target.nonce)
    if (!target || !isTarget) return fetchOriginal(input, init)
    if (target.point === 'before-call') return end(target.point)
    const answer = await fetchOriginal(input, init).catch((error: unknown) => ({ error }))
    if (target.point === 'after-call') return end(target.point)
    if ('error' in answer) throw answer.error
    return answer
  }

  return {
    arm(point, afterClaims) {
      armed = point
      claimsLeft = afterClaims
      if (!point) target = null
    },
  }
}

/** Does something as a promise for whoever may want to be called back: the pool does, for what is in no transaction. */
function calledBack(args: unknown[], work: (rest: unknown[]) => Promise<unknown>): unknown {
  const last = args.at(-1)
  if (typeof last !== 'function') return work(args)
  work(args.slice(0, -1)).then(
    (result) => last(null, result),
    (error) => last(error),
  )
}

const CLAIM = /update deliveries set status = 'sending'/i

const MOVES = `SELECT delivery_id, status FROM torture.moves WHERE xid = pg_current_xact_id()::text::bigint`

function textOf(query: unknown): string {
  if (typeof query === 'string') return query
  return (query as { text?: string } | undefined)?.text ?? ''
}
