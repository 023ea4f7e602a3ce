import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { saveInstallation } from '#db/installation.ts'
import type { OfWorkspace } from '#db/workspace.ts'
import { inItsWorkspace } from '#slack/job.ts'
import { TokenRefused } from '#slack/slack-answer.ts'
import { followInstallations, stopIfRemoved } from '#slack/uninstall.ts'
import type { WorkspaceApp } from '#slack/workspace-app.ts'
import { manyWorkspaces, takeForAll, type Workspaces } from '#slack/workspaces.ts'
import { commit } from '#usecases/context.ts'
import { type Desk, MONDAY, newGroup, openDesk, pollFor, type TestGroup } from '../support/group-desk.ts'
import { startRecorder } from '../support/recorder.ts'

let desk: Desk
let groups: TestGroup[]
let workspaces: Workspaces
/** What the workspaces are looked up in. */
let db: Database
/** Two workspaces with a group in each, whose channels have the same id. */
beforeAll(async () => {
  desk = await openDesk()
  groups = []
  for (const teamId of ['T1', 'T2']) {
    groups.push(await newGroup(desk, { teamId, channelId: 'C-same' }))
    await install(teamId, `xoxb-${teamId}`)
  }
  db = desk.database.db
  workspaces = manyWorkspaces(
    () => ({ ...desk.at(MONDAY), db }),
    ({ teamId }) => ({ shell: shellIn(teamId), take: async () => {} }) as unknown as WorkspaceApp,
  )
})
afterAll(() => desk.close())

/** Where Slack says of every token that it does not know it, or nothing at all. */
let isSlackSilent = false
function shellIn(teamId: string) {
  const refused = { code: 'slack_webapi_platform_error', data: { error: 'account_inactive' } }
  const test = () =>
    Promise.reject(isSlackSilent ? new Error('no answer') : Object.assign(new Error(), refused))
  const log = pino({ level: 'silent' })
  return { teamId, context: () => desk.at(MONDAY), client: { auth: { test } }, log }
}

function install(teamId: string, botToken: string): Promise<void> {
  const installation = { teamId, botToken, botId: 'B1', botUserId: 'U-bot' }
  return commit(desk.at(MONDAY), (tx) => saveInstallation(tx, installation, desk.at(MONDAY).now))
}

/** In which workspaces a job was done. */
async function doneIn(job: OfWorkspace, fails?: Error): Promise<string[]> {
  const done: string[] = []
  const work = inItsWorkspace(
    workspaces,
    () => desk.at(MONDAY),
    async ({ teamId }) => {
      done.push(teamId)
      if (fails) throw fails
    },
  )
  await work(job)
  return done
}

test('a job is done in the workspace to which its group, its poll or its message belongs, and in no other', async () => {
  for (const group of groups) {
    const pollId = await pollFor(group)
    const { id: deliveryId } = await db.delivery.findFirstOrThrow({ where: { groupId: group.id } })
    for (const job of [{ groupId: group.id }, { pollId }, { deliveryId }, { teamId: group.teamId }])
      expect(await doneIn(job)).toEqual([group.teamId])
  }
})

test('a job that does not say to what it belongs, as an earlier version made them, is done nowhere', async () => {
  const job: object = { channelId: 'C-same', ts: '1.000001' }
  expect(await doneIn(job as OfWorkspace)).toEqual([])
})

test('it is passed over where the app was removed, and waits while Slack does not say so; or was never installed', async () => {
  const [first] = groups
  await db.workspace.update({ where: { teamId: 'T1' }, data: { uninstalledAt: new Date(MONDAY) } })
  expect(await doneIn({ groupId: first?.id ?? '' })).toEqual([])
  isSlackSilent = true
  await expect(doneIn({ groupId: first?.id ?? '' })).rejects.toThrow('Slack does not say')
  await install('T1', 'xoxb-T1')
  expect(await doneIn({ groupId: first?.id ?? '' })).toEqual(['T1'])
  const never = await newGroup(desk, { teamId: 'T3' })
  expect(await doneIn({ groupId: never.id })).toEqual([])
})

