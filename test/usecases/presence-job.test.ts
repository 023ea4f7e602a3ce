import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  presenceQuestion,
  recordPresence,
  wantPresenceAt,
  wantPresenceEverywhere,
} from '#usecases/presence.ts'
import { catchUpAgain, tick } from '#usecases/tick.ts'
import { type Desk, MONDAY, newGroup, openDesk, type TestGroup } from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
})
afterAll(() => desk.close())

describe('Slack is asked', () => {
  const taken = async () => {
    const jobs = await desk.at(MONDAY).queue.boss.fetch<{ groupId: string }>('presence', { batchSize: 1000 })
    return jobs.filter(({ data }) => data.groupId === group.id).map(({ id }) => id)
  }
  const done = (ids: string[]) => desk.at(MONDAY).queue.boss.complete('presence', ids)
  const place = () => ({ teamId: 'T1', channelId: group.channelId })

  test('once for many wishes, and again for one that comes while it is being asked', async () => {
    await done(await taken())
    for (let wish = 0; wish < 3; wish += 1) await wantPresenceAt(desk.at(MONDAY), place())
    const asking = await taken()
    expect(asking).toHaveLength(1)
    await wantPresenceAt(desk.at(MONDAY), place())
    await done(asking)
    expect(await taken()).toHaveLength(1)
  })

  test('by ticks only now and then, about every group', async () => {
    const { boss } = desk.at(MONDAY).queue
    await tick(desk.at(MONDAY))
    const rounds = await boss.fetch('presenceRound', { batchSize: 10 })
    expect(rounds).toHaveLength(1)
    await boss.complete(
      'presenceRound',
      rounds.map(({ id }) => id),
    )
    await tick(desk.at(MONDAY))
    expect(await boss.fetch('presenceRound', { batchSize: 10 })).toEqual([])
    await done(await taken())
    await wantPresenceEverywhere(desk.at(MONDAY))
    expect(await taken()).toHaveLength(1)
  })

  test('after many times without a connection at once, and once more later, about every group', async () => {
    const { boss } = desk.at(MONDAY).queue
    await boss.deleteAllJobs('presenceRound')
    await catchUpAgain(desk.at(MONDAY))
    const rounds = await boss.fetch('presenceRound', { batchSize: 10 })
    expect(rounds).toHaveLength(1)
    await boss.complete(
      'presenceRound',
      rounds.map(({ id }) => id),
    )
    for (let time = 0; time < 5; time += 1) await catchUpAgain(desk.at(MONDAY))
    expect(await boss.findJobs('presenceRound', { key: 'afresh' })).toHaveLength(2)
  })

  test('nothing about a channel without a group', async () => {
    await done(await taken())
    await wantPresenceAt(desk.at(MONDAY), { ...place(), channelId: 'C-other' })
    expect(await taken()).toEqual([])
  })

  test('about everybody on the roster, also those who are away, and every convenor, also those gone', async () => {
    const see = (inChannel: string[], closed: string[]) =>
      recordPresence(desk.at(MONDAY), group.id, { inChannel, closed })
    const everybody = ['ruth', 'amara', 'ben', 'chloe'].map((name) => `U-${name}`)
    await see(everybody, [])
    await see(everybody.slice(1), ['U-ines'])
    const question = await presenceQuestion(desk.at(MONDAY), group.id)
    expect(question?.channelId).toBe(group.channelId)
    expect(question?.slackUserIds.toSorted()).toEqual([...everybody, 'U-ines'].sort())
  })
})
