import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/**
 * Forgets what a member said about things to come: answers in polls whose dates are not decided, apologies for
 * sessions to come, the choice at a bus stop that is not closed, their say in who convenes, and what they agreed to.
 */
export async function forgetWhatIsToCome(tx: Tx, memberId: string, now: DateTime): Promise<void> {
  await tx.answer.deleteMany({ where: { memberId, pollDate: { poll: { status: { not: 'decided' } } } } })
  await tx.apology.deleteMany({ where: { memberId, session: { startsAt: { gt: now.toJSDate() } } } })
  await tx.choice.deleteMany({ where: { memberId, busStop: { status: { not: 'closed' } } } })
  await tx.convenorOffer.deleteMany({ where: { OR: [{ supporterId: memberId }, { memberId }] } })
  await tx.member.update({ where: { id: memberId }, data: { agreedAt: null, agreedTo: null } })
}
