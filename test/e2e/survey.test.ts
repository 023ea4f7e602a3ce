import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message, OpenView, Person } from '#simulator/contract.ts'
import { answerAndFix, fields, message, openPoll, setUp, travelTo } from '../support/story.ts'
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

const QUESTION = '*How helpful has the group been for you?*'

let world: World
const who = (name: string): Person => person(world, name)
const questions = (name: string) =>
  privately(world, who(name)).filter(({ text }) => text.startsWith(QUESTION))
const question = (name: string) => questions(name).at(-1) as Message
const openForm = (name: string) =>
  opened(world, who(name), () => press(world, who(name), question(name), 'Answer'), 'Survey')
const choose = (name: string, score: number) =>
  submit(world, who(name), fields({ score: { selected_option: { value: String(score) } } }))
/** What the form has become. */
const notice = (name: string) => JSON.stringify(world.simulator.openView(who(name).id)?.view.blocks ?? '')

beforeAll(async () => {
  world = await startWorld({ members: 6 })
  await setUp(world, { minimum: { value: '3' } })
  await opened(world, who('Ruth'), () => type(world, who('Ruth'), 'settings'), 'Settings')
  await submit(world, who('Ruth'), fields({ surveyAfterSession: { value: '1' } }))
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
  const status = await whispered(world, who('Dan'), () => type(world, who('Dan'), 'status'))
  await press(world, who('Dan'), status, 'Do not remind me privately')
  await until(
    () =>
      world.simulator.messages(world.channelId, who('Dan').id).some(({ text }) => text.includes('survey`')),
    'the way to the survey for those who are muted',
  )
  // The evening of the first session.
  await travelTo(world, '2027-01-20T21:30:00Z')
})
afterAll(() => world.stop())

describe('after the session that the group chose', () => {
  test('each member is asked once in private, what for and until when; whoever is muted is not', () => {
    for (const { realName } of world.people)
      expect(questions(realName), realName).toHaveLength(realName === 'Dan' ? 0 : 1)
    expect(question('Ben').text).toBe(
      [
        '*How helpful has the group been for you?* I am asking everybody in the group this one question, from 0 (not helpful at all) to 10 (very helpful indeed). You can answer once, until Wednesday 27 January, 20:00 (UK time); no reason is asked.',
        'Nobody in the group, the convenor included, can see who answered what, nor who has answered. Afterwards the group sees the rounded mean, how many chose 0 to 3, 4 to 6 and 7 to 10, and how many answered; with fewer than five answers nobody sees a result, and they are forgotten.',
      ].join('\n'),
    )
    expect(posts(world).filter(({ text }) => text.includes('helpful'))).toHaveLength(1)
    expect(posts(world)[0]?.text).toContain('How helpful you find the group is counted, without names.')
  })

  test('the form has that one question with eleven answers, and says first what will be shown', async () => {
    const { view } = (await openForm('Ben')) as OpenView
    const [words, field, ...more] = view.blocks
    expect(more).toEqual([])
    expect(JSON.stringify(words)).toContain(
      'So an answer can be given once and not be changed. After Wednesday 27 January',
    )
    expect(field).toMatchObject({
      type: 'input',
      label: { text: 'How helpful has the group been for you?' },
      element: { type: 'static_select' },
    })
    const { options } = (field as unknown as { element: { options: { text: { text: string } }[] } }).element
    expect(options.map(({ text }) => text.text)).toEqual([
      '0, not helpful at all',
      ...['1', '2', '3', '4', '5', '6', '7', '8', '9'],
      '10, very helpful indeed',
    ])
  })

  test('without a choice nothing is sent', async () => {
    const { id } = world.simulator.openView(who('Ben').id) as OpenView
    expect(await world.simulator.submit({ userId: who('Ben').id, viewId: id })).toMatchObject({ ok: false })
    expect(world.simulator.openView(who('Ben').id)?.view).toMatchObject({ callback_id: 'survey' })
    expect((await world.database.db.survey.findFirstOrThrow()).counts.every((count) => count === 0)).toBe(
      true,
    )
  })

  test('an answer is thanked for, and counts once however often somebody presses', async () => {
    await choose('Ben', 9)
    expect(notice('Ben')).toContain('Your answer is counted; that it was yours is not kept.')
    const already =
      'You have answered this survey already, thank you. I do not know which answer was yours, so it cannot be changed; nothing is left to do.'
    const again = () => world.simulator.directMessages(who('Ben').id).filter(({ text }) => text === already)
    await press(world, who('Ben'), question('Ben'), 'Answer')
    await until(() => again().length === 1, 'the answer to a second press')
    expect((await whispered(world, who('Ben'), () => type(world, who('Ben'), 'survey'))).text).toBe(already)
    const { counts } = await world.database.db.survey.findFirstOrThrow()
    expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
  })

  test('whoever is muted finds the question with the command', async () => {
    await opened(world, who('Dan'), () => type(world, who('Dan'), 'survey'), 'Survey')
    await choose('Dan', 8)
    expect(notice('Dan')).toContain('Thank you.')
  })

  test('a convenor sees nowhere who has answered', async () => {
    const seen = [
      await whispered(world, who('Ruth'), () => type(world, who('Ruth'), 'status')),
      await whispered(world, who('Ruth'), () => type(world, who('Ruth'), 'busstop')),
      ...privately(world, who('Ruth')),
    ].map(({ text }) => text)
    await opened(world, who('Ruth'), () => type(world, who('Ruth'), 'survey'), 'Survey')
    seen.push(notice('Ruth'))
    const survey = seen.filter((text) => text.includes('helpful'))
    expect(survey).toHaveLength(2)
    expect(survey.filter((text) => text.includes(who('Ben').id) || text.includes(who('Dan').id))).toEqual([])
  })
})

