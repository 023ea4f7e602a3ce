import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { COMMANDS } from '#slack/command.ts'
import { opened, person, startWorld, submit, type, type World, whispered } from '../support/world.ts'

let world: World
let ruth: Person
let amara: Person
let ben: Person
let hannah: Person
let isla: Person

beforeAll(async () => {
  world = await startWorld()
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  ben = person(world, 'Ben')
  hannah = person(world, 'Hannah')
  isla = world.interested[0] as Person
})
afterAll(() => world.stop())

const MEMBERS = '*I look after the diary of your group.* Type one of these in its private channel:'
const CONVENORS = '*There too, for whoever convenes the group:*'
const ANYWHERE = '*In any channel or conversation:*'
const BEGIN =
  '*To begin a group,* make a private channel for it, invite me there, and type `/supportgroup setup` in it.'

const named = (isFor: string) => COMMANDS.filter((each) => each.isFor === isFor).map(({ name }) => name)

async function answer(who: Person, text: string, channelId = world.channelId): Promise<string> {
  return (await whispered(world, who, () => type(world, who, text, channelId), channelId)).text
}

/** The headings of a help, and below each the commands that it names. */
function headed(help: string): Record<string, string[]> {
  const parts: Record<string, string[]> = {}
  let heading = ''
  for (const line of help.split('\n')) {
    const name = /^• `\/supportgroup (\w+)` /.exec(line)?.[1]
    heading = name ? heading : line
    parts[heading] = [...(parts[heading] ?? []), ...(name ? [name] : [])]
  }
  return parts
}

/** A public channel with the bot and everybody in it. */
function general(name: string): string {
  const memberIds = [...world.people, ...world.interested].map(({ id }) => id)
  const channel = { name, kind: 'public' as const, memberIds: [...memberIds, world.simulator.botUserId] }
  return world.simulator.addChannel(channel).id
}

describe('before there is a group', () => {
  test.each(['', 'help', 'HELP me'])('`%s` shows everything to whoever may begin one', async (text) => {
    expect(headed(await answer(ben, text))).toEqual({
      [MEMBERS]: named('members'),
      [CONVENORS]: named('convenors'),
      [ANYWHERE]: named('anybody'),
    })
  })

  test('in a public channel it shows what anybody can do, and how to begin', async () => {
    expect(headed(await answer(ben, 'help', general('early')))).toEqual({
      [ANYWHERE]: named('anybody'),
      [BEGIN]: [],
    })
  })
})

describe('in a group', () => {
  beforeAll(async () => {
    await opened(world, ruth, () => type(world, ruth, 'setup'), 'Set up your group')
    const members = world.people.filter(({ id }) => id !== hannah.id).map(({ id }) => id)
    await submit(world, ruth, { members: { members: { selected_users: members } } })
    await world.bot.settled()
  })

  test('a convenor sees what convenors can do as well', async () => {
    expect(headed(await answer(ruth, 'help'))).toEqual({
      [MEMBERS]: named('members'),
      [CONVENORS]: named('convenors'),
      [ANYWHERE]: named('anybody'),
    })
  })

  test('a member sees what members can do', async () => {
    expect(headed(await answer(ben, 'help'))).toEqual({
      [MEMBERS]: named('members'),
      [ANYWHERE]: named('anybody'),
    })
  })

  test('somebody who is not on its roster sees what anybody can do', async () => {
    expect(headed(await answer(hannah, 'help'))).toEqual({ [ANYWHERE]: named('anybody'), [BEGIN]: [] })
  })

  test('who convenes another group is a member here all the same', async () => {
    const memberIds = [ben.id, amara.id, world.simulator.botUserId]
    const other = world.simulator.addChannel({ name: 'readers', kind: 'private', memberIds })
    await opened(world, amara, () => type(world, amara, 'setup', other.id), 'Set up your group')
    await submit(world, amara)
    await world.bot.settled()
    expect(Object.keys(headed(await answer(amara, 'help', other.id)))).toContain(CONVENORS)
    expect(Object.keys(headed(await answer(amara, 'help')))).toEqual([MEMBERS, ANYWHERE])
  })

  test('elsewhere people see what they can do in their own group', async () => {
    const channelId = general('late')
    expect(Object.keys(headed(await answer(ruth, 'help', channelId)))).toEqual([MEMBERS, CONVENORS, ANYWHERE])
    expect(Object.keys(headed(await answer(ben, 'help', channelId)))).toEqual([MEMBERS, ANYWHERE])
    expect(Object.keys(headed(await answer(isla, 'help', channelId)))).toEqual([ANYWHERE, BEGIN])
  })

  test.each(named('members'))('`%s`, which is for the group’s channel, says so elsewhere', async (name) => {
    expect(await answer(ben, name, general(`for-${name}`))).toContain('in your group’s private channel')
  })

  test.each(named('anybody'))('`%s`, which can be typed anywhere, says nothing of the kind', async (name) => {
    expect(await answer(ben, name, general(`any-${name}`))).not.toContain('This channel is public')
  })
})

describe('a sub-command that there is not', () => {
  test.each([
    ['shedule', 'schedule'],
    ['SCHEDUL next month', 'schedule'],
    ['appologies', 'apologies'],
    ['bus stop', 'busstop'],
    ['forget me', 'forgetme'],
    ['my-data', 'mydata'],
  ])('`%s` was probably meant to be `%s`', async (text, meant) => {
    expect(await answer(ruth, text)).toBe(
      `I do not know that command, so nothing was done. Did you mean \`/supportgroup ${meant}\`? \`/supportgroup help\` shows all that there is.`,
    )
  })

  test('that is like none is told from those that there are', async () => {
    const [first, ...help] = (await answer(ben, 'sing')).split('\n')
    expect(first).toBe('I do not know that command, so nothing was done. These I know:')
    expect(Object.keys(headed(help.join('\n')))).toEqual([MEMBERS, ANYWHERE])
  })
})
