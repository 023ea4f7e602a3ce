import type { DateTime } from 'luxon'
import type { AnswerState } from '#domain/answer.ts'
import type { CountedAnswer } from '#domain/tally.ts'
import type { Tx } from './client.ts'
import type { Answer as AnswerRow } from './generated/client.ts'
import { maybeInstant } from './time.ts'

/** An answer that counts, and the convenor who recorded it, if the member did not give it themselves. */
export type StoredAnswer = CountedAnswer & Pick<AnswerState, 'recordedBy'>

/** All answers of a poll that count. Those who have got off since are for the caller to leave out. */
export async function answersOfPoll(tx: Tx, pollId: string): Promise<StoredAnswer[]> {
  const rows = await tx.answer.findMany({
    where: { pollDate: { pollId }, value: { not: null } },
    orderBy: [{ memberId: 'asc' }, { pollDateId: 'asc' }],
  })
  return rows.flatMap(({ memberId, pollDateId, value, recordedBy }) =>
    value === null ? [] : [{ memberId, dateId: pollDateId, value, recordedBy }],
  )
}

/** A member and a date. */
export type AnswerIds = { pollDateId: string; memberId: string }

/** What is known of one member's answers in a poll, by date id; dates never touched are absent. */
export async function answerStates(
  tx: Tx,
  pollId: string,
  memberId: string,
): Promise<Map<string, AnswerState>> {
  const rows = await tx.answer.findMany({ where: { memberId, pollDate: { pollId } } })
  return new Map(rows.map((row) => [row.pollDateId, toState(row)]))
}

/** What is known of each of these; null where nothing is. */
export async function statesOf(tx: Tx, all: readonly AnswerIds[]): Promise<(AnswerState | null)[]> {
  const rows = await tx.$queryRaw<(AnswerState & { place: number })[]>`
    SELECT place::int, value::text, is_reacted AS "isReacted", reacted_ts::text AS "reactedTs", recorded_by AS "recordedBy"
    FROM unnest(${all.map(({ pollDateId }) => pollDateId)}::uuid[], ${all.map(({ memberId }) => memberId)}::uuid[])
      WITH ORDINALITY AS r (poll_date_id, member_id, place)
    JOIN answers USING (poll_date_id, member_id)`
  const states = new Map(rows.map(({ place, ...state }) => [place, state]))
  return all.map((_, index) => states.get(index + 1) ?? null)
}

/** The same text for the same member and date. */
export function answerKey({ pollDateId, memberId }: AnswerIds): string {
  return `${pollDateId} ${memberId}`
}

/** Stores what is now known of members and dates, each of them once. */
export async function saveAnswers(
  tx: Tx,
  changed: readonly { ids: AnswerIds; state: AnswerState }[],
  now: DateTime,
): Promise<void> {
  if (changed.length === 0) return
  const rows = JSON.stringify(changed.map(({ ids, state }) => ({ ...ids, ...state })))
  await tx.$executeRaw`
    INSERT INTO answers AS answer
      (poll_date_id, member_id, value, is_reacted, reacted_ts, recorded_by, changed_at)
    SELECT "pollDateId", "memberId", value, "isReacted", "reactedTs", "recordedBy", ${now.toJSDate()}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r
      ("pollDateId" uuid, "memberId" uuid, value answer_value, "isReacted" boolean, "reactedTs" numeric, "recordedBy" text)
    ON CONFLICT (poll_date_id, member_id) DO UPDATE SET
      value = excluded.value, is_reacted = excluded.is_reacted, reacted_ts = excluded.reacted_ts,
      recorded_by = excluded.recorded_by, changed_at = excluded.changed_at, changes = answer.changes + 1`
}

/** When anybody last changed an answer in a poll, or null when there is none. */
export async function lastAnswerAt(tx: Tx, pollId: string): Promise<DateTime | null> {
  const { _max } = await tx.answer.aggregate({ where: { pollDate: { pollId } }, _max: { changedAt: true } })
  return maybeInstant(_max.changedAt)
}

function toState(row: AnswerRow): AnswerState {
  return {
    value: row.value,
    isReacted: row.isReacted,
    reactedTs: row.reactedTs?.toFixed(6) ?? null,
    recordedBy: row.recordedBy,
  }
}
