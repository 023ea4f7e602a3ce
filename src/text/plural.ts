import type { Language } from '#domain/language.ts'

/** The categories in which each language counts, as Unicode’s plural rules name them. */
export const CATEGORIES = {
  en: ['one', 'other'],
  de: ['one', 'other'],
} as const satisfies Record<Language, readonly Intl.LDMLPluralRule[]>

/** Words for every category in which a language counts; where one is missing, it does not compile. */
export type Forms<L extends Language> = Record<(typeof CATEGORIES)[L][number], string>

/** Chooses words by a number as a language does: "date is" for one, "dates are" for others. */
export function pluralIn<L extends Language>(
  language: L,
): (count: number | bigint, forms: Forms<L>) => string {
  const rules = new Intl.PluralRules(language)
  return (count, forms) => {
    // Beyond what a number holds exactly, no language asks for more than the last figures.
    const number = Number(BigInt(count) % 1_000_000_000n)
    return forms[rules.select(number) as keyof Forms<L>]
  }
}
