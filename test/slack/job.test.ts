import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { saveInstallation } from '#db/installation.ts'
import type { OfWorkspace } from '#db/workspace.ts'
import { inItsWorkspace } from '#slack/job.ts'
import { TokenRefused } from '#slack/slack-answer.ts'
import type { WorkspaceApp } from '#slack/workspace-app.ts'
import { manyWorkspaces, type Workspaces } from '#slack/workspaces.ts'
import { commit } from '#usecases/context.ts'
import { type Desk, MONDAY, newGroup, openDesk, pollFor, type TestGroup } from '../support/group-desk.ts'

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
  return { teamId, context: () => desk.at(MONDAY), client: { auth: { test } } }
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

test('where Slack does not know the token nothing more is asked for a while, and elsewhere it goes on', async () => {
  const refused = new TokenRefused()
  await expect(doneIn({ teamId: 'T1' }, refused)).rejects.toBe(refused)
  await expect(doneIn({ teamId: 'T1' })).rejects.toThrow(TokenRefused)
  expect(await doneIn({ teamId: 'T2' })).toEqual(['T2'])
  await install('T1', 'xoxb-new')
  expect(await doneIn({ teamId: 'T1' })).toEqual(['T1'])
})

test('while the database is away, what is known of an installation serves', async () => {
  const known = await workspaces.of('T2')
  expect(known).not.toBeNull()
  db = openDatabase('postgresql://nobody@127.0.0.1:1/nowhere', null)
  expect(await workspaces.of('T2')).toBe(known)
  await expect(workspaces.of('T-unknown')).rejects.toThrow()
  await db.$disconnect()
})
