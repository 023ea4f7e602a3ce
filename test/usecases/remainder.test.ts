import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answersOfPoll } from '#db/answer.ts'
import { getPoll } from '#db/poll.ts'
import { getRun } from '#db/run.ts'
import { setApology } from '#usecases/apology.ts'
import { closePoll } from '#usecases/close.ts'
import { doWithout, giveUpPastDates } from '#usecases/do-without.ts'
import { fixRun } from '#usecases/fix.ts'
import { offerNow } from '#usecases/offer.ts'
import { mayOpenPoll } from '#usecases/poll.ts'
import { replaceDates, sessionsToKeep, whatIfItFalls } from '#usecases/remainder.ts'
import { skip } from '#usecases/session.ts'
import {
  answerAll,
  code,
  type Desk,
  inRun,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

/** All answers are in, and the first session is on Wednesday 20 January. */
const CLOSED = '2027-01-11T20:00Z'
const NOW = '2027-01-12T09:00Z'

let desk: Desk
let group: TestGroup
let runId: string
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk)
})
afterAll(() => desk.close())

/** Five sessions ten or eleven days apart; `until` says how many other dates were asked about. */
async function run(until: string): Promise<void> {
  const pollId = await pollFor(group, { sessions: 5, until })
  for (const name of await roster(group)) await answerAll(group, name, 'can')
  await closePoll(desk.at(CLOSED), pollId)
  ;({ runId } = value(await fixRun(desk.at(CLOSED), group.as('ruth'), pollId, [0, 3, 6, 9, 12])))
  expect(await days()).toEqual(['2027-01-20', '2027-01-31', '2027-02-10', '2027-02-21', '2027-03-03'])
}

const present = () => desk.database.db.$transaction((tx) => getRun(tx, runId))
const days = async () => (await present()).sessions.map(({ on }) => on)
const sessionOn = async (on: string) =>
  (await present()).sessions.find((session) => session.on === on)?.id ?? ''
const onOf = (dates: readonly { on: string }[]) => dates.map(({ on }) => on)
const startsOf = (dates: readonly { startsAt: { toMillis(): number } }[]) =>
  dates.map(({ startsAt }) => startsAt.toMillis())
const openPoll = async () =>
  (await desk.database.db.poll.findFirstOrThrow({ where: { openForGroupId: group.id } })).id

async function falls(on: string, iso = NOW) {
  return value(await whatIfItFalls(desk.at(iso), group.as('ruth'), await sessionOn(on)))
}

describe('a date that falls', () => {
  test('is moved alone where the rules allow it, and planning anew would come to the same', async () => {
    await run('2027-03-31')
    const { move, anew } = await falls('2027-03-03')
    expect(onOf(move?.dates ?? [])).toEqual(['2027-03-10'])
    expect(move?.coming).toEqual([4])
    expect(anew).toBeNull()
  })

  test('that no single other date can replace takes the fewest others along', async () => {
    await run('2027-03-07')
    const { move, anew } = await falls('2027-02-21')
    expect(move).toBeNull()
    expect(onOf(anew?.dropped ?? [])).toEqual(['2027-02-21', '2027-03-03'])
    expect(onOf(anew?.dates ?? [])).toEqual(['2027-02-24', '2027-03-07'])
  })

  test('leaves the other firm dates as they are, however few can come to them', async () => {
    await run('2027-03-31')
    for (const name of ['amara', 'ben', 'chloe'])
      value(await setApology(desk.at(NOW), group.as(name), await sessionOn('2027-02-21'), true))
    // Firm dates stay, however few can come: the minimum is for new ones.
    expect(onOf((await falls('2027-03-03')).move?.dates ?? [])).toEqual(['2027-03-10'])
  })

  test('does not come back as a candidate, and neither does a date whose session was skipped', async () => {
    await run('2027-03-31')
    value(await skip(desk.at(NOW), group.as('ruth'), await sessionOn('2027-01-31')))
    const first = await falls('2027-03-03')
    expect(onOf(first.move?.dates ?? [])).toEqual(['2027-03-10'])
    value(
      await replaceDates(desk.at(NOW), group.as('ruth'), first.session.id, startsOf(first.move?.dates ?? [])),
    )
    const pollId = await openPoll()
    await closePoll(desk.at('2027-01-17T20:00Z'), pollId)
    value(await fixRun(desk.at('2027-01-17T20:01Z'), group.as('ruth'), pollId, [0]))
    const second = await falls('2027-03-10', '2027-01-17T20:02Z')
    expect(onOf(second.move?.dates ?? [])).not.toContain('2027-03-03')
    expect(onOf(second.move?.dates ?? [])).not.toContain('2027-01-31')
    expect(second.move?.dates).toHaveLength(1)
  })

  test('can be replaced although a session that was skipped has left a wider gap than the rules allow', async () => {
    await run('2027-03-31')
    // 31 January to 21 February are 21 days; with a largest gap of 17 nothing but what is there may be so wide.
    await desk.database.db.group.update({
      where: { id: group.id },
      data: { gapMaxDays: 17, gapPreferredDays: 17 },
    })
    value(await skip(desk.at(NOW), group.as('ruth'), await sessionOn('2027-02-10')))
    expect((await falls('2027-03-03')).move?.dates).toHaveLength(1)
  })

  test('can only be skipped in a group that plans one session at a time', async () => {
    group = await newGroup(desk, { planning: 'oneAtATime', sessionsPerRun: 3 })
    const pollId = await pollFor(group, { sessions: 1 })
    for (const name of await roster(group)) await answerAll(group, name, 'can')
    await closePoll(desk.at(CLOSED), pollId)
    const { coming } = value(await sessionsToKeep(desk.at(NOW), group.as('ruth')))
    const found = value(await whatIfItFalls(desk.at(NOW), group.as('ruth'), coming[0]?.id ?? ''))
    expect([found.move, found.anew]).toEqual([null, null])
  })
})

