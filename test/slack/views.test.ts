import type { KnownBlock } from '@slack/types'
import { describe, expect, test } from 'vitest'
import type { Poll } from '#db/poll.ts'
import { candidateSlots } from '#domain/calendar.ts'
import { paginate } from '#domain/poll.ts'
import { offerMessage } from '#slack/views/offer.ts'
import { plainText } from '#slack/views/parts.ts'
import { notesOf, pollPageMessage } from '#slack/views/poll-page.ts'
import { counts, group, id, offer, option, patterns, poll } from '../support/largest-group.ts'
import { SHOWN, textsIn } from '../support/largest-shown.ts'

const messages = SHOWN.flatMap((each) => each.messages)
const everything: [string, unknown][] = SHOWN.flatMap(({ language, messages, views }) =>
  [...messages, ...views].map(([name, value]): [string, unknown] => [`${name} (${language})`, value]),
)

describe('whatever is shown', () => {
  test.each(everything)('in %s calls nobody together and raises no voice', (_, value) => {
    const texts = textsIn(value).map((text) => text.replace(/<!date[^>]*>/g, ''))
    const escaped = texts.filter((text) => !text.includes(group.name))
    expect(escaped.filter((text) => /<!|@(channel|here|everyone)|!$|! /.test(text))).toEqual([])
  })

  test('names that people typed are markup nowhere', () => {
    const marked = (value: unknown): string[] => {
      if (Array.isArray(value)) return value.flatMap(marked)
      if (typeof value !== 'object' || value === null) return []
      const own = (value as { type?: string }).type === 'mrkdwn' ? [(value as { text: string }).text] : []
      return [...own, ...Object.values(value).flatMap(marked)]
    }
    const texts = everything.flatMap(([, value]) => marked(value))
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.filter((text) => text.includes('<!channel>') || text.includes('<@U1>'))).toEqual([])
  })

  test('has markup only where it is written: no address or name becomes a link by itself', () => {
    const loose = (value: unknown): unknown[] => {
      if (typeof value !== 'object' || value === null) return []
      const { type, verbatim } = value as { type?: string; verbatim?: boolean }
      const own = type === 'mrkdwn' && verbatim !== true ? [value] : []
      return [...own, ...Object.values(value).flatMap(loose)]
    }
    expect(everything.flatMap(([, value]) => loose(value))).toEqual([])
  })

  test('of a poll, a card or a reminder names no member', () => {
    const inChannel = messages.filter(([name]) => /poll|card|reminder|session that/.test(name))
    expect(inChannel.length).toBeGreaterThan(4)
    expect(inChannel.filter(([, message]) => JSON.stringify(message).includes('<@'))).toEqual([])
  })

  test('of a message says the same to a screen reader as to the eye', () => {
    for (const [name, message] of messages) {
      if (name === 'how a group stands') continue
      const sections = (message?.blocks ?? []).flatMap((block: KnownBlock) =>
        block.type === 'section' && block.text ? [block.text.text] : [],
      )
      for (const words of sections) expect(message?.text, name).toContain(words)
    }
  })
})

describe('a page of a poll', () => {
  test('numbers its dates as their reactions, marks bank holidays and clock changes, and the chosen ones', () => {
    const london = { ...poll, timeZone: 'Europe/London' }
    const dates = paginate(
      candidateSlots(patterns.slice(0, 1), { from: '2027-03-28', until: '2027-03-31' }, 'Europe/London'),
    ).map((slot) => ({ ...slot, id: id(slot.mark), isSecondTime: false, zoneData: '', fellAt: null }))
    const lines = (status: Poll['status'], chosen: number[]) =>
      pollPageMessage({ ...london, status, dates }, 1, new Map(), new Set(chosen))
        ?.text.split('\n')
        .slice(2)
    expect(lines('open', [])).toEqual([
      '*1.* Sunday 28 March, 14:00 to 17:00 (the clocks change) · no answers yet',
    ])
    expect(
      lines(
        'decided',
        dates.map(({ startsAt }) => startsAt.toMillis()),
      ),
    ).toEqual(['*1.* Sunday 28 March, 14:00 to 17:00 (the clocks change) (*chosen*) · no answers yet'])
    expect(notesOf('2027-03-29', 'Europe/London')).toEqual(['bank holiday: Easter Monday'])
  })

  test('that does not exist is nothing', () => {
    expect(pollPageMessage(poll, 99, counts, new Set())).toBeNull()
  })

  test('has its button while it is open, and not afterwards', () => {
    const types = (each: Poll) => pollPageMessage(each, 1, counts, new Set())?.blocks.map(({ type }) => type)
    expect(types(poll)).toContain('actions')
    expect(types({ ...poll, status: 'closed' })).not.toContain('actions')
  })
})

test('the button that fixes a run carries exactly the places of the dates that are shown', () => {
  const chosen = [0, 5, 11]
  const dateIds = chosen.map((place) => poll.dates[place]?.id ?? '')
  const plan = {
    ...offer.plan,
    options: [{ ...option, dateIds, thinnest: { dateId: dateIds[0] ?? '', attending: 3 } }],
  }
  const { blocks } = offerMessage({ ...offer, plan })
  expect(JSON.stringify(blocks)).toContain(`"value":"${poll.id} 0,5,11"`)
})

test('text that is too long is cut with a sign that it was', () => {
  expect(plainText('x'.repeat(30), 24).text).toBe(`${'x'.repeat(23)}…`)
  expect(plainText('x'.repeat(24), 24).text).toBe('x'.repeat(24))
})
