/** After the storm: what people decide about unclear messages, and waiting until nothing is left to do. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Bots } from './bots.ts'
import type { Reader } from './facts.ts'
import type { RemoteSimulator } from './simulator-handle.ts'

type Question = {
  deliveryId: string
  nonce: string
  convenorId: string
  channelId: string
  ts: string
}

const QUESTIONS = `
  SELECT t.id AS "deliveryId", t.nonce, d.about->>'convenorId' AS "convenorId",
    d.posted_channel_id AS "channelId", d.ts
  FROM deliveries d JOIN deliveries t ON t.id = (d.about->>'deliveryId')::uuid
  WHERE d.about->>'kind' = 'isItThere' AND d.status = 'sent' AND d.ts IS NOT NULL AND t.status = 'unknown'`

/** Until it is over, convenors who are asked whether a message is there look, and press the button that is true. */
export async function answerQuestions(
  reader: Reader,
  simulator: RemoteSimulator,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await delay(700)
    for (const { nonce, deliveryId, convenorId: userId, channelId, ts } of await reader.rows<Question>(
      QUESTIONS,
    )) {
      const actionId = (await simulator.isThere(nonce)) ? 'itIsThere' : 'postIt'
      // The question may have been answered or changed meanwhile, and the bot may be away: then they look again.
      await simulator.press({ userId, target: { channelId, ts }, actionId }).catch(() => deliveryId)
    }
  }
}

const WORK = `
  SELECT
    (SELECT count(*)::int FROM pgboss.job WHERE name IN ('deliver', 'refresh', 'seed', 'readBack') AND state < 'completed') AS jobs,
    (SELECT count(*)::int FROM deliveries WHERE status IN ('pending', 'sending', 'unknown')) AS open,
    (SELECT count(*)::int FROM torture.moves) AS moves`

type Work = { jobs: number; open: number; moves: number }

/** Nothing has moved for so long: it never will. A slow machine only takes longer. */
const PATIENCE_MS = 60_000
/** Longer than the settle time. */
const MOVE_SECONDS = 160
const MOVE_AFTER_MS = 1_500

/**
 * Waits until nothing is left to be said. When no work waits and some messages are still unclear, the bots' clock is moved
 * past the settle time, since no call to Slack is on its way any more.
 */
export async function becomeQuiet(reader: Reader, bots: Bots): Promise<boolean> {
  let idleSince: number | null = null
  let moves = 0
  let movedAt = Date.now()
  for (; Date.now() - movedAt < PATIENCE_MS; await delay(250)) {
    const [work] = await reader.rows<Work>(WORK)
    if (work && work.moves !== moves) {
      moves = work.moves
      movedAt = Date.now()
    }
    if (work?.jobs !== 0) {
      idleSince = null
      continue
    }
    idleSince ??= Date.now()
    if (Date.now() - idleSince < MOVE_AFTER_MS) continue
    if (work.open === 0) return true
    bots.moveClock(MOVE_SECONDS)
    idleSince = null
  }
  return false
}
