/** Who does something in a random command: somebody who plays a part at the time, or anybody at all. */
import fc from 'fast-check'
import { convenorsNow, interestedNow, type Model, PEOPLE, present } from './membership-model.ts'
import type * as rule from './membership-rule.ts'
import { idOf } from './membership-stage.ts'

type Role = 'convenor' | 'member' | 'interested' | 'anybody'
export type Somebody = { role: Role; n: number }

export const somebody = (role: Role): fc.Arbitrary<Somebody> =>
  fc.record({
    role: rarely(fc.constant<Role>('anybody'), 7, fc.constant<Role>(role)),
    n: fc.nat(PEOPLE.length - 1),
  })

/** One of so many times this, else what is usual. */
export function rarely<T>(rare: fc.Arbitrary<T>, oneIn: number, usual: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: rare })
}

export const isRare = (oneIn: number) => rarely(fc.constant(true), oneIn, fc.constant(false))

export function find(model: Model, { role, n }: Somebody): string {
  const people = {
    convenor: convenorsNow(model),
    member: present(model),
    interested: interestedNow(model),
    anybody: PEOPLE,
  }[role]
  const list = people.length > 0 ? people : PEOPLE
  return list[n % list.length] ?? PEOPLE[0]
}

/** Somebody asks, now and then from another workspace. */
export type AskedBy = { by: Somebody; isElsewhere: boolean }
export const asking = (role: Role): fc.Arbitrary<AskedBy> =>
  fc.record({ by: somebody(role), isElsewhere: isRare(25) })
export const asked = (model: Model, { by, isElsewhere }: AskedBy): rule.Asking => ({
  who: find(model, by),
  isElsewhere,
})

/** People who are put on a list and taken off it. */
export type Edit = { added: Somebody[]; removed: Somebody[] }
export const edit = (added: Role, removed: Role): fc.Arbitrary<Edit> =>
  fc.record({
    added: fc.array(somebody(added), { maxLength: 1 }),
    removed: fc.array(somebody(removed), { maxLength: 1 }),
  })
export const namesOf = (model: Model, { added, removed }: Edit): rule.ListEdit => ({
  added: added.map((each) => find(model, each)),
  removed: removed.map((each) => find(model, each)),
})
export const idsOf = ({ added, removed }: rule.ListEdit) => ({
  added: added.map(idOf),
  removed: removed.map(idOf),
})
