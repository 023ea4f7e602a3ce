import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { calendarBlocks, calendarMessage, calendarView, feedMadeView } from '#slack/views/calendar.ts'
import { group, status } from '../support/largest-group.ts'

const URL_OF_FEEDS = 'https://example.org/dates'
const mine = { group, runId: 'r1', next: status.next, isMember: true, madeAt: null }
const words = (blocks: unknown) => JSON.stringify(blocks)
const actionsIn = (blocks: unknown) =>
  [...words(blocks).matchAll(/"action_id":"(\w+)"/g)].map(([, actionId]) => actionId)

test('a member without an address may make one, and one with an address may renew or stop it', () => {
  expect(actionsIn(calendarBlocks(mine, URL_OF_FEEDS))).toEqual(['makeFeed'])
  const since = { ...mine, madeAt: DateTime.fromISO('2027-01-04T09:00Z') }
  expect(actionsIn(calendarBlocks(since, URL_OF_FEEDS))).toEqual(['makeFeed', 'stopFeed'])
  expect(words(calendarBlocks(since, URL_OF_FEEDS))).toContain('4 January 2027')
})

test('where there are no addresses, and for a convenor who is no member, the next session can be added at a press', () => {
  for (const blocks of [
    calendarBlocks(mine, null),
    calendarBlocks({ ...mine, isMember: false }, URL_OF_FEEDS),
  ]) {
    expect(actionsIn(blocks)).toEqual([])
    const links = [...words(blocks).matchAll(/<(https:[^|]+)\|/g)].map(
      ([, link = '']) => new URL(link.replaceAll('&amp;', '&')),
    )
    expect(links.map(({ host }) => host)).toEqual(['calendar.google.com', 'outlook.live.com'])
    const [google, outlook] = links
    const at = (format: string) => mine.next?.startsAt.toUTC().toFormat(format)
    expect(google?.searchParams.get('dates')).toMatch(new RegExp(`^${at("yyyyMMdd'T'HHmmss'Z'")}/`))
    expect(google?.searchParams.get('text')).toBe(`Session ${mine.next?.number}`)
    expect(outlook?.searchParams.get('startdt')).toBe(at("yyyy-MM-dd'T'HH:mm:ss'Z'"))
  }
  expect(calendarBlocks({ ...mine, next: null }, null)).toEqual([])
})

test('the window with a new address says it once in words and once in each link that can take it, and names nobody', () => {
  const address = `${URL_OF_FEEDS}/abc_-123.ics`
  const { blocks } = feedMadeView(address)
  expect(words(blocks).split(address)).toHaveLength(2)
  expect(words(blocks).split(encodeURIComponent(address))).toHaveLength(3)
  // It may be read as `http:`, and the address would travel in the clear.
  expect(words(blocks)).not.toContain('webcal')
  expect(words(blocks)).not.toContain(group.name)
})

test('a message reads the same as its blocks, and fits into a window', () => {
  const message = calendarMessage('The file is coming.', mine, URL_OF_FEEDS)
  expect(message.text).toMatch(/^The file is coming\.\n\*Your calendar can follow/)
  expect(calendarView(message).blocks).toBe(message.blocks)
})
