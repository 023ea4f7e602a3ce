import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  submit,
  type,
  until,
  type World,
  whispered,
} from '../support/world.ts'

let world: World
let ruth: Person
let ben: Person

beforeAll(async () => {
  world = await startWorld()
  ruth = person(world, 'Ruth')
  ben = person(world, 'Ben')
})
afterAll(() => world.stop())

/** What the bot answers to a command, to the one who typed it alone. */
async function answer(who: Person, text: string, channelId = world.channelId): Promise<string> {
  return (await whispered(world, who, () => type(world, who, text, channelId), channelId)).text
}

const COMMANDS = [
  'schedule',
  'status',
  'answers',
  'apologies',
  'calendar',
  'close',
  'fix',
  'replan',
  'remind',
  'record',
  'busstop',
  'convenors',
  'survey',
  'settings',
  'audit',
]

describe('before there is a group', () => {
  test.each(COMMANDS)('`%s` says that the group has to be set up first', async (name) => {
    expect(await answer(ben, name)).toBe(
      'There is no group in this channel yet. Whoever convenes it can begin with `/supportgroup setup`; if your group meets in another channel, please type this there.',
    )
  })

  test.each(['setup', ...COMMANDS])('`%s` in a public channel says where a group lives', async (name) => {
    const general = world.simulator.addChannel({
      name: `general-${name}`,
      kind: 'public',
      memberIds: [ben.id, world.simulator.botUserId],
    })
    expect(await answer(ben, name, general.id)).toBe(
      'This channel is public, and a group lives in a private one. Please type this in your group’s private channel; to begin a group there, type `/invite` and my name, and then `/supportgroup setup`.',
    )
  })

  test.each(['setup', ...COMMANDS])(
    '`%s` where the bot is not in the channel says how to invite it',
    async (name) => {
      const other = world.simulator.addChannel({
        name: `other-${name}`,
        kind: 'private',
        memberIds: [ben.id],
      })
      expect(await answer(ben, name, other.id)).toBe(
        `I am not in <#${other.id}>. Type \`/invite\` and my name there, then try again.`,
      )
    },
  )

  test('`setup` in a channel shared with another workspace is refused', async () => {
    const memberIds = [ben.id, world.simulator.botUserId]
    const shared = world.simulator.addChannel({ name: 'shared', kind: 'private', memberIds, isShared: true })
    expect(await answer(ben, 'setup', shared.id)).toBe(
      'This channel is shared with another workspace, so others could read along. Please use a private channel that belongs to this workspace alone.',
    )
  })

  test('whoever invites the bot is told, alone, how to begin', async () => {
    const fresh = world.simulator.addChannel({ name: 'fresh', kind: 'private', memberIds: [ben.id] })
    const invite = () => world.simulator.joinChannel(fresh.id, world.simulator.botUserId, ben.id)
    expect((await whispered(world, ben, invite, fresh.id)).text).toBe(
      'Thank you for the invitation. When you are ready, type `/supportgroup setup` here; it takes about two minutes, and nothing is posted before you say so.',
    )
  })
})

describe('the form of set-up', () => {
  test('names what is wrong beside each field, and keeps what was typed', async () => {
    await opened(world, ruth, () => type(world, ruth, 'setup'), 'Set up your group')
    await submit(world, ruth, {
      gapMinDays: { gapMinDays: { value: '30' } },
      minimum: { minimum: { value: '12' } },
    })
    const view = world.simulator.openView(ruth.id)
    expect(view?.errors).toEqual({
      gapMaxDays: 'The largest gap is smaller than the smallest. Please make it larger.',
      minimum: 'The minimum is larger than the number of places. Please make it smaller.',
    })
    expect(view?.values.gapMinDays).toMatchObject({ gapMinDays: { value: '30' } })
    await submit(world, ruth, {
      gapMinDays: { gapMinDays: { value: '10' } },
      minimum: { minimum: { value: '200' } },
    })
    expect(world.simulator.openView(ruth.id)?.errors).toEqual({
      minimum: 'Please choose a whole number from 1 to 100.',
    })
    await submit(world, ruth, {
      minimum: { minimum: { value: '5' } },
      members: {
        members: {
          selected_users: world.people.filter(({ realName }) => realName !== 'Hannah').map(({ id }) => id),
        },
      },
    })
    await world.bot.settled()
    expect(posts(world).map(({ text }) => text.split('\n')[0])).toEqual([
      'Hello. I look after the diary of *circle*: I help to find the dates of a run of sessions, fix them, and remind you.',
    ])
  })

  test('cannot be opened a second time in the same channel', async () => {
    expect(await answer(ben, 'setup')).toBe(
      'This channel has its group already. To change how it works, a convenor types `/supportgroup settings`.',
    )
  })
})

describe('in a group', () => {
  test.each(['schedule', 'close', 'fix', 'remind', 'record', 'settings', 'audit'])(
    '`%s` by a member who is not a convenor names who can',
    async (name) => {
      expect(await answer(ben, name)).toBe(
        `Only a convenor can do this. In this group that is <@${ruth.id}>; please ask them.`,
      )
    },
  )

  test.each(COMMANDS)('`%s` by somebody in the channel who is not on the roster is refused', async (name) => {
    expect(await answer(person(world, 'Hannah'), name)).toBe(
      'As far as I know you are not a member here, so I cannot show or record anything for you. If you think you are, please ask a convenor of your group.',
    )
  })

  test.each([
    ['status', 'Nothing is planned just now. A convenor begins with `/supportgroup schedule`.'],
    [
      'answers',
      'No poll is open in this group just now. A convenor opens one with `/supportgroup schedule`.',
    ],
    [
      'apologies',
      'No session is coming up, so there is nothing to send apologies for. `/supportgroup status` shows how the group stands.',
    ],
    ['close', 'No poll is open in this group just now. A convenor opens one with `/supportgroup schedule`.'],
    ['fix', 'There is no poll to choose dates from. Begin one with `/supportgroup schedule`.'],
    [
      'remind',
      'No poll is open, so there is nobody to ask. Before each session I remind the channel by myself: a week and a day before.',
    ],
    ['busstop', 'This group has no fixed dates yet. A convenor begins with `/supportgroup schedule`.'],
  ])('`%s` before anything is planned says what comes first', async (name, sentence) => {
    expect((await answer(ruth, name)).split('\n')[0]).toBe(sentence)
  })
})

