import type { DateTime } from 'luxon'

/** Where it is pasted in Google Calendar, whose links with an address take only `webcal:`. */
const GOOGLE = 'https://calendar.google.com/calendar/r/settings/addbyurl'

/**
 * Where calendars of large providers add the calendar at an address. Each is given it with `https:`, never with `webcal:`,
 * which may be read as `http:`: the address is a key, and better refused than sent in the clear.
 */
export function feedLinks(
  address: string,
  name: string,
): { google: string; outlook: string; office: string } {
  const wanted = new URLSearchParams({ url: address, name })
  return {
    google: GOOGLE,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?${wanted}`,
    office: `https://outlook.office.com/calendar/0/addfromweb?${wanted}`,
  }
}

/** The same for one date. */
export function dateLinks(
  { startsAt, endsAt }: { startsAt: DateTime; endsAt: DateTime },
  title: string,
): { google: string; outlook: string } {
  const basic = (at: DateTime) => at.toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'")
  const google = { action: 'TEMPLATE', text: title, dates: `${basic(startsAt)}/${basic(endsAt)}` }
  const outlook = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: startsAt.toUTC().toISO({ suppressMilliseconds: true }) ?? '',
    enddt: endsAt.toUTC().toISO({ suppressMilliseconds: true }) ?? '',
  }
  return {
    google: `https://calendar.google.com/calendar/render?${new URLSearchParams(google)}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${new URLSearchParams(outlook)}`,
  }
}
