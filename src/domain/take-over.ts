import type { DateTime } from 'luxon'

/** A member supports one of those who offer to convene. Whoever offers supports themself. */
export type Support = { supporterId: string; memberId: string }

/** Somebody who offers to convene, and how many members support that. */
export type ConvenorOffer = { memberId: string; supporters: number }

/** How many of so many members make somebody convenor: more than half. */
export function supportNeeded(members: number): number {
  return Math.floor(members / 2) + 1
}

/**
 * The offers that stand, in the roster's order. Whoever supports somebody else gives their own offer up for as long;
 * the support of people who are not on the roster now does not count.
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

/** The member whom more than half of the roster supports, or null: there is never more than one. */
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
