import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import {
  accept,
  afterSession,
  answerSurvey,
  chooseAtStop,
  closeStop,
  daysLater,
  invite,
  latest,
  planRun,
  pressBeside,
  sessionsNow,
} from '../support/renewal-story.ts'
import { closePoll, fields, message, setUp } from '../support/story.ts'
import { everythingSaid, homesNow, kindOf, namesIn } from '../support/who-may-see.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  submit,
  type,
  type World,
  whispered,
} from '../support/world.ts'

/** Seven people, nine places; two bus stops, after which they are nine and then eight. */
const FIRST = ['Ruth', 'Amara', 'Ben', 'Chloe', 'Dan', 'Elif', 'Fiona']
const SECOND = ['Ruth', 'Amara', 'Ben', 'Chloe', 'Dan', 'Elif', 'Isla', 'Lena', 'Mira']
const THIRD = SECOND.filter((name) => name !== 'Dan')
const EVERYBODY = [...FIRST, 'Isla', 'Jonas', 'Kate', 'Lena', 'Mira']

let world: World
let lobby: string
/** Who convened, from the first message of the story to the last, and the number of messages at the hand-over. */
let handedOverAt: number

beforeAll(async () => {
  world = await startWorld({ members: 6, others: 5 })
  const everybody = [...world.people, ...world.interested].map(({ id }) => id)
  lobby = world.simulator.addChannel({ name: 'lobby', kind: 'public', memberIds: everybody }).id
  await setUp(world, { places: { value: '9' }, minimum: { value: '5' } })
})
afterAll(() => world.stop())

const roster = async () => {
  const rows = await world.database.db.member.findMany({ where: { gotOffAt: null }, orderBy: { id: 'asc' } })
  const people = [...world.people, ...world.interested]
  return rows.map((row) => people.find(({ id }) => id === row.slackUserId)?.realName)
}

/** How long eight sessions may take: everybody has opened their Home tab, so each change is followed for a second or two. */
const STORY_MS = 240_000

/** What everybody reads on the Home tab is held against who they are. */
async function lookAtHomes(convenor: string, members: string[]): Promise<void> {
  for (const { name, words, others } of await homesNow(world)) {
    if (name === convenor) expect(words).toContain('a minimum of 5')
    else expect([name, others]).toEqual([name, members.includes(name) ? [convenor] : []])
    if (name !== convenor) expect(words).not.toMatch(/minimum of|not heard from|interest list/)
    if (!members.includes(name)) expect(words).toContain('You are not in a group that I look after yet')
  }
}

describe('the first run, with seven', () => {
  test('people put themselves on the interest list with the word that the convenor passes on', async () => {
    const list = await whispered(world, person(world, 'Ruth'), () =>
      type(world, person(world, 'Ruth'), 'interest'),
    )
    const [, line = ''] = list.text.match(/`\/supportgroup (interest [a-z0-9-]+)`/) ?? []
    for (const name of ['Isla', 'Jonas', 'Kate', 'Lena', 'Mira']) {
      const who = person(world, name)
      const answer = await whispered(world, who, () => type(world, who, line, lobby), lobby)
      expect(answer.text).toMatch(/^You have been on the interest list of \*circle\* since 4 January 2027\./)
    }
    const stranger = person(world, 'Isla')
    expect(
      (await whispered(world, stranger, () => type(world, stranger, 'status', lobby), lobby)).text,
    ).not.toContain('circle')
  })

  test('is planned, and shown on everybody’s Home tab as they may see it', async () => {
    await planRun(world, 'Ruth', FIRST)
    expect(await sessionsNow(world)).toHaveLength(8)
    await lookAtHomes('Ruth', FIRST)
  })

  test('has a session that late apologies take below the minimum, which the convenor is told at once', async () => {
    await afterSession(world, 2)
    await daysLater(world, daysUntil((await sessionsNow(world))[2]?.startsAt) - 1.5)
    const heard = () =>
      privately(world, person(world, 'Ruth')).filter(({ text }) => text.includes('your minimum is'))
    for (const name of ['Amara', 'Ben', 'Chloe']) {
      expect(heard()).toEqual([])
      const who = person(world, name)
      const reminder = posts(world).findLast(({ text }) => text.startsWith('*Our third session:'))
      await whispered(world, who, () => press(world, who, reminder as Message, 'Send apologies'))
      await world.bot.settled()
    }
    expect(heard().map(({ text }) => text.split(' expected on')[0])).toEqual(['Four are'])
  })

  test('asks after four sessions how helpful the group has been, and says what seven answered', async () => {
    await afterSession(world, 4)
    for (const [index, name] of FIRST.entries())
      await answerSurvey(world, name, [8, 9, 10, 7, 9, 6, 10][index] ?? 0)
    await daysLater(world, 8)
    const result = await message(() => posts(world), 'How helpful has the group been for us')
    expect(result.text).toContain('Seven of us answered. The mean, to the nearest half, is *8.5*')
  })
})

