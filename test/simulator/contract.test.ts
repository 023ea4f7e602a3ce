/**
 * A second opinion: the same calls of the official client against our simulator and against an emulator that others
 * wrote. Where both give a field it has the same type, and the same mistake has the same error, but for the listed differences.
 */

import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { ModalView } from '@slack/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emulateStage, type Stage, simulatorStage } from '../support/slack-stage.ts'

type Answer = Record<string, unknown>
type Call = (stage: Stage) => Promise<unknown>

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const modal: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Save'),
  blocks: [
    { type: 'section', block_id: 's', text: plain('x') },
    {
      type: 'input',
      block_id: 'i',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 't', initial_value: 'x' },
    },
  ],
}
const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }
const post = async (stage: Stage, more: object = {}): Promise<string> => {
  const { ts = '' } = await stage.client().chat.postMessage({ channel: stage.circle, text: 'Ours', ...more })
  return ts
}

const CALLS: Record<string, Call> = {
  'auth.test': (s) => s.client().auth.test(),
  'auth.test without a token': (s) => s.client('').auth.test(),
  'chat.postMessage': (s) => s.client().chat.postMessage({ channel: s.circle, text: 'x' }),
  'chat.postMessage with blocks and metadata': (s) =>
    s.client().chat.postMessage({
      channel: s.circle,
      text: 'x',
      blocks: [{ type: 'section', block_id: 's', text: { type: 'mrkdwn', text: '*x*' } }],
      metadata: { event_type: 'sent', event_payload: { nonce: 'n' } },
    }),
  'chat.postMessage to a person': (s) => s.client().chat.postMessage({ channel: s.fionaId, text: 'x' }),
  'chat.postMessage in a thread': async (s) =>
    s.client().chat.postMessage({ channel: s.circle, text: 'x', thread_ts: await post(s) }),
  'chat.postMessage without words': (s) => s.client().chat.postMessage({ channel: s.circle, text: '' }),
  'chat.postMessage of 40,001 characters': (s) =>
    s.client().chat.postMessage({ channel: s.circle, text: 'a'.repeat(40_001) }),
  'chat.postMessage nowhere': (s) => s.client().chat.postMessage({ channel: 'C404', text: 'x' }),
  'chat.postMessage to a private channel without the bot': (s) =>
    s.client().chat.postMessage({ channel: s.secret, text: 'x' }),
  'chat.postMessage to a public channel without the bot': (s) =>
    s.client().chat.postMessage({ channel: s.open, text: 'x' }),
  'chat.postMessage to an archived channel': (s) =>
    s.client().chat.postMessage({ channel: s.archived, text: 'x' }),
  'chat.postMessage without scope': (s) =>
    s.client(s.poorToken).chat.postMessage({ channel: s.circle, text: 'x' }),
  'chat.postEphemeral': (s) =>
    s.client().chat.postEphemeral({ channel: s.circle, user: s.fionaId, text: 'x' }),
  'chat.update': async (s) => s.client().chat.update({ channel: s.circle, ts: await post(s), text: 'y' }),
  'chat.update of nothing': (s) => s.client().chat.update({ channel: s.circle, ts: '1.1', text: 'y' }),
  'chat.update of somebody else': (s) =>
    s.client().chat.update({ channel: s.circle, ts: s.fionasTs, text: 'y' }),
  'chat.delete': async (s) => s.client().chat.delete({ channel: s.circle, ts: await post(s) }),
  'chat.delete of nothing': (s) => s.client().chat.delete({ channel: s.circle, ts: '1.1' }),
  'chat.delete of somebody else': (s) => s.client().chat.delete({ channel: s.circle, ts: s.fionasTs }),
  'chat.getPermalink': async (s) =>
    s.client().chat.getPermalink({ channel: s.circle, message_ts: await post(s) }),
  'chat.getPermalink of nothing': (s) =>
    s.client().chat.getPermalink({ channel: s.circle, message_ts: '1.1' }),
  'reactions.add': async (s) =>
    s.client().reactions.add({ channel: s.circle, timestamp: await post(s), name: 'one' }),
  'reactions.add twice': async (s) => {
    const given = { channel: s.circle, timestamp: await post(s), name: 'one' }
    await s.client().reactions.add(given)
    return s.client().reactions.add(given)
  },
  'reactions.add to nothing': (s) =>
    s.client().reactions.add({ channel: s.circle, timestamp: '1.1', name: 'one' }),
  'reactions.remove of none': async (s) =>
    s.client().reactions.remove({ channel: s.circle, timestamp: await post(s), name: 'one' }),
  'reactions.get': async (s) => {
    const given = { channel: s.circle, timestamp: await post(s) }
    await s.client().reactions.add({ ...given, name: 'one' })
    return s.client().reactions.get({ ...given, full: true })
  },
  'reactions.get of nothing': (s) => s.client().reactions.get({ channel: s.circle, timestamp: '1.1' }),
  'conversations.info': (s) =>
    s.client().conversations.info({ channel: s.circle, include_num_members: true }),
  'conversations.info of nothing': (s) => s.client().conversations.info({ channel: 'C404' }),
  'conversations.info of a private channel without the bot': (s) =>
    s.client().conversations.info({ channel: s.secret }),
  'conversations.info without scope': (s) => s.client(s.poorToken).conversations.info({ channel: s.circle }),
  'conversations.members': (s) => s.client().conversations.members({ channel: s.circle }),
  'conversations.members of nothing': (s) => s.client().conversations.members({ channel: 'C404' }),
  'conversations.open': (s) => s.client().conversations.open({ users: s.fionaId, return_im: true }),
  'conversations.open of nobody': (s) => s.client().conversations.open({ users: 'U404' }),
  'users.info': (s) => s.client().users.info({ user: s.fionaId }),
  'users.info of nobody': (s) => s.client().users.info({ user: 'U404' }),
  'users.info without scope': (s) => s.client(s.poorToken).users.info({ user: s.fionaId }),
  'views.open': async (s) => s.client().views.open({ trigger_id: await s.trigger(), view: modal }),
  'views.open with an invented trigger': (s) => s.client().views.open({ trigger_id: '1.2.3', view: modal }),
  'views.open twice with one trigger': async (s) => {
    const given = { trigger_id: await s.trigger(), view: modal }
    await s.client().views.open(given)
    return s.client().views.open(given)
  },
  'views.update': async (s) => {
    const { view } = await s.client().views.open({ trigger_id: await s.trigger(), view: modal })
    return s.client().views.update({ view_id: view?.id ?? '', view: modal })
  },
  'views.update of nothing': (s) => s.client().views.update({ view_id: 'V404', view: modal }),
  'views.update with an old hash': async (s) => {
    const { view } = await s.client().views.open({ trigger_id: await s.trigger(), view: modal })
    return s.client().views.update({ view_id: view?.id ?? '', view: modal, hash: '1.old' })
  },
  'views.publish': (s) => s.client().views.publish({ user_id: s.fionaId, view: home }),
  'views.publish with an old hash': async (s) => {
    await s.client().views.publish({ user_id: s.fionaId, view: home })
    return s.client().views.publish({ user_id: s.fionaId, view: home, hash: '1.old' })
  },
  'views.publish for nobody': (s) => s.client().views.publish({ user_id: 'U404', view: home }),
  'files.getUploadURLExternal': (s) =>
    s.client().files.getUploadURLExternal({ filename: 'a.ics', length: 3 }),
  'files.completeUploadExternal of nothing': (s) =>
    s.client().files.completeUploadExternal({ files: [{ id: 'F404', title: 'x' }] }),
}

