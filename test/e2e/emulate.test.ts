import { afterAll, beforeAll, expect, test } from 'vitest'
import { METHODS } from '#simulator/method/table.ts'
import { emojiOf, markOf } from '#slack/emoji.ts'
import type { PassedCall } from '../support/emulate-proxy.ts'
import { openedView, pressButton, sendReaction, submitView, typeCommand } from '../support/emulate-request.ts'
import {
  BOT_SCOPES,
  type EmulateWorkspace,
  type StoredMessage,
  startEmulateWorkspace,
} from '../support/emulate-workspace.ts'
import { until } from '../support/world.ts'

let workspace: EmulateWorkspace
let ruth: string
beforeAll(async () => {
  workspace = await startEmulateWorkspace('2027-01-04T09:00:00Z')
  ruth = workspace.people[0]?.id ?? ''
})
afterAll(() => workspace.stop())

const inChannel = () => workspace.history(workspace.channelId)
const pollPages = async () =>
  (await inChannel()).filter(({ text }) => text?.startsWith('*Dates for our next run'))

test('emulate refuses the bot what the manifest does not ask for', async () => {
  const reading = workspace.asBot.conversations.history({ channel: workspace.channelId })
  await expect(reading).rejects.toMatchObject({ data: { error: 'missing_scope' } })
})

test('a group is set up with the form that emulate holds', async () => {
  const form = await openedView(workspace, ruth, 'setup')
  expect(form.title.text).toBe('Set up your group')
  await submitView(workspace, ruth, form, { minimum: { value: '2' } })
  await workspace.bot.settled()
  expect((await inChannel()).map(({ text }) => text)).toEqual([
    expect.stringContaining('Hello. I look after the diary'),
  ])
})

test('the poll stands in emulate, with a number under it for every date', async () => {
  const form = await openedView(workspace, ruth, 'schedule')
  const window = { sessions: { value: '2' }, until: { selected_date: '2027-02-14' } }
  const preview = await submitView(workspace, ruth, form, window)
  expect(preview.title.text).toBe('Dates to ask about')
  await submitView(workspace, ruth, preview)
  await workspace.bot.settled()
  const pages = await pollPages()
  expect(pages.map(({ text }) => text?.split('\n')[0])).toEqual([
    '*Dates for our next run: January 2027*',
    '*Dates for our next run: February 2027*',
  ])
  for (const page of pages) {
    expect(page.reactions?.map(({ name = '' }) => markOf(name))).toEqual(
      datesOf(page).map((_, index) => index + 1),
    )
  }
})

test('what members tap in emulate is counted from the events, and read back where an event was lost', async () => {
  const pages = await pollPages()
  const members = workspace.people.slice(1)
  for (const page of pages) {
    for (const mark of datesOf(page).keys()) {
      for (const { id, client, name } of members) {
        const emoji = emojiOf(mark + 1)
        await client.reactions.add({
          channel: workspace.channelId,
          timestamp: page.ts ?? '',
          name: emoji,
        })
        const isLost = name === 'chloe' && page === pages[0] && mark === 0
        if (!isLost) await sendReaction(workspace, id, page, emoji)
      }
    }
  }
  const counts = async () =>
    (await pollPages()).flatMap(datesOf).map((line) => line.match(/· (\d+) can$/)?.[1])
  // The bot reads reactions back from time to time, so the lost one may be there already.
  const announced = async () => (await counts()).slice(1)
  await until(async () => (await announced()).every((count) => count === '3'), 'the counts to follow')
  expect(['2', '3']).toContain((await counts())[0])
  const { responses } = workspace.proxy
  const before = responses.length
  await typeCommand(workspace, ruth, 'close')
  await until(() => responses.length > before, 'the question whether to close the poll')
  const question = responses.at(-1) as unknown as StoredMessage
  await pressButton(workspace, ruth, workspace.channelId, question, 'Close the poll now')
  await until(async () => (await counts())[0] === '3', 'the lost one to be read back')
  await workspace.bot.settled()
  expect((await counts()).every((count) => count === '3')).toBe(true)
})

test('a run is offered and fixed, and its card is in the channel', async () => {
  const isOffer = (args: Record<string, string>) =>
    args.channel === ruth && args.text?.includes('possible attendances')
  await until(() => workspace.proxy.calls.some(({ args }) => isOffer(args)), 'runs to choose from')
  const { answer } = workspace.proxy.calls.find(({ args }) => isOffer(args)) as PassedCall
  const { channel, message } = answer as unknown as { channel: string; message: StoredMessage }
  await pressButton(workspace, ruth, channel, message, 'Fix A')
  await until(
    async () => (await inChannel()).some(({ text }) => text?.startsWith('*Our run of two*')),
    'the run card',
  )
  await workspace.bot.settled()
  expect((await pollPages()).every(({ text }) => text?.includes('This poll is closed.'))).toBe(true)
})

test('emulate knew every method, refused none, and each is within the scopes of the manifest', () => {
  const { calls } = workspace.proxy
  expect(calls.filter(({ answer }) => !answer.ok).map(({ method, answer }) => ({ method, answer }))).toEqual(
    [],
  )
  const called = [...new Set(calls.map(({ method }) => method))].sort()
  expect(called).toEqual([
    'auth.test',
    'chat.postMessage',
    'chat.update',
    'conversations.info',
    'conversations.members',
    'reactions.add',
    'reactions.get',
    'users.info',
    'views.open',
    'views.publish',
  ])
  const isAllowed = (method: string) => {
    const { anyOf } = METHODS[method] ?? { anyOf: ['nothing'] }
    return anyOf.length === 0 || anyOf.some((scope) => BOT_SCOPES.includes(scope))
  }
  expect(called.filter((method) => !isAllowed(method))).toEqual([])
})

/** The lines of a poll page that show a date. */
function datesOf({ text = '' }: StoredMessage): string[] {
  return text.split('\n').filter((line) => /^\*\d+\.\*/.test(line))
}
