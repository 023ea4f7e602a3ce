import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { changeSettings, settingsOf, setUpGroup, whyNoSetUp } from '#usecases/group.ts'
import {
  code,
  type Desk,
  MONDAY,
  newGroup,
  openDesk,
  pollFor,
  roster,
  said,
  value,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const SETTINGS = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London' }
const ROSTER = { memberIds: ['U-a', 'U-b'], convenorIds: ['U-a'], interestedIds: ['U-i'] }
const unchanged = { added: [], removed: [] }
const NOBODY = { memberIds: unchanged, interestedIds: unchanged }

describe('setting a group up', () => {
  test('twice at once gives one group, one introduction, and says to the other that it is there', async () => {
    const actor = { teamId: 'T-twice', slackUserId: 'U-a', channelId: 'C-twice' }
    const press = () => setUpGroup(desk.at(MONDAY), actor, SETTINGS, ROSTER)
    const outcomes = await Promise.all([press(), press(), press()])
    expect(outcomes.map(code).sort()).toEqual(['groupExistsAlready', 'groupExistsAlready', undefined])
    const groups = await desk.database.db.group.findMany({ where: { channelId: 'C-twice' } })
    expect(groups).toHaveLength(1)
    const group = { ...actor, desk, id: groups[0]?.id ?? '', as: () => actor }
    expect(await said(group, 'introduction')).toHaveLength(1)
  })

  test('keeps exactly what the form said', async () => {
    const group = await newGroup(desk, { interested: ['isla'], reminders: ['PT2H'], planning: 'oneAtATime' })
    const stored = value(await settingsOf(desk.at(MONDAY), group.as('ruth')))
    expect(stored.group).toMatchObject({
      ...SETTINGS,
      minimum: 2,
      reminders: ['PT2H'],
      planning: 'oneAtATime',
    })
    expect(stored.group.convenorIds).toEqual(['U-ruth'])
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'ruth'])
    const interested = await desk.database.db.interest.findMany({ where: { groupId: group.id } })
    expect(interested.map(({ slackUserId }) => slackUserId)).toEqual(['U-isla'])
  })

  test('with something wrong stores nothing and names it', async () => {
    const actor = { teamId: 'T1', slackUserId: 'U-a', channelId: 'C-wrong' }
    const outcome = await setUpGroup(desk.at(MONDAY), actor, { ...SETTINGS, minimum: 0 }, ROSTER)
    expect(value(outcome)).toEqual({
      saved: false,
      problems: [{ field: 'minimum', problem: 'outOfRange', from: 1, to: 100 }],
    })
    expect(await whyNoSetUp(desk.at(MONDAY), actor)).toBeNull()
  })

  test('in two channels of a new workspace at once gives both their groups', async () => {
    const at = (channelId: string) => ({ teamId: 'T-new', slackUserId: 'U-a', channelId })
    const outcomes = await Promise.all(
      ['C-n1', 'C-n2', 'C-n3'].map((each) => setUpGroup(desk.at(MONDAY), at(each), SETTINGS, ROSTER)),
    )
    expect(outcomes.map(code)).toEqual([undefined, undefined, undefined])
    expect(await desk.database.db.workspace.count({ where: { teamId: 'T-new' } })).toBe(1)
  })
})

describe('changing the settings', () => {
  test('adds and takes out those whom the form did, and nobody else', async () => {
    const group = await newGroup(desk, { interested: ['isla', 'kate'] })
    const change = {
      ...NOBODY,
      memberIds: { added: ['U-isla'], removed: ['U-ben'] },
    }
    value(await changeSettings(desk.at(MONDAY), group.as('ruth'), SETTINGS, change))
    expect(await roster(group)).toEqual(['amara', 'chloe', 'isla', 'ruth'])
    const { roster: stored } = value(await settingsOf(desk.at(MONDAY), group.as('ruth')))
    expect(stored.interestedIds).toEqual(['U-kate'])
    expect(stored.convenorIds).toEqual(['U-ruth'])
  })

  test('of two convenors at once keeps what each of them changed about people', async () => {
    const group = await newGroup(desk, { convenors: ['ruth', 'ines'] })
    const adding = (name: string) => ({ ...NOBODY, memberIds: { added: [`U-${name}`], removed: [] } })
    await Promise.all([
      changeSettings(desk.at(MONDAY), group.as('ruth'), SETTINGS, adding('dan')),
      changeSettings(desk.at(MONDAY), group.as('ines'), SETTINGS, adding('elif')),
    ])
    expect(await roster(group)).toEqual(['amara', 'ben', 'chloe', 'dan', 'elif', 'ruth'])
  })

  test('never leaves a group without members', async () => {
    const group = await newGroup(desk, { members: ['ruth'] })
    const gone = { added: [], removed: ['U-ruth'] }
    const outcome = await changeSettings(desk.at(MONDAY), group.as('ruth'), SETTINGS, {
      memberIds: gone,
      interestedIds: unchanged,
    })
    expect(value(outcome)).toEqual({
      saved: false,
      problems: [{ field: 'members', problem: 'none' }],
    })
    expect(await roster(group)).toEqual(['ruth'])
  })

  test('leaves the dates of an open poll and their patterns as they are', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    const dates = () =>
      desk.database.db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: 'asc' } })
    const before = await dates()
    const tuesdays = {
      weekday: 2,
      startTime: '19:00',
      lengthMinutes: 120,
      place: null,
    }
    const settings = { ...SETTINGS, timeZone: 'Europe/Berlin', patterns: [tuesdays] }
    value(await changeSettings(desk.at(MONDAY), group.as('ruth'), settings, NOBODY))
    expect(await dates()).toEqual(before)
    const { group: stored } = value(await settingsOf(desk.at(MONDAY), group.as('ruth')))
    expect(stored.patterns.map(({ weekday }) => weekday)).toEqual([2])
  })

  test('that change no pattern keep the patterns’ ids, so that alternation goes on', async () => {
    const group = await newGroup(desk)
    const patterns = async () => value(await settingsOf(desk.at(MONDAY), group.as('ruth'))).group.patterns
    const before = await patterns()
    value(await changeSettings(desk.at(MONDAY), group.as('ruth'), { ...SETTINGS, places: 12 }, NOBODY))
    expect(await patterns()).toEqual(before)
  })

  test('somebody who comes back keeps what is known of them', async () => {
    const group = await newGroup(desk)
    const member = () =>
      desk.database.db.member.findFirstOrThrow({ where: { groupId: group.id, slackUserId: 'U-ben' } })
    const { id } = await member()
    const change = (added: string[], removed: string[]) =>
      changeSettings(desk.at(MONDAY), group.as('ruth'), SETTINGS, {
        ...NOBODY,
        memberIds: { added, removed },
      })
    value(await change([], ['U-ben']))
    expect((await member()).gotOffAt).not.toBeNull()
    value(await change(['U-ben'], []))
    expect(await member()).toMatchObject({ id, gotOffAt: null })
  })
})
