import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { outcome } from '../support/form-desk.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let client: WebClient
let people: ReturnType<typeof addCircle>
let clock: Date

beforeEach(async () => {
  clock = new Date('2027-03-14T09:00:00Z')
  simulator = await startWorkspace({ now: () => clock })
  client = botClient(simulator)
  people = addCircle(simulator)
})
afterEach(() => simulator.stop())

const post = (text: string, channel = people.circle.id) => client.chat.postMessage({ channel, text })
const add = (name: string, kind: 'private' | 'public', memberIds: string[]) =>
  simulator.addChannel({ name, kind, memberIds }).id

describe('tokens and scopes', () => {
  test('a call needs a token that the workspace gave', async () => {
    expect(await outcome(botClient(simulator, '').auth.test())).toBe('not_authed')
    expect(await outcome(botClient(simulator, 'xoxb-other').auth.test())).toBe('invalid_auth')
    expect(await outcome(botClient(simulator, simulator.appToken).auth.test())).toBe('not_allowed_token_type')
    expect(await outcome(client.apps.connections.open())).toBe('not_allowed_token_type')
    expect(await client.auth.test()).toMatchObject({
      user_id: simulator.botUserId,
      team_id: simulator.teamId,
    })
  })

  test('a token may stand among the arguments', async () => {
    const body = new URLSearchParams({ token: simulator.botToken })
    const response = await fetch(`${simulator.apiUrl}auth.test`, { method: 'POST', body })
    expect(await response.json()).toMatchObject({ ok: true })
  })

  test('a method without its scope says which one is needed', async () => {
    const poor = await startWorkspace({ scopes: ['chat:write'] })
    const call = botClient(poor).users.info({ user: 'U1' })
    await expect(call).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    })
    await poor.stop()
  })

  test('the scope of a channel depends on its kind', async () => {
    const poor = await startWorkspace({ scopes: ['groups:read'] })
    const circle = addCircle(poor).circle.id
    const open = poor.addChannel({ name: 'open', kind: 'public', memberIds: [] }).id
    expect(await outcome(botClient(poor).conversations.info({ channel: circle }))).toBe('ok')
    const refused = botClient(poor).conversations.info({ channel: open })
    await expect(refused).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'channels:read' } })
    await poor.stop()
  })

  test('tokens stop working when the app is removed', async () => {
    await simulator.uninstallApp()
    expect(await outcome(client.auth.test())).toBe('account_inactive')
  })
})