describe('when it closes', () => {
  test('the result is in the channel once, with its mean, its bands and its number of answers', async () => {
    for (const [name, score] of [
      ['Amara', 10],
      ['Chloe', 5],
      ['Elif', 10],
    ] as const) {
      await openForm(name)
      await choose(name, score)
    }
    await openForm('Fiona')
    await travelTo(world, '2027-01-27T20:00:00Z')
    const results = posts(world).filter(({ text }) =>
      text.startsWith('*How helpful has the group been for us?*'),
    )
    expect(results.map(({ text }) => text)).toEqual([
      [
        '*How helpful has the group been for us?* Five of us answered. The mean, to the nearest half, is *8.5*, from 0 (not helpful at all) to 10 (very helpful indeed).',
        '0 to 3: nobody; 4 to 6: one; 7 to 10: four.',
      ].join('\n'),
    ])
  })

  test('a late answer and a late press are refused kindly, and change nothing', async () => {
    await choose('Fiona', 0)
    const closed =
      'Thank you for wanting to answer. This survey has closed in the meantime, so I can count no more answers.'
    expect(notice('Fiona')).toContain(closed)
    await press(world, who('Ruth'), question('Ruth'), 'Answer')
    await message(() => world.simulator.directMessages(who('Ruth').id), closed)
    const { status, counts } = await world.database.db.survey.findFirstOrThrow()
    expect({ status, counts }).toEqual({ status: 'published', counts: [0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 2] })
    expect((await whispered(world, who('Fiona'), () => type(world, who('Fiona'), 'survey'))).text).toBe(
      'No survey is open just now. The next survey comes at the bus stop, after the last session of our run. `/supportgroup status` shows how the group stands.',
    )
  })

  test('with too few answers nobody learns a result, and only the convenor that there is none', async () => {
    await travelTo(world, '2027-03-31T20:00:00Z')
    expect(questions('Amara')).toHaveLength(2)
    const told = (name: string) =>
      privately(world, who(name)).filter(({ text }) =>
        text.includes('fewer than five answers. So nobody sees'),
      )
    expect(told('Ruth')).toHaveLength(1)
    expect(told('Amara')).toEqual([])
    expect(
      posts(world).filter(({ text }) => text.includes('helpful has the group been for us')),
    ).toHaveLength(1)
    expect(await world.database.db.surveyMember.count()).toBe(0)
  })
})

test('a group of four is told beforehand that no result could be shown, and is not asked', async () => {
  const small = await startWorld({ members: 3 })
  try {
    await setUp(small, { minimum: { value: '2' } })
    const ben = person(small, 'Ben')
    const { view } = await opened(small, ben, () => type(small, ben, 'survey'), 'Support group')
    expect(JSON.stringify(view.blocks)).toContain(
      'The group has fewer than five members. No result could be shown, because it would say too much about each of you, so I do not ask. The next survey comes when four sessions of our next run have taken place. I ask then if there are at least five of you.',
    )
    expect('submit' in view ? view.submit : undefined).toBeUndefined()
  } finally {
    await small.stop()
  }
})
