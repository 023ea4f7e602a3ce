import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listChange, withChange } from '#domain/list-change.ts'

const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
const sorted = (ids: readonly string[]) => [...ids].sort()

test('a change that nobody got in the way of leads to what was chosen', () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      expect(sorted(withChange(before, listChange(before, after)))).toEqual(sorted(after))
    }),
  )
})

test('what the form did not change stays as others left it meanwhile', () => {
  fc.assert(
    fc.property(list, list, list, (shown, chosen, meanwhile) => {
      const change = listChange(shown, chosen)
      const touched = [...change.added, ...change.removed]
      const untouched = (ids: readonly string[]) => sorted(ids.filter((id) => !touched.includes(id)))
      const result = withChange(meanwhile, change)
      expect(untouched(result)).toEqual(untouched(meanwhile))
      expect(change.added.filter((id) => !result.includes(id))).toEqual([])
      expect(change.removed.filter((id) => result.includes(id))).toEqual([])
    }),
  )
})

test('two forms that showed the same lead to the same, in whichever order they are submitted', () => {
  fc.assert(
    fc.property(list, list, list, (shown, one, other) => {
      const a = listChange(shown, one)
      const b = listChange(shown, other)
      expect(sorted(withChange(withChange(shown, a), b))).toEqual(sorted(withChange(withChange(shown, b), a)))
    }),
  )
})
