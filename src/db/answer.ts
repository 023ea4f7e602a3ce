import type { DateTime } from 'luxon'
import type { AnswerState } from '#domain/answer.ts'
import type { CountedAnswer } from '#domain/tally.ts'
import type { Tx } from './client.ts'
import { Prisma } from './generated/client.ts'
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

/** What is known of one member's answers in a poll, by date id; dates never touched are absent. */
export async function answerStates(
  tx: Tx,
  pollId: string,
  memberId: string,
): Promise<Map<string, AnswerState>> {
  const rows = await tx.answer.findMany({ where: { memberId, pollDate: { pollId } } })
  return new Map(
    rows.map((row) => [
      row.pollDateId,
      {
        value: row.value,
        isReacted: row.isReacted,
        reactedTs: row.reactedTs?.toFixed(6) ?? null,
        recordedBy: row.recordedBy,
      },
    ]),
  )
}

/** Stores what is now known of a member and a date. */
export async function saveAnswer(
  tx: Tx,
  ids: { pollDateId: string; memberId: string },
  state: AnswerState,
  now: DateTime,
): Promise<void> {
  const data = {
    value: state.value,
    isReacted: state.isReacted,
    reactedTs: state.reactedTs === null ? null : new Prisma.Decimal(state.reactedTs),
    recordedBy: state.recordedBy,
    changedAt: now.toJSDate(),
  }
  await tx.answer.upsert({
    where: { pollDateId_memberId: ids },
    create: { ...ids, ...data },
    update: { ...data, changes: { increment: 1 } },
  })
}

/** When anybody last changed an answer in a poll, or null when there is none. */
export async function lastAnswerAt(tx: Tx, pollId: string): Promise<DateTime | null> {
  const { _max } = await tx.answer.aggregate({ where: { pollDate: { pollId } }, _max: { changedAt: true } })
  return maybeInstant(_max.changedAt)
}