describe('the first bus stop', () => {
  test('asks each member privately after the sixth session; Fiona is getting off and tells the group herself', async () => {
    await afterSession(world, 6)
    await chooseAtStop(world, 'Fiona', 'Getting off at this stop')
    const made = await latest(world, 'Fiona', 'Would you like to travel on?')
    expect(made.text).toContain('Two more sessions, then we reach the bus stop on ')
    for (const name of ['Ruth', 'Amara', 'Ben', 'Dan', 'Elif']) await chooseAtStop(world, name, 'Staying')
    await chooseAtStop(world, 'Chloe', 'Not sure yet')
    await afterSession(world, 7)
    await press(
      world,
      person(world, 'Fiona'),
      await latest(world, 'Fiona', 'Has the group heard'),
      'The group knows',
    )
    await latest(world, 'Fiona', 'The group knows, then')
    await afterSession(world, 8)
    const summary = await latest(world, 'Ruth', '*The bus stop.*')
    expect(summary.text).toContain('Three places are free.')
    expect(summary.text).toContain('*Getting off, and the group knows* (1)')
  })

  test('takes invitations: one declines, one lets the deadline pass, and the next are asked', async () => {
    await invite(world, 'Ruth', ['Isla', 'Jonas', 'Kate'])
    await accept(world, 'Isla', true)
    const jonas = person(world, 'Jonas')
    await press(world, jonas, await latest(world, 'Jonas', 'and you are invited'), 'Not this time')
    await latest(world, 'Jonas', 'You stay on the interest list')
    await latest(world, 'Ruth', 'would rather not join this time')
    await invite(world, 'Ruth', ['Lena'])
    await accept(world, 'Lena', true)
    await daysLater(world, 6)
    await latest(world, 'Ruth', 'has not answered the invitation in time')
    await invite(world, 'Ruth', ['Mira'])
    await accept(world, 'Mira', false)
    expect(await roster()).toEqual(FIRST)
  })

  test('closes by the convenor’s hand: all newcomers get on together, and only who agreed is named', async () => {
    for (const name of ['Ruth', 'Amara', 'Ben', 'Chloe', 'Dan']) await answerSurvey(world, name, 9)
    await closeStop(world, 'Ruth')
    expect(await roster()).toEqual(SECOND)
    const closed = posts(world).findLast(({ text }) => text.includes('We have passed the bus stop'))
    expect(namesIn(world, { text: closed?.text ?? '', blocks: [] })).toEqual(['Fiona', 'Isla', 'Lena'])
    await latest(world, 'Fiona', 'Thank you for travelling with *circle*')
    for (const name of ['Isla', 'Lena', 'Mira']) {
      await world.simulator.joinChannel(world.channelId, person(world, name).id, person(world, 'Ruth').id)
    }
    await world.simulator.leaveChannel(world.channelId, person(world, 'Fiona').id)
    await daysLater(world, 8)
    const results = posts(world).filter(({ text }) => text.includes('How helpful has the group been for us'))
    expect(results.map(({ text }) => text.match(/\*(\d+\.\d)\*/)?.[1])).toEqual(['8.5', '9.0'])
    await lookAtHomes('Ruth', SECOND)
  })
})