describe('messages', () => {
  test('timestamps rise even when the clock stands still or goes back', async () => {
    const first = await post('one')
    const second = await post('two')
    clock = new Date('2027-03-14T08:00:00Z')
    const third = await post('three')
    expect(first.ts).toBe('1805014800.000000')
    expect([second.ts, third.ts]).toEqual(['1805014800.000001', '1805014800.000002'])
  })

  test('a person as channel means the conversation with the bot', async () => {
    const { channel = '' } = await post('Hello', people.fiona.id)
    expect(channel).toMatch(/^D/)
    expect(simulator.directMessages(people.fiona.id).map(({ text }) => text)).toEqual(['Hello'])
    expect(simulator.messages(channel, people.gustav.id)).toEqual([])
    expect((await post('Again', channel)).channel).toBe(channel)
  })

  test('the bot writes only where it is', async () => {
    const other = [people.fiona.id]
    expect(await outcome(post('x', add('secret', 'private', other)))).toBe('channel_not_found')
    expect(await outcome(post('x', add('open', 'public', other)))).toBe('not_in_channel')
    expect(await outcome(post('x', 'C404'))).toBe('channel_not_found')
    await simulator.archiveChannel(people.circle.id)
    expect(await outcome(post('x'))).toBe('is_archived')
  })

  test('a message needs words and not too many', async () => {
    expect(await outcome(post(''))).toBe('no_text')
    expect(await outcome(post('a'.repeat(40_001)))).toBe('msg_too_long')
    const { ts = '' } = await post('a'.repeat(40_000))
    const long = client.chat.update({ channel: people.circle.id, ts, text: 'a'.repeat(4_001) })
    expect(await outcome(long)).toBe('msg_too_long')
  })

  test('an update with a text alone takes the blocks away', async () => {
    const channel = people.circle.id
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'divider' }] })
    await client.chat.update({ channel, ts, text: 'Only words' })
    expect(simulator.messages(channel, people.fiona.id)).toMatchObject([
      { text: 'Only words', blocks: [], edits: 1 },
    ])
  })

  test('only its own messages may be changed or deleted by the bot', async () => {
    const channel = people.circle.id
    await simulator.say({ userId: people.fiona.id, channelId: channel, text: 'Mine' })
    const ts = simulator.messages(channel, people.fiona.id)[0]?.ts ?? ''
    expect(await outcome(client.chat.update({ channel, ts, text: 'x' }))).toBe('cant_update_message')
    expect(await outcome(client.chat.delete({ channel, ts }))).toBe('cant_delete_message')
    expect(await outcome(client.chat.update({ channel, ts: '1.2', text: 'x' }))).toBe('message_not_found')
    const own = await post('Ours')
    await client.chat.delete({ channel, ts: own.ts ?? '' })
    expect(simulator.messages(channel, people.gustav.id).map(({ text }) => text)).toEqual(['Mine'])
  })

  test('an ephemeral message is for one person of the channel and cannot be updated', async () => {
    const channel = people.circle.id
    const stranger = simulator.addPerson({ name: 'hana', realName: 'Hana', timeZone: 'UTC' }).id
    const refused = client.chat.postEphemeral({ channel, user: stranger, text: 'x' })
    expect(await outcome(refused)).toBe('user_not_in_channel')
    const sent = await client.chat.postEphemeral({ channel, user: people.fiona.id, text: 'Only you' })
    expect(simulator.messages(channel, people.fiona.id)).toMatchObject([{ onlyFor: people.fiona.id }])
    expect(simulator.messages(channel, people.gustav.id)).toEqual([])
    const update = client.chat.update({ channel, ts: sent.message_ts ?? '', text: 'x' })
    expect(await outcome(update)).toBe('message_not_found')
  })

  test('metadata is kept and must have its form', async () => {
    const metadata = { event_type: 'sent', event_payload: { nonce: 'n1' } }
    const { message } = await client.chat.postMessage({ channel: people.circle.id, text: 'x', metadata })
    expect(message).toMatchObject({ metadata })
    const wrong = { channel: people.circle.id, text: 'x', metadata: { event_type: 'sent' } as never }
    expect(await outcome(client.chat.postMessage(wrong))).toBe('invalid_metadata_format')
  })

  test('an uploaded file appears with its message', async () => {
    await client.filesUploadV2({
      channel_id: people.circle.id,
      filename: 'run.ics',
      title: 'Calendar',
      content: 'BEGIN:VCALENDAR',
      initial_comment: 'The dates',
    })
    expect(simulator.messages(people.circle.id, people.fiona.id)).toMatchObject([
      { text: 'The dates', files: [{ name: 'run.ics', title: 'Calendar', content: 'BEGIN:VCALENDAR' }] },
    ])
  })
})

test('a picture keeps its words for screen readers, if they are not too long', async () => {
  const asked = (alt_txt: string) => client.files.getUploadURLExternal({ ...file, ...{ alt_txt } })
  const file = { filename: 'a.png', length: 3 }
  expect(await outcome(asked('a'.repeat(1001)))).toBe('alt_txt_too_large')
  const { upload_url, file_id } = await asked('A line')
  await fetch(String(upload_url), { method: 'POST', body: 'abc' })
  const files = [{ id: String(file_id) }] as [{ id: string }]
  await client.files.completeUploadExternal({ files, channel_id: people.circle.id })
  const [message] = simulator.messages(people.circle.id, people.fiona.id)
  expect(message?.files).toMatchObject([{ name: 'a.png', altText: 'A line' }])
})

test('a picture survives the upload', async () => {
  const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00])
  await client.filesUploadV2({ channel_id: people.circle.id, filename: 'a.png', file: bytes })
  const [message] = simulator.messages(people.circle.id, people.fiona.id)
  const response = await fetch(message?.files[0]?.content ?? '')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
})

