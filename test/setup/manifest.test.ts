import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AppChoice,
  choiceIn,
  handleFor,
  manifestFor,
  prefilledLink,
  publicAddress,
} from '#setup/manifest.ts'

const source = readFileSync('manifest.json', 'utf8')
const own = JSON.parse(source)
const usual = own.display_information.name
const address = 'https://bot.example.org/circle'

test('with the usual name and Socket Mode it is the project’s own manifest', () => {
  expect(manifestFor(source, { transport: 'socket', name: usual })).toEqual(own)
})

test('another name is the name of the app and, as Slack writes such, of its bot; the command stays', () => {
  const made = manifestFor(source, { transport: 'socket', name: 'Tuesday circle, Köln' })
  expect(made.display_information.name).toBe('Tuesday circle, Köln')
  expect(made.features.bot_user.display_name).toBe('tuesdaycirclekoln')
  expect(made.features.slash_commands).toEqual(own.features.slash_commands)
  expect(handleFor('互助')).toBe('supportgroup')
})

test('over HTTP Slack is told the address in the three places that it asks for, and nothing else changes', () => {
  const made = manifestFor(source, { transport: 'http', name: usual, address })
  const url = `${address}/slack/events`
  expect(made.features.slash_commands.map((command) => command.url)).toEqual([url])
  expect(made.settings.event_subscriptions.request_url).toBe(url)
  expect(made.settings.interactivity.request_url).toBe(url)
  expect(made.settings.socket_mode_enabled).toBe(false)
  const { settings, features, ...rest } = made
  expect(rest).toEqual({ display_information: own.display_information, oauth_config: own.oauth_config })
  expect(settings.event_subscriptions.bot_events).toEqual(own.settings.event_subscriptions.bot_events)
  expect(features.app_home).toEqual(own.features.app_home)
})

test('for many workspaces people also come back from Slack to the bot', () => {
  const made = manifestFor(source, { transport: 'many', name: usual, address })
  expect(made.oauth_config.redirect_urls).toEqual([`${address}/slack/oauth_redirect`])
  expect(made.oauth_config.scopes).toEqual(own.oauth_config.scopes)
})

test('what was chosen is found again in the manifest that was made', () => {
  const name = fc.string({ minLength: 1, maxLength: 35 })
  const choice: fc.Arbitrary<AppChoice> = fc.oneof(
    fc.record({ transport: fc.constant('socket' as const), name }),
    fc.record({
      transport: fc.constantFrom('http' as const, 'many' as const),
      name,
      address: fc.webUrl({ validSchemes: ['https'] }).map((url) => publicAddress(url) ?? address),
    }),
  )
  fc.assert(
    fc.property(choice, (chosen) => {
      const text = JSON.stringify(manifestFor(source, chosen))
      expect(choiceIn(text)).toEqual(chosen)
    }),
  )
  expect([choiceIn(''), choiceIn('{}'), choiceIn('[1')]).toEqual([null, null, null])
})

test('the page of Slack has the whole manifest in its address, unless that would be too long', () => {
  const made = manifestFor(source, { transport: 'many', name: usual, address })
  const link = new URL(prefilledLink(made) ?? '')
  expect(link.origin + link.pathname).toBe('https://api.slack.com/apps')
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(made)
  const long = manifestFor(source, {
    transport: 'http',
    name: usual,
    address: `https://a.b/${'c'.repeat(999)}`,
  })
  expect(prefilledLink(long)).toBeNull()
})

test.each([
  ['https://bot.example.org', 'https://bot.example.org'],
  [' https://Bot.example.org/ ', 'https://bot.example.org'],
  ['https://bot.example.org:8443/circle/', 'https://bot.example.org:8443/circle'],
  ['https://bot.example.org/slack/events', 'https://bot.example.org'],
  ['http://bot.example.org', null],
  ['https://localhost', null],
  ['https://me:secret@bot.example.org', null],
  ['https://bot.example.org/?a=1', null],
  ['bot.example.org', null],
  ['', null],
])('of “%s” the public address is %s', (given, taken) => {
  expect(publicAddress(given)).toBe(taken)
})
