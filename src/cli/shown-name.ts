import { cleaned, shortened } from '#domain/typed-text.ts'

/** A name as somebody typed it, for a terminal: one line of what can be seen, and not too much of it. */
export function shownName(text: string): string {
  return shortened(cleaned(text), 60)
}
