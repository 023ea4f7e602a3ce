import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVENT_SCOPES } from '#simulator/event-feed.ts'
import { METHODS } from '#simulator/method/table.ts'
import { COMMANDS } from '#slack/command.ts'
import { EVENTS } from '#slack/event-table.ts'
import { SCOPES } from '#slack/scope.ts'

/** What Slack's reference asks for each method that the bot may call; null: any token will do. */
const SCOPE_OF: Record<string, string | null> = {
  'auth.test': null,
  'bots.info': 'users:read',
  'chat.delete': 'chat:write',
  'chat.getPermalink': null,
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.info': 'groups:read',
  'conversations.members': 'groups:read',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'files.uploadV2': 'files:write',
  'oauth.v2.access': null,
  'reactions.add': 'reactions:write',
  'reactions.get': 'reactions:read',
  'users.info': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.update': null,
}

/** What it asks of an app-level token, which people do not grant. */
const APP_METHODS = ['apps.connections.open']

/** What Slack's reference asks for each event that the bot listens to. */
const SCOPE_OF_EVENT: Record<string, string | null> = {
  app_home_opened: null,
  app_uninstalled: null,
  channel_shared: 'groups:read',
  channel_unshared: 'groups:read',
  member_joined_channel: 'groups:read',
  member_left_channel: 'groups:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  tokens_revoked: null,
}

/** An event that needs a second step in Slack's settings, described in the README. */
const OPTIONAL_EVENTS = ['message_metadata_posted']

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))
const scopes: string[] = manifest.oauth_config.scopes.bot
const source = globSync('src/slack/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const called = [
  ...new Set([...source.matchAll(/(?:client|poster)\.(\w+(?:\.\w+)+)\(/g)].map(([, name = '']) => name)),
]
const calledAsBot = called.filter((name) => !APP_METHODS.includes(name))
const heard = Object.keys(EVENTS)

test('the manifest asks for the scopes that the calls and events need, and for no other', () => {
  const needed = [...calledAsBot.map((name) => SCOPE_OF[name]), ...heard.map((name) => SCOPE_OF_EVENT[name])]
  expect(calledAsBot.filter((name) => !(name in SCOPE_OF))).toEqual([])
  expect([...new Set(['commands', ...needed.filter((scope) => typeof scope === 'string')])].sort()).toEqual(
    [...scopes].sort(),
  )
})

/** The client sends a file in two steps. */
const CALLED_AS: Record<string, string[]> = {
  'files.uploadV2': ['files.getUploadURLExternal', 'files.completeUploadExternal'],
}

test('Slack is called by the names of its methods alone, so that none escapes these tests', () => {
  const rest = globSync('src/**/*.ts', { exclude: ['src/simulator/**', 'src/db/generated/**'] })
  const named = (words: RegExp) => rest.filter((file) => words.test(readFileSync(file, 'utf8'))).sort()
  expect(named(/\bapiCall\b|slack\.com\/api/)).toEqual([])
  expect(named(/new WebClient\b/)).toEqual(['src/slack/workspace-app.ts'])
  const calls = /(?<!receiver\.)\b(?:client|poster)\s*(?:\?\.|\[|\.(?!\w+(?:\.\w+)+\(|ts'))[^\n]*/g
  expect(source.match(calls)).toBeNull()
})

test('the workspace in which the other tests take place asks for the same scopes', () => {
  for (const name of calledAsBot) {
    const scope = SCOPE_OF[name] ?? null
    for (const method of CALLED_AS[name] ?? [name]) {
      const { anyOf = [] } = METHODS[method] ?? {}
      expect(anyOf.length === 0 ? null : anyOf, method).toEqual(
        scope === null ? null : expect.arrayContaining([scope]),
      )
    }
  }
  for (const name of heard) expect(EVENT_SCOPES).toHaveProperty(name)
})

test('the README says of each event what it is for, and of no other', () => {
  const [, sentence = ''] =
    readFileSync('README.md', 'utf8').match(/^Slack tells it of these events: (.*)$/m) ?? []
  const explained = [...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name)
  expect(explained.sort()).toEqual([...heard].sort())
})

test('whoever installs the bot is asked for the scopes of the manifest, and for no other', () => {
  expect(SCOPES).toEqual(scopes)
})

test('no scope lets the bot read messages, see e-mail addresses, or enter channels by itself', () => {
  const never = /history|email|chat:write\.public|channels:join|im:write|app_mentions|admin/
  expect(scopes.filter((scope) => never.test(scope))).toEqual([])
})

test('the manifest subscribes to the events that have an effect', () => {
  const subscribed: string[] = manifest.settings.event_subscriptions.bot_events
  expect([...subscribed].sort()).toEqual(heard.filter((name) => !OPTIONAL_EVENTS.includes(name)).sort())
})

test('the manifest keeps within the lengths that Slack allows', () => {
  const { name, description, background_color } = manifest.display_information
  expect(name.length).toBeLessThanOrEqual(35)
  expect(description.length).toBeLessThanOrEqual(140)
  expect(background_color).toMatch(/^#[0-9a-f]{6}$/)
  const [command] = manifest.features.slash_commands
  expect(command.command).toBe('/supportgroup')
  expect(command.description.length).toBeLessThanOrEqual(2000)
  expect(command.usage_hint.length).toBeLessThanOrEqual(1000)
})

test('the hint beside the command names sub-commands that exist', () => {
  const [{ usage_hint: hint }] = manifest.features.slash_commands
  const names = COMMANDS.map(({ name }): string => name)
  expect(hint.split(' | ').filter((name: string) => !names.includes(name))).toEqual([])
})

test('private messages work without a further scope, because people cannot write in that tab', () => {
  expect(manifest.features.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: true,
  })
})
