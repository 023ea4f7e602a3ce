/** Texts and blocks have no ids of their own and never change places: their position is their key. */
export function keyed<T>(items: readonly T[]): { key: string; item: T; index: number }[] {
  return items.map((item, index) => ({ key: String(index), item, index }))
}
