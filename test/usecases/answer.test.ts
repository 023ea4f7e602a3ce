import fc from 'fast-check'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerSheet, recordAnswers, recordReadBack } from '#usecases/answer.ts'
import { closePoll } from '#usecases/close.ts'
import { type ReactionEvent, recordReaction } from '#usecases/reaction.ts'
import {
  answerAll,
  code,
  type Desk,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  postPages,
  type TestGroup,
  value,
  WINDOW,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let pollId: string
let pages: string[]

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
  pollId = await pollFor(group)
  pages = await postPages(group, pollId)
})
afterAll(() => desk.close())

let events = 0

/** Amara taps the first number of the first page, unless something else is said. */
function event(change: Partial<ReactionEvent> = {}): ReactionEvent {
  events += 1
  return {
    eventId: `Ev${events}`,
    teamId: group.teamId,
    channelId: group.channelId,
    messageTs: pages[0] ?? '',
    slackUserId: 'U-amara',
    mark: 1,
    isAdded: true,
    isOnOurs: true,
    ts: slackTs('2027-01-04T10:00Z'),
    ...change,
  }
}

/** An instant as Slack writes it. */
function slackTs(iso: string, micros = 0): string {
  const seconds = DateTime.fromISO(iso, { zone: 'utc' }).toSeconds()
  return `${seconds}.${String(micros).padStart(6, '0')}`
}

/** What somebody has said so far: the places of the dates in the poll, from 0, with the answer. */
async function answers(name = 'amara'): Promise<string[]> {
  const { poll, values } = value(await answerSheet(desk.at(MONDAY), group.as(name)))
  return poll.dates.flatMap(({ id }, place) => (values.has(id) ? [`${place} ${values.get(id)}`] : []))
}

const take = (each: ReactionEvent) => recordReaction(desk.at('2027-01-04T10:00Z'), each)
const traces = () => desk.database.db.answer.count({ where: { pollDate: { pollId } } })

describe('a number that is tapped', () => {
  test('says can for the date that has it on that page', async () => {
    const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('amara')))
    await take(event({ messageTs: pages[1] ?? '', mark: 2 }))
    const place = poll.dates.findIndex(({ page, mark }) => page === 2 && mark === 2)
    expect(place).toBeGreaterThan(3)
    expect(await answers()).toEqual([`${place} can`])
    expect(await answers('ben')).toEqual([])
  })

  test('and taken back is no answer', async () => {
    await take(event())
    await take(event({ isAdded: false, ts: slackTs('2027-01-04T10:01Z') }))
    expect(await answers()).toEqual([])
  })

  test('counts the same however often Slack repeats the event, also all at once', async () => {
    const same = event()
    await Promise.all([take(same), take(same), take(same)])
    await take(event({ isAdded: false, ts: slackTs('2027-01-04T10:01Z') }))
    await take(same)
    expect(await answers()).toEqual([])
  })

  test('in any order of events, also at the same time, means what was done last', async () => {
    const steps = fc.uniqueArray(fc.nat({ max: 50 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (micros, mark) => {
        const inOrder = [...micros].sort((a, b) => a - b)
        const made = micros.map((each) =>
          event({ mark, isAdded: inOrder.indexOf(each) % 2 === 0, ts: slackTs('2027-01-04T10:00Z', each) }),
        )
        await desk.database.db.answer.deleteMany({ where: { pollDate: { pollId } } })
        await Promise.all(made.map(take))
        expect(await answers()).toEqual(micros.length % 2 === 1 ? [`${mark - 1} can`] : [])
      }),
      { numRuns: 15 },
    )
  })

  test.each<[string, Partial<ReactionEvent>]>([
    ['under a message that is not of a poll', { messageTs: '1.000001' }],
    ['in another channel', { channelId: 'C-elsewhere' }],
    ['by somebody who is not on the roster', { slackUserId: 'U-stranger' }],
    ['with a number the page does not have', { mark: 10 }],
  ])('%s leaves no trace', async (_, change) => {
    await take(event(change))
    expect(await traces()).toBe(0)
    expect(await desk.database.db.receivedEvent.count({ where: { eventId: `Ev${events}` } })).toBe(0)
  })

  test('at the moment of closing is no answer, and the counting does not take it for one', async () => {
    await take(event({ mark: 2 }))
    await take(event({ mark: 1, ts: slackTs('2027-01-11T20:00Z') }))
    await take(event({ mark: 2, isAdded: false, ts: slackTs('2027-01-11T20:00:05Z') }))
    expect(await answers()).toEqual(['1 can'])
    const counting = '2027-01-11T20:00:14Z'
    const shown = new Map([[1, ['U-amara', 'U-ben']]])
    await recordReadBack(desk.at(counting), pollId, 1, shown, slackTs(counting))
    expect(await answers()).toEqual(['1 can'])
    // Nothing is known of when Ben tapped his.
    expect(await answers('ben')).toEqual(['0 can'])
  })

  test('just before closing counts, though it arrives later', async () => {
    const last = event({ ts: slackTs('2027-01-11T19:59Z', 999_999) })
    await recordReaction(desk.at('2027-01-11T20:00:30Z'), last)
    expect(await traces()).toBe(1)
  })

  test('counts no more once the answers have been counted', async () => {
    await closePoll(desk.at('2027-01-05T09:00Z'), pollId)
    await take(event())
    expect(await traces()).toBe(0)
  })
})

