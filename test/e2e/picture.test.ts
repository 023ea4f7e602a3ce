import { loadImage } from '@napi-rs/canvas'
import type { KnownBlock } from '@slack/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { setUp } from '../support/story.ts'
import { opened, person, privately, startWorld, until, type World } from '../support/world.ts'

let world: World
let ruth: Person
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world, { minimum: { value: '3' } })
})
afterAll(() => world.stop())

const LABELS = { en: 'Results as a picture', de: 'Ergebnisse als Bild' }

/** Stores a survey that six answered with 8 and one with 5. */
async function publish(number: number, occasion: 'halfWay' | 'busStop', language: 'en' | 'de' = 'en') {
  const { db } = world.database
  const { id: groupId } = await db.group.findFirstOrThrow()
  await db.group.update({ where: { id: groupId }, data: { language } })
  const createdAt = world.clock.now().toJSDate()
  const run = { groupId, number, status: 'ended', sessionsWanted: 8, createdAt } as const
  const { id: runId } =
    (await db.run.findFirst({ where: { groupId, number } })) ?? (await db.run.create({ data: run }))
  const counts = [0, 0, 0, 0, 0, 1, 0, 0, 6, 0, 0]
  await db.survey.create({ data: { runId, occasion, status: 'published', closesAt: createdAt, counts } })
}

async function actionsOnHome(who: Person) {
  const published = () =>
    world.simulator
      .calls()
      .filter(({ method, args }) => method === 'views.publish' && args.user_id === who.id)
  const before = published().length
  await world.simulator.openHome(who.id)
  await until(() => published().length > before, `the Home tab of ${who.realName}`)
  const blocks = (world.simulator.home(who.id)?.blocks ?? []) as KnownBlock[]
  const buttons = blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((each) =>
          each.type === 'button' ? [{ ...each, block_id: block.block_id }] : [],
        )
      : [],
  )
  return buttons
}

const offered = async (who: Person) =>
  (await actionsOnHome(who)).filter(({ action_id }) => action_id === 'surveyTrend')

/** Presses it; answers with what came privately after that, once there are so many messages. */
async function pressed(messages: number, title = 'Support group'): Promise<Message[]> {
  const before = privately(world, ruth).length
  const [button] = await offered(ruth)
  await opened(
    world,
    ruth,
    async () => {
      await world.simulator.press({
        userId: ruth.id,
        target: { home: true },
        ...(button?.block_id && { blockId: button.block_id }),
        actionId: 'surveyTrend',
      })
    },
    title,
  )
  await until(() => privately(world, ruth).length >= before + messages, 'what was asked for')
  return privately(world, ruth).slice(before)
}

test('one result is not offered as a picture', async () => {
  await publish(1, 'halfWay')
  expect(await offered(ruth)).toEqual([])
})

test('two are, to the convenor alone', async () => {
  await publish(1, 'busStop')
  expect((await offered(ruth)).map(({ text }) => text.text)).toEqual([LABELS.en])
  expect(await offered(person(world, 'Ben'))).toEqual([])
})

test('at a press it comes privately, with every number in words for screen readers and nobody’s name', async () => {
  const [words, picture] = await pressed(2)
  const altText =
    'How helpful the group has been, from 0 to 10. A line from survey to survey; run 1, half way: 7.5 (7 answers); run 1, bus stop: 7.5 (7 answers).'
  expect(words?.text).toBe(`Here is the picture that you asked for. In words: ${altText}`)
  const [file] = picture?.files ?? []
  expect(file).toMatchObject({
    name: 'results.png',
    title: 'How helpful the group has been, from 0 to 10',
    altText,
  })
  const { width, height } = await loadImage(file?.content ?? '')
  expect({ width, height }).toEqual({ width: 1040, height: 1048 })
})

test('it speaks the language of the group', async () => {
  await publish(2, 'halfWay', 'de')
  expect((await offered(ruth)).map(({ text }) => text.text)).toEqual([LABELS.de])
  const [, picture] = await pressed(2, 'Deine Gruppe')
  expect(picture?.files[0]?.altText).toContain('Durchgang 2, in der Mitte: 7,5 (7 Antworten).')
})

test('where Slack does not take it, that is said instead', async () => {
  await publish(2, 'busStop', 'en')
  world.simulator.addFault({ method: 'files.completeUploadExternal', kind: 'dropBefore', times: 20 })
  const [, missing] = await pressed(2)
  expect(missing?.text).toBe(
    'The picture could not be sent. Please press the button again in a minute; the words above say the same.',
  )
})
