import * as z from 'zod'
import { portNamed } from './config-port.ts'

/** Where members' calendars find the dates: the address that they are given, and where the bot answers. */
export type CalendarPlace = { url: string; port: number; host: string }

const CALENDAR_URL_UNSAFE =
  'CALENDAR_URL does not begin with https://, so everybody on the way could read the addresses of calendars. Give one that does, without a question mark in it.'

/** Whoever has the address of a calendar sees the dates, so it travels encrypted, or does not leave the machine. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return true
  const { protocol, hostname, search, hash } = new URL(address)
  const isHere = protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname)
  return (protocol === 'https:' || isHere) && search === '' && hash === ''
}

const HALF_A_CALENDAR =
  'Only one of CALENDAR_URL and CALENDAR_PORT is set. Set CALENDAR_URL to the address under which calendars reach the bot, and CALENDAR_PORT to the port on which it answers them, or leave out both.'

/** The settings of it. */
export const calendarFields = {
  CALENDAR_URL: z
    .url({
      error:
        'CALENDAR_URL is not a web address. Give the one under which calendars reach the bot, such as https://example.org/calendar, or leave it out.',
    })
    .refine(isSafeAddress, CALENDAR_URL_UNSAFE)
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  CALENDAR_PORT: portNamed('CALENDAR_PORT', 8081).optional(),
  CALENDAR_HOST: z
    .union(
      [z.ipv4(), z.ipv6()],
      'CALENDAR_HOST is not an IP address. Give 0.0.0.0 to be reached from other machines, or leave it out.',
    )
    .default('127.0.0.1'),
}

/** What is missing of them. */
export function calendarProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  return !given.CALENDAR_URL === !given.CALENDAR_PORT ? [] : [HALF_A_CALENDAR]
}

/** Null: nowhere. */
export function calendarIn(env: z.output<z.ZodObject<typeof calendarFields>>): CalendarPlace | null {
  const { CALENDAR_URL: url, CALENDAR_PORT: port, CALENDAR_HOST: host } = env
  return url && port ? { url, port, host } : null
}
