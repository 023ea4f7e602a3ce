import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#clock.ts'
import { runDoctor, wrongIn } from '../support/doctor.ts'
import { setUp } from '../support/story.ts'
import { projectCopy } from '../support/terminal.ts'
import { TEST_KEY } from '../support/test-keys.ts'
import { APP, startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts'
import { freePort } from '../support/world.ts'

let both: TwoWorkspaces
let copy: Awaited<ReturnType<typeof projectCopy>>
beforeAll(async () => {
  both = await startTwoWorkspaces({ startAt: new Date().toISOString() })
  both.one.clock.now = systemClock.now
  await both.install(both.one)
  await both.install(both.other)
  await setUp(both.one, { minimum: { value: '2' } })
  copy = await projectCopy()
})
afterAll(async () => {
  await both.stop()
  await copy.remove()
})

test('each workspace is asked about its own token and its own groups, and one that refuses is named by its id', async () => {
  const { slack } = both.one.config
  const settings = {
    SLACK_CLIENT_ID: APP.clientId,
    SLACK_CLIENT_SECRET: APP.clientSecret,
    SLACK_SIGNING_SECRET: APP.signingSecret,
    SLACK_API_URL: slack.apiUrl ?? '',
    PORT: slack.transport.kind === 'http' ? String(slack.transport.port) : '',
    DATABASE_URL: both.one.database.url,
    ENCRYPTION_KEYS: TEST_KEY,
  }
  const found = await runDoctor(copy, settings)
  expect(wrongIn(found)).toEqual({})
  expect(found.said).toMatchObject({
    botToken: 'ok: Slack knows those of all 2 workspaces.',
    channels: 'ok: The bot can post in all of them: 1.',
    ports: `ok: The bot answers at PORT (${settings.PORT}).`,
  })

  const PORT = String(await freePort())
  const elsewhere = await runDoctor(copy, { ...settings, PORT })
  expect(wrongIn(elsewhere)).toEqual({ ports: expect.stringContaining(`nothing answers at PORT (${PORT})`) })

  const { simulator } = both.other
  // The bot does not hear of it.
  simulator.holdEvents()
  await simulator.uninstallApp()
  const second = await runDoctor(copy, settings)
  expect(wrongIn(second)).toEqual({
    botToken: expect.stringContaining(`Slack does not take that of ${simulator.teamId}.`),
  })
  simulator.addFault({ method: 'auth.test', kind: 'unavailable' })
  expect((await runDoctor(copy, settings)).said.botToken).toContain('Slack could not be reached')
  simulator.installApp()
  await simulator.releaseEvents('lost')
})
