import Holidays from 'date-holidays'

/** Countries whose parts keep different holidays; one that any of these parts keeps is marked. */
const PARTS: Readonly<Record<string, readonly string[]>> = { GB: ['ENG', 'SCT', 'NIR'] }

/**
 * The name of the bank holiday on a local day (`YYYY-MM-DD`) in the country of an IANA zone, or undefined.
 * It only marks dates: nothing is left out because of it.
 */
export function bankHoliday(on: string, timeZone: string): string | undefined {
  const country = countryOf(timeZone)
  return country ? holidaysOf(country, Number(on.slice(0, 4))).get(on) : undefined
}

const countryByZone = new Map<string, string>()

/** Read on first use, because going through every country's zones takes a fifth of a second. */
function countryOf(timeZone: string): string | undefined {
  if (countryByZone.size === 0) {
    for (const country of Object.keys(new Holidays().getCountries('en'))) {
      for (const zone of new Holidays(country).getTimezones() ?? []) {
        if (!countryByZone.has(zone)) countryByZone.set(zone, country)
      }
    }
  }
  return countryByZone.get(timeZone)
}

const holidaysByYear = new Map<string, ReadonlyMap<string, string>>()

function holidaysOf(country: string, year: number): ReadonlyMap<string, string> {
  const key = `${country} ${year}`
  const known = holidaysByYear.get(key)
  if (known) return known
  const calendars = [
    new Holidays(country),
    ...(PARTS[country] ?? []).map((part) => new Holidays(country, part)),
  ]
  const names = new Map<string, string>()
  for (const holiday of calendars.flatMap((calendar) => calendar.getHolidays(year))) {
    const on = holiday.date.slice(0, 10)
    if ((holiday.type === 'public' || holiday.type === 'bank') && !names.has(on)) names.set(on, holiday.name)
  }
  holidaysByYear.set(key, names)
  return names
}
