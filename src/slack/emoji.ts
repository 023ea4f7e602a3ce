const MARKS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'keycap_ten'] as const

/** The reaction that stands for a number from 1 to 10. */
export function emojiOf(mark: number): string {
  return MARKS[mark - 1] ?? ''
}

/** The number that a reaction stands for, whatever its skin tone; undefined for every other emoji. */
export function markOf(reaction: string): number | undefined {
  const place = MARKS.indexOf(reaction.split('::')[0] as (typeof MARKS)[number])
  return place === -1 ? undefined : place + 1
}