test('where Slack does not know the token, and does not say more, nothing is asked for a while; elsewhere it goes on', async () => {
  const refused = new TokenRefused()
  await expect(doneIn({ teamId: 'T1' }, refused)).rejects.toBe(refused)
  await expect(doneIn({ teamId: 'T1' })).rejects.toThrow(TokenRefused)
  expect(await doneIn({ teamId: 'T2' })).toEqual(['T2'])
  await install('T1', 'xoxb-new')
  expect(await doneIn({ teamId: 'T1' })).toEqual(['T1'])
})

const isStopped = async (teamId: string) =>
  (await db.workspace.findUniqueOrThrow({ where: { teamId } })).uninstalledAt !== null

test('where Slack says again that it does not know the token, the app counts as removed, and only there', async () => {
  await install('T1', 'xoxb-old')
  isSlackSilent = false
  expect(await doneIn({ teamId: 'T1' }, new TokenRefused())).toEqual(['T1'])
  expect([await isStopped('T1'), await isStopped('T2')]).toEqual([true, false])
  expect(await doneIn({ teamId: 'T1' })).toEqual([])
  await install('T1', 'xoxb-new')
  expect([await isStopped('T1'), await doneIn({ teamId: 'T1' })]).toEqual([false, ['T1']])
})

test('a token that has been replaced meanwhile says nothing', async () => {
  const old = await workspaces.of('T1')
  await install('T1', 'xoxb-newer')
  expect(old && (await stopIfRemoved(old, workspaces))).toBe('unclear')
  expect(await isStopped('T1')).toBe(false)
})

test('all workspaces are asked in the round, also where nothing is to be done; those without a token are left alone', async () => {
  const context = { ...desk.at(MONDAY), db }
  isSlackSilent = true
  await followInstallations(workspaces, context)
  expect([await isStopped('T1'), await isStopped('T2')]).toEqual([false, false])
  isSlackSilent = false
  await followInstallations(workspaces, context)
  expect([await isStopped('T1'), await isStopped('T2'), await isStopped('T3')]).toEqual([true, true, false])
})

test.each(['app_uninstalled', 'tokens_revoked'])(
  '%s counts also where the bot has no token',
  async (type) => {
    await db.workspace.updateMany({ data: { uninstalledAt: null } })
    const acknowledged: unknown[] = []
    const take = takeForAll(workspaces, () => ({ ...desk.at(MONDAY), db }), pino({ level: 'silent' }))
    const ack = async () => void acknowledged.push(await isStopped('T3'))
    const receive = (event: object) => take({ body: { team_id: 'T3', event }, ack })
    await receive({ type: 'channel_shared' })
    await receive({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } })
    await receive({ type, tokens: { bot: ['U-bot'] } })
    expect(acknowledged).toEqual([false, false, true])
    expect([await isStopped('T1'), await isStopped('T2')]).toEqual([false, false])
  },
)

test.each([
  ['is told so when Slack has been told that it arrived', 1],
  ['hears it from Slack when that has not', null],
])('whoever asks while it cannot be found out where, %s', async (_, acknowledgedAt) => {
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  const answers = await startRecorder()
  const db = openDatabase('postgresql://nobody@127.0.0.1:1/nowhere', null)
  const context = () => ({ ...desk.at(MONDAY), db })
  const lookingUp = manyWorkspaces(context, () => {
    throw new Error('nothing was found')
  })
  const body = { command: '/supportgroup', team_id: 'T4', response_url: answers.url }
  const take = takeForAll(lookingUp, context, log)
  await expect(take({ body, ack: async () => {}, acknowledgedAt })).rejects.toThrow()
  const told = answers.recorded.map(({ payload }) => String(payload.text))
  expect(told.length).toBe(acknowledgedAt === null ? 0 : 1)
  for (const text of told) {
    const [reference = 'none'] = text.match(/[A-Z\d]{4}-[A-Z\d]{2}/) ?? []
    expect(lines.join('')).toContain(reference)
  }
  await answers.stop()
  await db.$disconnect()
})

test('while the database is away, what is known of an installation serves', async () => {
  const known = await workspaces.of('T2')
  expect(known).not.toBeNull()
  db = openDatabase('postgresql://nobody@127.0.0.1:1/nowhere', null)
  expect(await workspaces.of('T2')).toBe(known)
  await expect(workspaces.of('T-unknown')).rejects.toThrow()
  await db.$disconnect()
})
