import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Shell } from '#slack/shell.ts'
import { onAppUninstalled } from '#slack/uninstall.ts'
import { type Desk, MONDAY, newGroup, openDesk } from '../support/group-desk.ts'

let desk: Desk
let groupId: string
beforeAll(async () => {
  desk = await openDesk()
  groupId = (await newGroup(desk)).id
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.database.db.workspace.updateMany({ data: { uninstalledAt: null } })
  await desk.database.db.$executeRaw`DELETE FROM pgboss.job`
})

/** The app is said to be removed, and this is what Slack answers when it is asked; what was logged, and what is to be asked. */
async function alarm(answer: () => Promise<unknown>): Promise<{ logged: string[]; asked: unknown[] }> {
  const logged: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void logged.push(JSON.parse(line).msg) })
  const context = () => desk.at(MONDAY)
  const shell = { teamId: 'T1', context, client: { auth: { test: answer } }, log } as unknown as Shell
  const afterwards = await onAppUninstalled(shell, { teamId: 'T1', eventId: 'Ev1', event: {} })
  await afterwards?.()
  const asked = await desk.database.db.$queryRaw<{ data: unknown }[]>`
    SELECT data FROM pgboss.job WHERE name = 'presence'`
  return { logged, asked: asked.map(({ data }) => data) }
}

const isStopped = async () => (await desk.database.db.workspace.findFirstOrThrow()).uninstalledAt !== null

test('while Slack does not say whether the app was removed, it is asked again, and the log claims no more', async () => {
  const { logged, asked } = await alarm(() => Promise.reject(new Error('no answer')))
  expect(logged).toEqual([
    'Slack does not say whether the app was removed: nothing is said in the workspace until it does',
  ])
  expect(asked).toEqual([{ groupId }])
  expect(await isStopped()).toBe(true)
})

test('once Slack has said so, nothing more is asked', async () => {
  const refused = { code: 'slack_webapi_platform_error', data: { error: 'account_inactive' } }
  const { logged, asked } = await alarm(() => Promise.reject(Object.assign(new Error(), refused)))
  expect(logged).toEqual(['the app was removed from the workspace: nothing is said there any more'])
  expect([asked, await isStopped()]).toEqual([[], true])
})

test('where the app is installed, everything goes on without a word', async () => {
  const { logged, asked } = await alarm(async () => ({ ok: true }))
  expect([logged, asked, await isStopped()]).toEqual([[], [], false])
})
