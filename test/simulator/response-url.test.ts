import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { addCircle, type BoltApp, botClient, startBoltApp, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let running: BoltApp
let people: ReturnType<typeof addCircle>
let clock: Date
let url = ''

beforeEach(async () => {
  clock = new Date('2027-03-14T09:00:00Z')
  simulator = await startWorkspace({ now: () => clock })
  people = addCircle(simulator)
  running = await startBoltApp(simulator, 'socket', (app) => {
    app.command('/group', async ({ ack, body }) => {
      url = body.response_url
      await ack()
    })
    app.action('go', async ({ ack, body }) => {
      url = 'response_url' in body ? body.response_url : ''
      await ack()
    })
  })
})
afterEach(async () => {
  await running.stop()
  await simulator.stop()
})

const command = () =>
  simulator.command({ userId: people.fiona.id, channelId: people.circle.id, command: '/group', text: '' })
async function answer(body: object): Promise<[number, string | undefined]> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const { error } = (await response.json()) as { error?: string }
  return [response.status, error]
}
const seenBy = (userId: string) => simulator.messages(people.circle.id, userId).map(({ text }) => text)
async function pressed(): Promise<string> {
  const blocks = [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
    },
  ] as never
  const { ts = '' } = await botClient(simulator).chat.postMessage({
    channel: people.circle.id,
    text: 'Old',
    blocks,
  })
  await simulator.press({
    userId: people.fiona.id,
    target: { channelId: people.circle.id, ts },
    actionId: 'go',
  })
  return ts
}

test('answers are for the person alone unless they are for the channel', async () => {
  await command()
  await answer({ text: 'For you' })
  await answer({ text: 'For all', response_type: 'in_channel' })
  expect(seenBy(people.fiona.id)).toEqual(['For you', 'For all'])
  expect(seenBy(people.gustav.id)).toEqual(['For all'])
})

test('five answers, not six', async () => {
  await command()
  for (let count = 1; count <= 5; count += 1)
    expect(await answer({ text: `${count}` })).toEqual([200, undefined])
  expect(await answer({ text: '6' })).toEqual([404, 'used_url'])
  expect(seenBy(people.fiona.id)).toHaveLength(5)
})

test('thirty minutes, not longer', async () => {
  await command()
  clock = new Date('2027-03-14T09:30:00Z')
  expect(await answer({ text: 'In time' })).toEqual([200, undefined])
  clock = new Date('2027-03-14T09:30:01Z')
  expect(await answer({ text: 'Late' })).toEqual([404, 'expired_url'])
})

test('a pressed message stays, is replaced or is deleted, as the answer says', async () => {
  await pressed()
  await answer({ text: 'Beside it' })
  expect(seenBy(people.fiona.id)).toEqual(['Old', 'Beside it'])
  await answer({ text: 'New', replace_original: true })
  expect(seenBy(people.gustav.id)).toEqual(['New'])
  await answer({ delete_original: true })
  expect(seenBy(people.gustav.id)).toEqual([])
})

test('an ephemeral answer can be replaced by the next one', async () => {
  await command()
  await answer({ text: 'Wait' })
  await answer({ text: 'Done', replace_original: true })
  expect(seenBy(people.fiona.id)).toEqual(['Done'])
  expect(seenBy(people.gustav.id)).toEqual([])
})

test('an answer keeps to the limits of a message', async () => {
  await command()
  expect(await answer({ text: '' })).toEqual([400, 'no_text'])
  expect(
    await answer({ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'a'.repeat(151) } }] }),
  ).toEqual([400, 'invalid_blocks'])
})
