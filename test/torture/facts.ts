/** What the harness reads from the bots' database: by plain SQL, and again and again while it is restarted under it. */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

export type DeliveryRow = {
  id: string
  groupId: string
  key: string
  about: { kind: string; [id: string]: string }
  address: string
  status: string
  nonce: string
  place: string | null
  /** When it was last about to be said, by the bot's clock. */
  claimedAtMs: number | null
}
/** A delivery came into a state; epoch milliseconds of the real clock. */
export type Move = { atMs: number; deliveryId: string; status: string }
export type SessionRow = {
  id: string
  groupId: string
  status: string
  startsAtMs: number
  endsAtMs: number
  fixedAtMs: number
}
export type AnswerRow = {
  pollId: string
  page: number
  mark: number
  slackUserId: string
  value: string | null
}

export type Facts = {
  deliveries: DeliveryRow[]
  moves: Move[]
  /** Session → the real instant at which it was skipped. */
  skips: Map<string, number>
  sessions: SessionRow[]
  answers: AnswerRow[]
  apologies: { sessionId: string; slackUserId: string }[]
  polls: { id: string; groupId: string; channelId: string; closesAtMs: number }[]
  groups: { id: string; channelId: string; reminders: string[]; members: number }[]
}

export type Reader = {
  rows<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>
  end(): Promise<void>
}

/** Reads from the database at `url`; a lost connection is made anew, for as long as half a minute. */
export function createReader(url: string): Reader {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'harness' })
  pool.on('error', () => {})
  return {
    async rows<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      for (const giveUpAt = Date.now() + 30_000; ; await delay(200)) {
        try {
          return (await pool.query<T>(sql, values)).rows
        } catch (error) {
          if (Date.now() > giveUpAt) throw error
        }
      }
    },
    end: () => pool.end(),
  }
}

const MS = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

export async function readFacts({ rows }: Reader): Promise<Facts> {
  const skips = await rows<{ id: string; at: number }>(
    `SELECT session_id AS id, ${MS('min(at)')} AS at FROM torture.skips GROUP BY session_id`,
  )
  return {
    deliveries: await rows(
      `SELECT id, group_id AS "groupId", group_id || ' ' || about AS key, about, address, status::text, nonce,
        posted_channel_id || ' ' || ts AS place, ${MS('claimed_at')} AS "claimedAtMs" FROM deliveries ORDER BY id`,
    ),
    moves: await rows(
      `SELECT ${MS('at')} AS "atMs", delivery_id AS "deliveryId", status FROM torture.moves ORDER BY at`,
    ),
    skips: new Map(skips.map(({ id, at }) => [id, at])),
    sessions: await rows(
      `SELECT s.id, r.group_id AS "groupId", s.status::text, ${MS('starts_at')} AS "startsAtMs",
        ${MS('ends_at')} AS "endsAtMs", ${MS('fixed_at')} AS "fixedAtMs"
        FROM sessions s JOIN runs r ON r.id = s.run_id`,
    ),
    answers: await rows(
      `SELECT d.poll_id AS "pollId", d.page, d.mark, m.slack_user_id AS "slackUserId", a.value::text
        FROM answers a JOIN poll_dates d ON d.id = a.poll_date_id JOIN members m ON m.id = a.member_id`,
    ),
    apologies: await rows(
      `SELECT session_id AS "sessionId", slack_user_id AS "slackUserId"
        FROM apologies a JOIN members m ON m.id = a.member_id`,
    ),
    polls: await rows(
      `SELECT p.id, r.group_id AS "groupId", g.channel_id AS "channelId", ${MS('closes_at')} AS "closesAtMs"
        FROM polls p JOIN runs r ON r.id = p.run_id JOIN groups g ON g.id = r.group_id`,
    ),
    groups: await rows(
      `SELECT g.id, g.channel_id AS "channelId", g.reminders,
        (SELECT count(*)::int FROM members m WHERE m.group_id = g.id AND got_off_at IS NULL AND away_at IS NULL) AS members
        FROM groups g`,
    ),
  }
}