describe('the form', () => {
  test('keeps what is chosen, date by date, and leaves the others as they are', async () => {
    const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('amara')))
    const [first, second] = poll.dates
    const choose = (entries: [string | undefined, 'can' | 'cannot' | 'ifNeedBe'][]) =>
      recordAnswers(desk.at(MONDAY), group.as('amara'), pollId, new Map(entries as [string, 'can'][]))
    value(
      await choose([
        [first?.id, 'ifNeedBe'],
        [second?.id, 'cannot'],
      ]),
    )
    expect(await answers()).toEqual(['0 ifNeedBe', '1 cannot'])
    value(await choose([[first?.id, 'can']]))
    expect(await answers()).toEqual(['0 can', '1 cannot'])
  })

  test('takes no date of another poll', async () => {
    const other = await newGroup(desk)
    await pollFor(other)
    const { poll } = value(await answerSheet(desk.at(MONDAY), other.as('ruth')))
    value(
      await recordAnswers(
        desk.at(MONDAY),
        group.as('ruth'),
        pollId,
        new Map([[poll.dates[0]?.id ?? '', 'can']]),
      ),
    )
    expect(await traces()).toBe(0)
    expect(await desk.database.db.answer.count({ where: { pollDate: { pollId: poll.id } } })).toBe(0)
  })

  test.each(['2027-01-11T20:00Z', '2027-01-11T20:00:01Z'])(
    'at %s is too late, also before the counting',
    async (iso) => {
      const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('amara')))
      const values = new Map(poll.dates.map(({ id }) => [id, 'can' as const]))
      expect(code(await recordAnswers(desk.at(iso), group.as('amara'), pollId, values))).toBe('pollClosed')
      expect(code(await answerSheet(desk.at(iso), group.as('amara')))).toBe('noOpenPoll')
      expect(await traces()).toBe(0)
    },
  )

  test('filled in by two members at once keeps both', async () => {
    await Promise.all([answerAll(group, 'amara', 'can'), answerAll(group, 'ben', 'cannot')])
    expect(new Set((await answers('amara')).map((each) => each.split(' ')[1]))).toEqual(new Set(['can']))
    expect(new Set((await answers('ben')).map((each) => each.split(' ')[1]))).toEqual(new Set(['cannot']))
  })

  test('and reactions are one truth: un-tapping takes back a can and nothing else', async () => {
    await answerAll(group, 'amara', 'cannot')
    await take(event({ mark: 1 }))
    await take(event({ mark: 2, isAdded: false }))
    expect((await answers()).slice(0, 3)).toEqual(['0 can', '1 cannot', '2 cannot'])
    await take(event({ mark: 1, isAdded: false, ts: slackTs('2027-01-04T10:02Z') }))
    expect((await answers()).slice(0, 2)).toEqual(['1 cannot', '2 cannot'])
  })
})

describe('reading the reactions back', () => {
  const readBack = (reacted: [number, string[]][], iso = '2027-01-05T09:00Z') =>
    recordReadBack(desk.at(iso), pollId, 1, new Map(reacted), slackTs(iso))

  test('finds taps and un-taps of which no event came', async () => {
    await take(event({ mark: 1 }))
    await readBack([[2, ['U-amara', 'U-ben', 'U-stranger', 'UBOT']]])
    expect(await answers('amara')).toEqual(['1 can'])
    expect(await answers('ben')).toEqual(['1 can'])
    expect(await traces()).toBe(3)
  })

  test('undoes nothing that was said on the form since the tap', async () => {
    await take(event({ mark: 1 }))
    await answerAll(group, 'amara', 'cannot')
    await readBack([[1, ['U-amara']]])
    expect((await answers())[0]).toBe('0 cannot')
    await readBack([[1, ['U-amara']]], '2027-01-06T09:00Z')
    expect((await answers())[0]).toBe('0 cannot')
  })

  test('is not undone by an older event that comes late', async () => {
    await readBack([[1, ['U-amara']]])
    await take(event({ isAdded: false, ts: slackTs('2027-01-04T12:00Z') }))
    expect(await answers()).toEqual(['0 can'])
  })

  test('changes nothing once the poll is closed', async () => {
    await closePoll(desk.at('2027-01-05T09:00Z'), pollId)
    await readBack([[1, ['U-amara']]])
    expect(await traces()).toBe(0)
  })
})

test('answers that arrive while the poll is being closed are either counted or refused', async () => {
  const { poll } = value(await answerSheet(desk.at(MONDAY), group.as('amara')))
  const values = new Map(poll.dates.map(({ id }) => [id, 'can' as const]))
  const [answered] = await Promise.all([
    recordAnswers(desk.at('2027-01-05T09:00Z'), group.as('amara'), pollId, values),
    closePoll(desk.at('2027-01-05T09:00Z'), pollId),
  ])
  expect(await traces()).toBe('value' in answered ? poll.dates.length : 0)
  expect(WINDOW.closesAt.toISO()).toBe(poll.closesAt.toISO())
})
