/** Some instant of our days: in 1970 many zones had other rules, and so another name. */
const NOWADAYS = Date.UTC(2027, 0, 1)

/** Names by language and zone: to find one out takes longer than all other words of a message. */
const known = new Map<string, string>()

/** What a language calls the time of a zone, all the year round; the zone itself where it has no name. */
export function zoneName(locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`
  const name = known.get(key) ?? lookUp(locale, timeZone)
  known.set(key, name)
  return name
}

function lookUp(locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
  const parts = format.formatToParts(NOWADAYS)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}