let stages: { ours: Stage; theirs: Stage }
beforeAll(async () => {
  stages = { ours: await simulatorStage(), theirs: await emulateStage(await freePort()) }
})
afterAll(async () => {
  await stages.theirs.stop()
  await stages.ours.stop()
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function answerOf(call: Promise<unknown>): Promise<Answer> {
  try {
    return (await call) as Answer
  } catch (error) {
    const { data } = error as { data?: Answer }
    return data ?? { ok: false, error: String(error) }
  }
}

/** What differs: success, the error, or the type of a field that both give, as `path: ours, theirs`. */
function differences(ours: Answer, theirs: Answer): string[] {
  const said = ['ok', 'error']
    .filter((key) => ours[key] !== theirs[key])
    .map((key) => `/${key}: ${ours[key]}, ${theirs[key]}`)
  return said.length > 0 ? said : typeDifferences(ours, theirs, '')
}

function typeDifferences(ours: unknown, theirs: unknown, path: string): string[] {
  if (kindOf(ours) !== kindOf(theirs)) return [`${path}: ${kindOf(ours)}, ${kindOf(theirs)}`]
  if (Array.isArray(ours)) {
    const [mine, other] = [ours[0], (theirs as unknown[])[0]]
    return mine === undefined || other === undefined ? [] : typeDifferences(mine, other, `${path}/0`)
  }
  if (typeof ours !== 'object' || ours === null) return []
  const shared = Object.keys(ours).filter((key) => key in (theirs as object))
  return shared.flatMap((key) =>
    typeDifferences(Reflect.get(ours, key), Reflect.get(theirs as object, key), `${path}/${key}`),
  )
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

/** Where we differ on purpose: what is said to differ, and why. */
const ON_PURPOSE: Record<string, string[]> = {
  // Slack cuts such a text and warns. A text that is cut is a mistake of the app, so the simulator is stricter.
  'chat.postMessage of 40,001 characters': ['/ok: false, true', '/error: msg_too_long, undefined'],
  // For an app that is not in it a private channel does not exist; Slack does not even say that it is not in it.
  'chat.postMessage to a private channel without the bot': ['/error: channel_not_found, not_in_channel'],
  'conversations.info of a private channel without the bot': ['/error: channel_not_found, not_in_channel'],
  // Without the scope chat:write.public an app does not post where it is not; the emulator lets it.
  'chat.postMessage to a public channel without the bot': [
    '/ok: false, true',
    '/error: not_in_channel, undefined',
  ],
  // Slack gives a Home tab the title "View Title".
  'views.publish': ['/view/title: object, null'],
  // Slack's list of errors of this method has no user_not_found.
  'views.publish for nobody': ['/error: invalid_arguments, user_not_found'],
}

test.each(Object.keys(CALLS))('%s', async (name) => {
  const call = CALLS[name] as Call
  const [ours, theirs] = [await answerOf(call(stages.ours)), await answerOf(call(stages.theirs))]
  expect(differences(ours, theirs)).toEqual(ON_PURPOSE[name] ?? [])
})

test('every difference on purpose belongs to a call', () => {
  expect(Object.keys(ON_PURPOSE).filter((name) => !(name in CALLS))).toEqual([])
})
