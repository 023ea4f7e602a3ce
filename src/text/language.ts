import { AsyncLocalStorage } from 'node:async_hooks'
import { type Language, USUAL_LANGUAGE } from '#domain/language.ts'

const spoken = new AsyncLocalStorage<Language>()

/**
 * Does something in a language: every sentence that is made meanwhile, also after waiting, is of that language. It is
 * decided once, where something arrives or is about to be said; within it others may be spoken for a part.
 */
export function speaking<T>(language: Language, work: () => T): T {
  return spoken.run(language, work)
}

/** The language that is spoken just now. */
export function languageNow(): Language {
  return spoken.getStore() ?? USUAL_LANGUAGE
}

/** What each language calls itself, so that whoever needs it can find it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' }

/** Sentences of one kind: each a function of plain values. */
type Sentences = Record<string, (...values: never[]) => unknown>

/**
 * The sentences of one kind, each of which is said in the language that is spoken when it is made. A language that lacks
 * one, or makes it of other values, does not compile.
 */
export function inLanguages<S extends Sentences>(sentences: { en: S } & Record<Language, NoInfer<S>>): S {
  const names = Object.keys(sentences.en) as (keyof S)[]
  const said = names.map((name) => [
    name,
    (...values: never[]) => sentences[languageNow()][name]?.(...values),
  ])
  return Object.fromEntries(said)
}
