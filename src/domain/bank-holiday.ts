import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import { listedTimeZone } from './calendar.ts'
import { type Language, USUAL_LANGUAGE } from './language.ts'

/** Countries whose parts keep different holidays and share a zone: the part is named with its own holidays. */
const PARTS: Readonly<Record<string, Readonly<Record<string, Record<Language, string>>>>> = {
  GB: {
    ENG: { en: 'England', de: 'England' },
    SCT: { en: 'Scotland', de: 'Schottland' },
    NIR: { en: 'Northern Ireland', de: 'Nordirland' },
    WLS: { en: 'Wales', de: 'Wales' },
  },
}

/**
 * The holidays of all countries take some 30 MB, and are wanted only where dates are asked about: they are loaded on first
 * use. The process does nothing else for a tenth of a second then, once.
 */
const load = createRequire(import.meta.url)

/**
 * The name, in a language, of the bank holiday on a local day (`YYYY-MM-DD`) in the country of an IANA zone, or undefined.
 * It only marks dates: nothing is left out because of it.
 */
export function bankHoliday(
  on: string,
  timeZone: string,
  language: Language = USUAL_LANGUAGE,
): string | undefined {
  const country = countryOf(timeZone)
  return country ? holidaysOf(country, Number(on.slice(0, 4)), language).get(on) : undefined
}

const countryByZone = new Map<string, string>()

function countryOf(timeZone: string): string | undefined {
  if (countryByZone.size === 0) {
    const { data }: { data: { holidays: Record<string, { zones: string[] }> } } = load('date-holidays/data')
    for (const [country, { zones }] of Object.entries(data.holidays)) {
      for (const name of zones) {
        const zone = listedTimeZone(name) ?? name
        if (!countryByZone.has(zone)) countryByZone.set(zone, country)
      }
    }
  }
  return countryByZone.get(timeZone)
}

const holidaysByYear = new Map<string, ReadonlyMap<string, string>>()

function holidaysOf(country: string, year: number, language: Language): ReadonlyMap<string, string> {
  const key = `${country} ${year} ${language}`
  const known = holidaysByYear.get(key)
  if (known) return known
  const Calendar: typeof Holidays = load('date-holidays')
  const names = new Map<string, string>()
  const add = (calendar: Holidays, part?: string) => {
    for (const { date, type, name } of calendar.getHolidays(year, language)) {
      const on = date.slice(0, 10)
      if (type !== 'public' && type !== 'bank') continue
      if (!names.has(on)) names.set(on, part ? `${name}, ${part}` : name)
    }
  }
  add(new Calendar(country))
  for (const [code, part] of Object.entries(PARTS[country] ?? {}))
    add(new Calendar(country, code), part[language])
  holidaysByYear.set(key, names)
  return names
}