describe('the second run, with nine', () => {
  test('is planned, and handed over to Amara', async () => {
    await planRun(world, 'Ruth', SECOND)
    handedOverAt = everythingSaid(world).length
    const [ruth, amara] = [person(world, 'Ruth'), person(world, 'Amara')]
    await opened(world, ruth, () => type(world, ruth, 'convenors'), 'Convenors')
    await submit(world, ruth, fields({ convenors: { selected_users: [amara.id] } }))
    await message(() => posts(world), `From now on <@${amara.id}> convenes the group.`)
    await lookAtHomes('Amara', SECOND)
  })

  test('has a session moved by its new convenor', async () => {
    const amara = person(world, 'Amara')
    await afterSession(world, 1)
    const before = (await sessionsNow(world)).map(({ on }) => on.toISOString())
    const list = await whispered(world, amara, () => type(world, amara, 'replan'))
    const choices = await whispered(world, amara, () => pressBeside(world, 'Amara', list, 2))
    await press(world, amara, choices, 'Move it')
    await message(() => posts(world), 'I am asking about another date just below')
    await closePoll(world, amara)
    await press(world, amara, await latest(world, 'Amara', 'just one possible date'), 'Fix A')
    await message(() => posts(world), 'The new date is firm.')
    await world.bot.settled()
    const after = (await sessionsNow(world)).map(({ on }) => on.toISOString())
    expect(after).toHaveLength(8)
    expect(after.filter((on) => !before.includes(on))).toHaveLength(1)
  })

  test(
    'comes to the second bus stop, where Dan gets off and is named nowhere',
    async () => {
      await afterSession(world, 8)
      for (const name of SECOND) {
        await chooseAtStop(world, name, name === 'Dan' ? 'Getting off at this stop' : 'Staying')
      }
      for (const name of SECOND) await answerSurvey(world, name, 8)
      await closeStop(world, 'Amara')
      expect(await roster()).toEqual(THIRD)
      const closed = posts(world).findLast(({ text }) => text.includes('We have passed the bus stop'))
      expect(namesIn(world, { text: closed?.text ?? '', blocks: [] })).toEqual([])
      await daysLater(world, 8)
      const result = posts(world).findLast(({ text }) =>
        text.includes('How helpful has the group been for us'),
      )
      expect(result?.text).toContain('Compared with our last bus stop: down.')
    },
    STORY_MS,
  )
})

describe('the third run, with eight', () => {
  test(
    'is planned and goes to its end',
    async () => {
      await planRun(world, 'Amara', THIRD)
      await afterSession(world, 8)
      await lookAtHomes('Amara', THIRD)
      expect(posts(world).filter(({ text }) => text.startsWith('That was the last'))).toHaveLength(3)
    },
    STORY_MS,
  )
})

describe('in the whole story', () => {
  test('every message was said once', () => {
    const said = everythingSaid(world).map(
      ({ to, message: { ts, text } }) => `${to} ${ts.split('.')[0]} ${text}`,
    )
    expect(said.length).toBeGreaterThan(250)
    expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([])
  })

  test('each kind of message went to those it is for, and to nobody else', () => {
    const members = [...FIRST, ...SECOND]
    const interested = ['Isla', 'Jonas', 'Kate', 'Lena', 'Mira']
    const wrong = everythingSaid(world).filter(({ to, message: { text } }, index) => {
      const audience = {
        channel: ['channel'],
        convenor: [index < handedOverAt ? 'Ruth' : 'Amara'],
        member: members,
        interested,
      }
      return !audience[kindOf(text).for].includes(to)
    })
    expect(wrong.map(({ to, message: { text } }) => `${to}: ${text}`)).toEqual([])
  })

  test('nobody was named to anybody who may not know it', () => {
    const agreed = ['Ruth', 'Amara', 'Fiona', 'Isla', 'Lena']
    const convenors = ['Ruth', 'Amara']
    const wrong = everythingSaid(world).filter(({ to, message: said }) => {
      const named = namesIn(world, said).filter((name) => name !== to)
      if (kindOf(said.text).for === 'convenor') return false
      const allowed = to === 'channel' ? agreed : convenors
      return named.some((name) => !allowed.includes(name))
    })
    expect(wrong.map(({ to, message: { text } }) => `${to}: ${text}`)).toEqual([])
  })

  test('what was whispered to somebody named nobody else either, except to the convenor', () => {
    const whispers = EVERYBODY.flatMap((name) =>
      [world.channelId, lobby].flatMap((channelId) =>
        world.simulator
          .messages(channelId, person(world, name).id)
          .filter(({ onlyFor }) => onlyFor)
          .map((said) => ({ name, said })),
      ),
    )
    expect(whispers.length).toBeGreaterThan(30)
    expect(whispers.filter(({ name, said }) => said.onlyFor !== person(world, name).id)).toEqual([])
    const wrong = whispers.filter(({ name, said }) => {
      const named = namesIn(world, said).filter((each) => each !== name)
      return named.length > 0 && !['Ruth', 'Amara'].includes(name)
    })
    expect(wrong.map(({ name, said }) => `${name}: ${said.text}`)).toEqual([])
  })
})

function daysUntil(at: Date | undefined): number {
  return ((at?.getTime() ?? 0) - world.clock.now().toMillis()) / 86_400_000
}