describe('the form that opens a poll', () => {
  test.each([
    [
      'a last day before the first',
      { until: '2027-01-10' },
      'until',
      'The last day lies before the first. Please choose a later last day.',
    ],
    [
      'too few days',
      { until: '2027-01-20' },
      'until',
      'These days hold only one date, and the run needs eight. Choose a later last day, leave out fewer dates, or plan fewer sessions.',
    ],
    [
      'more dates than a form holds',
      { until: '2027-12-20' },
      'until',
      'These days hold 96 dates, and a poll can ask about 90 at most. Please choose an earlier last day.',
    ],
    [
      'more than a year',
      { until: '2028-06-20' },
      'until',
      'A poll can look 366 days ahead at most, since nobody knows their diary further. Please choose an earlier last day.',
    ],
    [
      'a closing time that is past',
      { closesOn: '2027-01-03' },
      'closesTime',
      'People need at least an hour to answer. Please choose a later time.',
    ],
    [
      'a closing time after the first date',
      { closesOn: '2027-02-03' },
      'closesOn',
      'Answers would still be coming in after the first date. Choose an earlier closing time, or a later first day.',
    ],
    ['no session at all', { sessions: '0' }, 'sessions', 'Please choose a whole number from 1 to 52.'],
  ])('with %s says so beside the field', async (_, typed, field, sentence) => {
    await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
    const fields = Object.entries({ from: '2027-01-18', ...typed }).map(([name, value]) => [
      name,
      { [name]: name === 'sessions' ? { value } : { selected_date: value } },
    ])
    await submit(world, ruth, Object.fromEntries(fields))
    expect(world.simulator.openView(ruth.id)?.errors).toEqual({ [field]: sentence })
  })

  test('leaves out the dates that are unticked, and posts nothing before it is told to', async () => {
    const before = posts(world).length
    await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
    await submit(world, ruth)
    expect(posts(world)).toHaveLength(before)
    await submit(world, ruth, {
      'keep-2027-01-0': { 'keep-2027-01-0': { selected_options: [{ value: '2027-01-24 14:00' }] } },
    })
    await world.bot.settled()
    const january = posts(world)
      [before]?.text.split('\n')
      .filter((line) => /^\*\d/.test(line))
    expect(january).toEqual(['*1.* Sunday 24 January, 14:00 to 17:00 · no answers yet'])
  })
})

describe('while a poll is open', () => {
  test.each([
    [
      'schedule',
      'A poll is open already, until Monday 11 January, 20:00 (UK time). You can close it earlier with `/supportgroup close`.',
    ],
    [
      'fix',
      'The poll is still open. Close it first with `/supportgroup close`; then I can offer you the best runs.',
    ],
    ['remind', 'I have asked eight people privately, once. Nobody else sees that.'],
  ])('`%s` says what is possible', async (name, sentence) => {
    expect(await answer(ruth, name)).toBe(sentence)
  })

  test('a second `remind` on the same day asks nobody again', async () => {
    await world.bot.settled()
    expect(await answer(ruth, 'remind')).toBe(
      'There is nobody to remind: I have heard from everyone, or asked them already today. You can wait, or close the poll with `/supportgroup close`.',
    )
    expect(privately(world, ben).filter(({ text }) => text.includes('not heard from you'))).toHaveLength(1)
  })

  test('a member can stop the private reminders, and allow them again', async () => {
    await press(world, ben, privately(world, ben).at(-1) as Message, 'Do not remind me')
    const thanks =
      'I will not remind you privately any more: of missing answers, at the bus stop, or of sessions. Nor do I send you the question of a survey: `/supportgroup survey` shows it. You can allow it again with `/supportgroup status`.'
    await until(() => privately(world, ben).at(-1)?.text === thanks, 'thanks in place of the question')
    const status = await whispered(world, ben, () => type(world, ben, 'status'))
    await press(world, ben, status, 'Remind me privately again')
    const again =
      'I will remind you privately again when an answer of yours is missing and of what you have chosen yourself, and send you the question of a survey.'
    await until(
      () => world.simulator.messages(world.channelId, ben.id).some(({ text }) => text === again),
      'the answer in place of the status',
    )
  })

  test('`close` says what that means and who has not answered, and closes nothing before the press', async () => {
    const status = async () => (await world.database.db.poll.findFirst())?.status
    const question = await whispered(world, ruth, () => type(world, ruth, 'close'))
    expect(question.text).toBe(
      'We have not heard from eight of you yet, and you are one of them. Once the poll is closed, nobody can answer or change an answer. Then I show you the best runs.',
    )
    await world.bot.settled()
    expect(await status()).toBe('open')
    await press(world, ruth, question, 'Close the poll now')
    await until(async () => (await status()) === 'closed', 'the closing')
    const shown = world.simulator.messages(world.channelId, ruth.id).find(({ ts }) => ts === question.ts)
    expect(shown?.text).toBe(
      'I am counting the answers. In a moment you get the best runs in a private message.',
    )
  })
})
