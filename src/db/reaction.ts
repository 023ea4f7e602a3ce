import type { Tx } from './client.ts'

/** A reaction as Slack tells of it: whose, with which number, 1 … 10 or another emoji, under which message. */
export type Reaction = {
  teamId: string
  channelId: string
  messageTs: string
  slackUserId: string
  mark: number | undefined
}

/** What a reaction is about. */
export type Reacted = {
  groupId: string
  /** The message of ours that has it. */
  deliveryId: string
  /** Whether that stands in the channel a second time. */
  isCopied: boolean
  /** The date for which the number stands, on a page of a poll; null for everything else. */
  date: { id: string; pollId: string } | null
  /** Whose it is, whether or not they are on the roster now; null for somebody who never was. */
  memberId: string | null
}

type Row = Omit<Reacted, 'date'> & { number: number; dateId: string | null; pollId: string | null }

/** What each of these reactions is about, in one question; null for those on messages that we do not know. */
export async function whatIsMeant(tx: Tx, reactions: readonly Reaction[]): Promise<(Reacted | null)[]> {
  const asked = JSON.stringify(reactions.map((reaction, number) => ({ ...reaction, number })))
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.number, d.group_id::text AS "groupId", d.id::text AS "deliveryId",
      EXISTS (SELECT FROM delivery_copies WHERE delivery_id = d.id) AS "isCopied",
      p.id::text AS "dateId", p.poll_id::text AS "pollId", m.id::text AS "memberId"
    FROM jsonb_to_recordset(${asked}::jsonb)
      AS r ("teamId" text, "channelId" text, "messageTs" text, "slackUserId" text, mark int, number int)
    CROSS JOIN LATERAL (
      SELECT id, group_id, about FROM deliveries WHERE posted_channel_id = r."channelId" AND ts = r."messageTs"
      UNION SELECT d.id, d.group_id, d.about FROM deliveries d JOIN delivery_copies c ON c.delivery_id = d.id
        WHERE c.posted_channel_id = r."channelId" AND c.ts = r."messageTs"
    ) AS d
    JOIN groups g ON g.id = d.group_id
    JOIN workspaces w ON w.id = g.workspace_id AND w.team_id = r."teamId"
    LEFT JOIN poll_dates p ON d.about ->> 'kind' = 'pollPage' AND p.poll_id = (d.about ->> 'pollId')::uuid
      AND p.page = (d.about ->> 'page')::int AND p.mark = r.mark
    LEFT JOIN members m ON m.group_id = g.id AND m.slack_user_id = r."slackUserId"`
  const found = new Map(rows.map((row) => [row.number, row]))
  return reactions.map((_, number) => {
    const { dateId, pollId, number: __, ...rest } = found.get(number) ?? { number }
    if (!('groupId' in rest)) return null
    return { ...rest, date: dateId && pollId ? { id: dateId, pollId } : null }
  })
}
