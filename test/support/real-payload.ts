/** Real payloads of every kind: what people do in a group, from its set-up to a fixed run, with every button pressed. */
import type { AnyBlock as Block } from '@slack/types'
import type { PressTarget } from '#simulator/contract.ts'
import { COMMANDS } from '#slack/command.ts'
import type { Recorder } from './recorder.ts'
import { answerAndFix, openPoll, pollPages, setUp } from './story.ts'
import { person, type, until, type World } from './world.ts'

/** Plays the story; what Slack sent meanwhile is in the recorder. */
export async function recordRealPayloads(world: World, recorder: Recorder): Promise<void> {
  const { simulator } = world
  simulator.setTransport({ kind: 'http', requestUrl: recorder.url })
  const [ruth, amara, ben] = ['Ruth', 'Amara', 'Ben'].map((name) => person(world, name).id) as [
    string,
    string,
    string,
  ]
  await setUp(world)
  await openPoll(world)
  const page = pollPages(world)[0]?.ts ?? ''
  for (const name of ['one', 'two', 'wave']) {
    const reaction = { userId: amara, channelId: world.channelId, ts: page, name }
    await simulator.react(reaction)
    await simulator.unreact(reaction)
  }
  await answerAndFix(world)
  await tryEverything(world, [ruth, amara])
  await simulator.leaveChannel(world.channelId, ben)
  await simulator.joinChannel(world.channelId, ben, ruth)
  const other = simulator.addChannel({ name: 'other', kind: 'private', memberIds: [ruth] })
  await simulator.joinChannel(other.id, simulator.botUserId, ruth)
  await world.bot.settled()
}

/** They type every command, send every form as it is, and press every button that they see, each once. */
async function tryEverything(world: World, userIds: string[]): Promise<void> {
  const pressed = new Set<string>()
  for (const userId of userIds) {
    const who = world.people.find(({ id }) => id === userId) as World['people'][0]
    for (const { name } of COMMANDS) {
      await answered(world, userId, () => type(world, who, name))
      await goThroughForms(world, userId, pressed)
    }
    await world.simulator.openHome(userId)
    await world.bot.settled()
    const home = world.simulator.home(userId)
    if (home) await pressAll(world, userId, { home: true }, home.blocks, pressed)
    const seen = [
      ...world.simulator.messages(world.channelId, userId),
      ...world.simulator.directMessages(userId),
    ]
    for (const { channelId, ts, blocks } of seen) {
      await pressAll(world, userId, { channelId, ts }, blocks, pressed)
      await goThroughForms(world, userId, pressed)
    }
  }
}

async function goThroughForms(world: World, userId: string, pressed: Set<string>): Promise<void> {
  for (let forms = 0; forms < 3; forms += 1) {
    const open = world.simulator.openView(userId)
    if (!open) return
    await pressAll(world, userId, { viewId: open.id }, open.view.blocks, pressed)
    if (!('submit' in open.view) || !open.view.submit) break
    await world.simulator.submit({ userId, viewId: open.id }).catch(() => {})
  }
  for (let open = world.simulator.openView(userId); open; open = world.simulator.openView(userId))
    await world.simulator.closeView({ userId, viewId: open.id })
}

async function pressAll(
  world: World,
  userId: string,
  target: PressTarget,
  blocks: readonly Block[],
  pressed: Set<string>,
): Promise<void> {
  for (const actionId of buttonsOf(blocks)) {
    const key = `${userId} ${actionId}`
    if (pressed.has(key)) continue
    pressed.add(key)
    // What has been replaced meanwhile cannot be pressed any more.
    await answered(world, userId, () => world.simulator.press({ userId, target, actionId })).catch(() => {})
  }
}

function buttonsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    const elements: unknown[] =
      'elements' in block ? block.elements : 'accessory' in block ? [block.accessory] : []
    return elements.flatMap((element) => {
      const { type, action_id } = element as {
        type?: string
        action_id?: string
        text?: { text: string }
      }
      return type === 'button' && action_id ? [action_id] : []
    })
  })
}

/** An answer comes once what was done has been acknowledged: a form, or words. Not everything has one. */
async function answered(world: World, userId: string, act: () => Promise<unknown>): Promise<void> {
  const shown = () =>
    `${world.simulator.openView(userId)?.hash} ${world.simulator.messages(world.channelId, userId).length} ${world.simulator.directMessages(userId).length}`
  const before = shown()
  await act()
  await until(() => shown() !== before, 'an answer', 0.25).catch(() => {})
}
