/** The languages in which the bot speaks, by their tags (BCP 47); the first is spoken where no group says which. */
export const LANGUAGES = ['en', 'de'] as const

/** One of them. */
export type Language = (typeof LANGUAGES)[number]

/** The language of an installation and of whoever is in no group. */
export const USUAL_LANGUAGE: Language = LANGUAGES[0]

/** The language for somebody whose Slack is set to a locale such as `de-AT`; the usual one where it is not spoken here. */
export function languageOfLocale(locale = ''): Language {
  const tag = locale.split('-')[0]
  return LANGUAGES.find((language) => language === tag) ?? USUAL_LANGUAGE
}
