import { insertAudit } from '#db/audit.ts'
import { groupIdsOfPerson, personalData } from '#db/personal-data.ts'
import { isNothingKept, type MyData } from '#domain/my-data.ts'
import { type Actor, type Context, commit } from './context.ts'

/**
 * Everything that is kept about whoever asks, in all groups of the workspace, or null where that is nothing. Every group
 * that keeps something notes that they asked, after it was read.
 */
export function myData(context: Context, { teamId, slackUserId }: Actor): Promise<MyData | null> {
  return commit(context, async (tx) => {
    const data = await personalData(tx, teamId, slackUserId)
    if (isNothingKept(data)) return null
    for (const groupId of await groupIdsOfPerson(tx, teamId, slackUserId)) {
      const entry = { groupId, byId: slackUserId, what: 'dataExported', subjectId: slackUserId } as const
      await insertAudit(tx, entry, context.now)
    }
    return data
  })
}
