/** Who is new in a list of a form and who was taken out of it, compared with what it showed when it opened. */
export type ListChange = { added: string[]; removed: string[] }

/** What somebody changed in a list that showed `before`. */
export function listChange(before: readonly string[], after: readonly string[]): ListChange {
  return {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
  }
}

/** The list as it is by now with that change made; what others changed meanwhile stays. */
export function withChange(ids: readonly string[], { added, removed }: ListChange): string[] {
  return [...new Set([...ids, ...added].filter((id) => !removed.includes(id)))]
}
