/** Words that stand for what must get out nowhere, and the places where they are found all the same. */
import type { WholeDatabase } from './whole-database.ts'

/** A word that is nowhere else, also when it is written in small letters; `of` says what it stands for. */
export function canary(of: string): string {
  return `zq${of}qz`
}

/** One that looks like a place in our own code. */
export function canaryPlace(of: string): string {
  return `src/${canary(of)}.ts:7`
}

/** What the canaries in a text stand for, and the names of those given values that are in it. */
export function canariesIn(text: string, values: Readonly<Record<string, string>> = {}): string[] {
  const words = text.toLowerCase().match(/zq[a-z]+qz/g) ?? []
  const given = Object.keys(values).filter((name) => values[name] && text.includes(values[name]))
  return [...new Set([...words.map((word) => word.slice(2, -2)), ...given])].sort()
}

/**
 * Every column in which something can be read, as `table.column: what it stands for`. There is none where it may: names are
 * sealed, and nothing else of what people type is kept.
 */
export function canariesKept(whole: WholeDatabase, values: Readonly<Record<string, string>>): string[] {
  const wrong = [...whole].flatMap(([table, rows]) =>
    rows.flatMap(({ row }) =>
      Object.entries(row).flatMap(([column, value]) =>
        canariesIn(JSON.stringify(value) ?? '', values).map((of) => `${table}.${column}: ${of}`),
      ),
    ),
  )
  return [...new Set(wrong)].sort()
}
