import { type ListChange, listChange } from '#domain/list-change.ts'
import { formShown } from './form.ts'

/** What somebody changed in a field for people, compared with what the form showed when it opened. */
export function peopleChange(
  blocks: readonly unknown[],
  field: string,
  chosen: readonly string[],
): ListChange {
  return listChange([formShown(blocks)[field] ?? []].flat(), chosen)
}
