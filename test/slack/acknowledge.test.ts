import { App, type ReceiverEvent } from '@slack/bolt'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standBefore } from '#slack/intake.ts'
import type { Take } from '#slack/workspace-app.ts'
import { type Desk, MONDAY, newGroup, openDesk, type TestGroup } from '../support/group-desk.ts'
import { botClient, startWorkspace } from '../support/simulator.ts'

let desk: Desk
let group: TestGroup
beforeAll(async () => {
  desk = await openDesk()
  group = await newGroup(desk)
})
afterAll(() => desk.close())

/** What happens when something arrives, in order: `asked` for the database. */
async function arrival(body: Record<string, unknown>): Promise<string[]> {
  const simulator = await startWorkspace()
  const happened: string[] = []
  const client = botClient(simulator)
  const app = new App({
    authorize: async () => ({ botToken: simulator.botToken }),
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    convoStore: false,
  })
  app.command('/supportgroup', ({ ack }) => heard(ack))
  app.action('allCan', ({ ack }) => heard(ack))
  app.view('answers', ({ ack }) => heard(ack))
  async function heard(ack: () => Promise<void>): Promise<void> {
    happened.push('heard')
    await ack()
  }
  const take: Take = standBefore(app, {
    client,
    poster: client,
    botUserId: simulator.botUserId,
    teamId: group.teamId,
    calendarUrl: null,
    context() {
      happened.push('asked')
      return desk.at(MONDAY)
    },
    log: pino({ level: 'silent' }),
  })
  const ack: ReceiverEvent['ack'] = async () => void happened.push('acknowledged')
  await take({ body, ack })
  await simulator.stop()
  return [...new Set(happened)]
}

const person = () => ({
  user: { id: 'U-amara', team_id: group.teamId },
  team: { id: group.teamId },
  trigger_id: '1.1',
})

test('what somebody types is acknowledged before the database is asked and before anything listens', async () => {
  const command = {
    command: '/supportgroup',
    text: 'status',
    team_id: group.teamId,
    user_id: 'U-amara',
    channel_id: group.channelId,
    channel_name: 'circle',
    trigger_id: '1.1',
    response_url: 'http://127.0.0.1:9/',
  }
  expect(await arrival(command)).toEqual(['acknowledged', 'asked', 'heard'])
})

test('and so is what somebody presses', async () => {
  const actions = [{ type: 'button', action_id: 'allCan', block_id: 'part 2', value: 'can' }]
  expect(await arrival({ type: 'block_actions', ...person(), actions })).toEqual([
    'acknowledged',
    'asked',
    'heard',
  ])
})

test('a form that is sent waits for what it is to show', async () => {
  const view = { id: 'V1', callback_id: 'answers', private_metadata: '', blocks: [], state: { values: {} } }
  expect(await arrival({ type: 'view_submission', ...person(), view: { type: 'modal', ...view } })).toEqual([
    'asked',
    'heard',
    'acknowledged',
  ])
})