describe('replacing dates', () => {
  beforeEach(async () => {
    await run('2027-03-07')
  })

  async function planAnew() {
    const { anew, session } = await falls('2027-02-21')
    return replaceDates(desk.at(NOW), group.as('ruth'), session.id, startsOf(anew?.dates ?? []))
  }

  test('takes what falls out of the run, tells the group and asks about the new dates alone', async () => {
    value(await planAnew())
    const { sessions } = await present()
    expect(sessions.map(({ number, on }) => [number, on])).toEqual([
      [1, '2027-01-20'],
      [2, '2027-01-31'],
      [3, '2027-02-10'],
    ])
    expect((await said(group, 'datesFall')).map(({ to }) => to)).toEqual([group.channelId])
    const poll = await desk.database.db.$transaction(async (tx) => getPoll(tx, await openPoll()))
    expect(onOf(poll.dates)).toEqual(['2027-02-24', '2027-03-07'])
    expect(poll).toMatchObject({ isForRemainder: true, sessionsWanted: 2 })
    expect(poll.closesAt.toISO()).toBe('2027-01-17T20:00:00.000Z')
  })

  test('begins with what was answered about the new dates before', async () => {
    value(await planAnew())
    const pollId = await openPoll()
    const answers = await desk.database.db.$transaction((tx) => answersOfPoll(tx, pollId))
    expect(answers).toHaveLength(8)
    expect(new Set(answers.map((answer) => answer.value))).toEqual(new Set(['can']))
  })

  test('ends with the convenor making the new dates firm, in their place in the run', async () => {
    value(await planAnew())
    const pollId = await openPoll()
    await answerAll(group, 'ben', 'cannot', NOW)
    await closePoll(desk.at('2027-01-17T20:00Z'), pollId)
    const offer = value(await offerNow(desk.at('2027-01-17T20:01Z'), group.as('ruth')))
    expect(offer.plan).toMatchObject({ kind: 'options', options: [{ attendances: 6 }] })
    value(await fixRun(desk.at('2027-01-17T20:02Z'), group.as('ruth'), pollId, [0, 1]))
    const { sessions, sessionsWanted } = await present()
    expect(sessions.map(({ number, on }) => [number, on])).toEqual([
      [1, '2027-01-20'],
      [2, '2027-01-31'],
      [3, '2027-02-10'],
      [4, '2027-02-24'],
      [5, '2027-03-07'],
    ])
    expect(sessions.map(({ apologyMemberIds }) => apologyMemberIds.length)).toEqual([0, 0, 0, 1, 1])
    expect(sessionsWanted).toBe(5)
    expect(await said(group, 'runChanged')).toHaveLength(1)
    // What was said before a date fell is no news.
    expect(await said(group, 'everybodyAnswered')).toEqual([])
    expect(await said(group, 'runCard')).toHaveLength(1)
  })

  test('can be given up, and then the run is shorter', async () => {
    value(await planAnew())
    const pollId = await openPoll()
    expect(code(await doWithout(desk.at(NOW), group.as('ruth'), pollId))).toBe('pollDecidedAlready')
    await closePoll(desk.at('2027-01-17T20:00Z'), pollId)
    expect(code(await doWithout(desk.at('2027-01-17T20:01Z'), group.as('ben'), pollId))).toBe('notConvenor')
    value(await doWithout(desk.at('2027-01-17T20:01Z'), group.as('ruth'), pollId))
    expect((await present()).sessionsWanted).toBe(3)
    expect((await said(group, 'doneWithout')).map(({ to }) => to)).toEqual([group.channelId])
    expect(code(await offerNow(desk.at('2027-01-17T20:02Z'), group.as('ruth')))).toBe('pollDecidedAlready')
  })

  test('is given up by itself when all the new dates have gone by undecided', async () => {
    value(await planAnew())
    await closePoll(desk.at('2027-01-17T20:00Z'), await openPoll())
    await inRun(desk.at('2027-03-07T13:59Z'), runId, giveUpPastDates)
    expect((await present()).sessionsWanted).toBe(5)
    await inRun(desk.at('2027-03-07T14:00Z'), runId, giveUpPastDates)
    expect((await present()).sessionsWanted).toBe(3)
  })

  test('is done once, however often it is pressed, and not while other new dates are undecided', async () => {
    const before = await falls('2027-02-21')
    const starts = startsOf(before.anew?.dates ?? [])
    const press = () => replaceDates(desk.at(NOW), group.as('ruth'), before.session.id, starts)
    const outcomes = await Promise.all([press(), press()])
    expect(outcomes.map(code).sort()).toEqual(['sessionGone', undefined])
    const next = await sessionOn('2027-02-10')
    expect(code(await whatIfItFalls(desk.at(NOW), group.as('ruth'), next))).toBe('pollOpenAlready')
    await closePoll(desk.at('2027-01-17T20:00Z'), await openPoll())
    expect(code(await whatIfItFalls(desk.at(NOW), group.as('ruth'), next))).toBe('remainderUndecided')
    // The last session that is left is over by then, so a poll might look like one for the next run.
    expect(code(await mayOpenPoll(desk.at('2027-02-11T09:00Z'), group.as('ruth')))).toBe('remainderUndecided')
  })

  test('is decided by the convenor, also where the group has changed to one session at a time meanwhile', async () => {
    value(await planAnew())
    await desk.database.db.group.update({ where: { id: group.id }, data: { planning: 'oneAtATime' } })
    await closePoll(desk.at('2027-01-17T20:00Z'), await openPoll())
    expect(await days()).toHaveLength(3)
    expect(await said(group, 'pollResult')).toHaveLength(2)
  })

  test('answers once its dates have gone by that none is left, and calls nobody silent who has answered', async () => {
    value(await planAnew())
    await closePoll(desk.at('2027-01-17T20:00Z'), await openPoll())
    const { plan } = value(await offerNow(desk.at('2027-03-08T09:00Z'), group.as('ruth')))
    expect(plan).toMatchObject({ blockedBy: { rule: 'dates', available: 0 }, silentMemberIds: [] })
  })

  test('is refused when what was shown is not the best any more, and to whoever does not convene', async () => {
    const { session, anew } = await falls('2027-02-21')
    const starts = startsOf(anew?.dates ?? [])
    expect(code(await replaceDates(desk.at(NOW), group.as('ben'), session.id, starts))).toBe('notConvenor')
    const other = await replaceDates(desk.at(NOW), group.as('ruth'), session.id, starts.slice(1))
    expect(code(other)).toBe('remainderChanged')
    value(await skip(desk.at(NOW), group.as('ruth'), session.id))
    expect(code(await replaceDates(desk.at(NOW), group.as('ruth'), session.id, starts))).toBe(
      'sessionSkipped',
    )
    expect(await days()).toHaveLength(5)
  })
})