describe('reactions', () => {
  test('the bot reacts once and takes it back once', async () => {
    const { ts = '' } = await post('Dates')
    const given = { channel: people.circle.id, timestamp: ts, name: 'one' }
    expect(await outcome(client.reactions.add(given))).toBe('ok')
    expect(await outcome(client.reactions.add(given))).toBe('already_reacted')
    expect(await outcome(client.reactions.remove(given))).toBe('ok')
    expect(await outcome(client.reactions.remove(given))).toBe('no_reaction')
    expect(await outcome(client.reactions.add({ ...given, name: 'not a name' }))).toBe('invalid_name')
    expect(await outcome(client.reactions.add({ ...given, timestamp: '1.1' }))).toBe('message_not_found')
  })

  test('everybody who reacted is listed only with full', async () => {
    const channelId = people.circle.id
    const { ts = '' } = await post('Dates')
    for (let index = 0; index < 7; index += 1) {
      const { id } = simulator.addPerson({ name: `p${index}`, realName: 'P', timeZone: 'UTC' })
      await simulator.joinChannel(channelId, id)
      await simulator.react({ userId: id, channelId, ts, name: ':one:' })
    }
    const given = { channel: channelId, timestamp: ts }
    const short = await client.reactions.get(given)
    const full = await client.reactions.get({ ...given, full: true })
    expect(short.message?.reactions).toMatchObject([{ name: 'one', count: 7 }])
    expect(short.message?.reactions?.[0]?.users?.length).toBeLessThan(7)
    expect(full.message?.reactions?.[0]?.users).toHaveLength(7)
  })

  test.each([
    [':thumbsup:', '+1'],
    ['+1::skin-tone-3', '+1::skin-tone-3'],
    ['thumbsup::skin-tone-3', '+1::skin-tone-3'],
    ['one', 'one'],
  ])('%s is known as %s', async (given, name) => {
    const { ts = '' } = await post('Dates')
    await simulator.react({ userId: people.fiona.id, channelId: people.circle.id, ts, name: given })
    expect(simulator.messages(people.circle.id, people.fiona.id)[0]?.reactions).toEqual([
      { name, userIds: [people.fiona.id] },
    ])
  })
})

describe('people and channels', () => {
  test('members come a page at a time', async () => {
    const first = await client.conversations.members({ channel: people.circle.id, limit: 2 })
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await client.conversations.members({ channel: people.circle.id, limit: 2, cursor })
    expect([...(first.members ?? []), ...(second.members ?? [])]).toEqual(people.circle.memberIds)
    expect(second.response_metadata?.next_cursor).toBe('')
  })

  test('a person has a zone with the offset of the workspace clock', async () => {
    const { user } = await client.users.info({ user: people.gustav.id })
    expect(user).toMatchObject({ tz: 'Europe/Berlin', tz_offset: 3600, deleted: false, is_bot: false })
    clock = new Date('2027-07-01T09:00:00Z')
    simulator.deactivatePerson(people.gustav.id)
    const later = await client.users.info({ user: people.gustav.id })
    expect(later.user).toMatchObject({ tz_offset: 7200, deleted: true })
    simulator.reactivatePerson(people.gustav.id)
    const again = await client.users.info({ user: people.gustav.id })
    expect(again.user).toMatchObject({ deleted: false })
  })

  test('a conversation may not be opened without the scope for it', async () => {
    expect(await outcome(client.conversations.open({ users: people.fiona.id }))).toBe('missing_scope')
  })

  test('somebody without an account can do nothing', async () => {
    simulator.deactivatePerson(people.fiona.id)
    const given = { userId: people.fiona.id, channelId: people.circle.id }
    await expect(simulator.command({ ...given, command: '/group', text: '' })).rejects.toThrow('no account')
    await expect(simulator.say({ ...given, text: 'x' })).rejects.toThrow('no account')
  })
})

test('an unknown method is refused, recorded, and fails the workspace at its end', async () => {
  const own = await startWorkspace()
  expect(await outcome(botClient(own).conversations.history({ channel: 'C1' }))).toBe('unknown_method')
  expect(own.calls()).toMatchObject([
    { method: 'conversations.history', answer: { error: 'unknown_method' } },
  ])
  await expect(own.stop()).rejects.toThrow('conversations.history')
})

test('whoever watches is told of every change until they stop watching', async () => {
  const seen = vi.fn()
  const stop = simulator.onChange(seen)
  await post('x')
  expect(seen).toHaveBeenCalled()
  stop()
  seen.mockClear()
  await post('y')
  expect(seen).not.toHaveBeenCalled()
})
