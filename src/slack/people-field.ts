import * as z from 'zod'
import { type ListChange, listChange } from '#domain/list-change.ts'

const peopleField = z.looseObject({
  block_id: z.string(),
  element: z.looseObject({ initial_users: z.array(z.string()).default([]) }),
})

/** What somebody changed in a field for people, compared with what the form showed when it opened. */
export function peopleChange(
  blocks: readonly unknown[],
  blockId: string,
  chosen: readonly string[],
): ListChange {
  const shown = blocks.flatMap((block) => {
    const parsed = peopleField.safeParse(block)
    return parsed.success && parsed.data.block_id === blockId ? parsed.data.element.initial_users : []
  })
  return listChange(shown, chosen)
}
