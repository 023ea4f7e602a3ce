import type { DateTime } from 'luxon'

/** A member supports one of those who offer to convene. Whoever offers supports themself. */
export type Support = { supporterId: string; memberId: string }

/** Somebody who offers to convene, and how many members support that. */
export type ConvenorOffer = { memberId: string; supporters: number }

/**
 * The members who have a say in who convenes: those who were found in the channel, since nobody else can press anything
 * there. Before anybody was found nothing is known, and all of them have.
 */
export function voterIds(members: readonly { id: string; hasArrived: boolean }[]): string[] {
  const arrived = members.filter(({ hasArrived }) => hasArrived)
  return (arrived.length > 0 ? arrived : members).map(({ id }) => id)
}

/** How many of so many members make somebody convenor: more than half. */
export function supportNeeded(members: number): number {
  return Math.floor(members / 2) + 1
}

/**
 * The offers that stand, in the roster's order; `memberIds` are those who have a say. Whoever supports somebody else
 * gives their own offer up for as long; the support of people who have no say now does not count.
 */
export function standingOffers(
  memberIds: readonly string[],
  supports: readonly Support[],
): readonly ConvenorOffer[] {
  const counted = supports.filter(({ supporterId }) => memberIds.includes(supporterId))
  return memberIds
    .filter((id) => counted.some(({ supporterId, memberId }) => supporterId === id && memberId === id))
    .map((memberId) => ({
      memberId,
      supporters: counted.filter((each) => each.memberId === memberId).length,
    }))
}

/** The member whom more than half of those who have a say support, or null: there is never more than one. */
export function chosenConvenor(memberIds: readonly string[], supports: readonly Support[]): string | null {
  const needed = supportNeeded(memberIds.length)
  const chosen = standingOffers(memberIds, supports).find(({ supporters }) => supporters >= needed)
  return chosen?.memberId ?? null
}

/** When the last of a group's convenors went, or null while there is one, or never was. */
export function convenorlessSince(convenors: readonly { goneAt: DateTime | null }[]): DateTime | null {
  const times = convenors.map(({ goneAt }) => goneAt)
  if (times.includes(null)) return null
  return (times as DateTime[]).reduce<DateTime | null>((last, at) => (last && last > at ? last : at), null)
}
