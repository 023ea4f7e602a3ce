import { expect, test } from 'vitest'
import { parseConfig } from '#config.ts'

const GOOD = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

test('answers calendars under an address that nobody on the way can read, from this machine alone unless it says otherwise', () => {
  const url = 'https://example.org/dates'
  const calendarOf = (more: Record<string, string>) => {
    const parsed = parseConfig({ ...GOOD, CALENDAR_URL: url, CALENDAR_PORT: '8081', ...more })
    return 'config' in parsed ? parsed.config.calendar : parsed.problems
  }
  expect(calendarOf({})).toEqual({ url, port: 8081, host: '127.0.0.1' })
  expect(calendarOf({ CALENDAR_URL: `${url}//`, CALENDAR_HOST: '0.0.0.0' })).toEqual({
    url,
    port: 8081,
    host: '0.0.0.0',
  })
  expect(calendarOf({ CALENDAR_URL: 'http://127.0.0.1:8081' })).toMatchObject({
    url: 'http://127.0.0.1:8081',
  })
  for (const unsafe of ['http://example.org', 'webcal://example.org', 'https://example.org/?a=b'])
    expect(calendarOf({ CALENDAR_URL: unsafe })).toEqual([
      'CALENDAR_URL does not begin with https://, so everybody on the way could read the addresses of calendars. Give one that does, without a question mark in it.',
    ])
  expect(calendarOf({ CALENDAR_URL: 'example.org', CALENDAR_PORT: 'x', CALENDAR_HOST: 'all' })).toEqual([
    'CALENDAR_URL is not a web address. Give the one under which calendars reach the bot, such as https://example.org/calendar, or leave it out.',
    'CALENDAR_PORT is not a port. Give a whole number from 1 to 65535, such as 8081.',
    'CALENDAR_HOST is not an IP address. Give 0.0.0.0 to be reached from other machines, or leave it out.',
  ])
  for (const half of [{ CALENDAR_URL: '' }, { CALENDAR_PORT: '' }])
    expect(calendarOf(half)).toEqual([
      expect.stringContaining('Only one of CALENDAR_URL and CALENDAR_PORT is set.'),
    ])
})
