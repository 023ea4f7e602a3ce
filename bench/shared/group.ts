import type { DateTime } from 'luxon'
import { insertRun, moveRun } from '#db/run.ts'
import { insertSession } from '#db/session.ts'
import { instantsOf } from '#domain/calendar.ts'
import { DEFAULT_SETTINGS, type GroupSettings } from '#domain/group.ts'
import { commit } from '#usecases/context.ts'
import { setUpGroup } from '#usecases/group.ts'
import type { Bench } from './server.ts'

/** The workspace of all groups, and the zone of their clocks. */
export const TEAM = 'T1'
export const ZONE = 'Europe/London'

type Wanted = {
  channelId: string
  /** On the roster; the first one convenes. */
  people: readonly [string, ...string[]]
  /** The days of the run, which are firm, each at two o'clock. */
  days: readonly string[]
  settings?: Partial<GroupSettings>
}

/** Sets a group up as a convenor does, with a run under way. */
export async function newGroup(bench: Bench, now: DateTime, wanted: Wanted): Promise<void> {
  const { channelId, people, days, settings } = wanted
  const context = bench.at(now)
  const [convenor] = people
  await setUpGroup(
    context,
    { teamId: TEAM, slackUserId: convenor, channelId },
    { ...DEFAULT_SETTINGS, name: 'circle', timeZone: ZONE, ...settings },
    { memberIds: [...people], convenorIds: [convenor], interestedIds: [] },
  )
  await commit(context, async (tx) => {
    const { id: groupId } = await tx.group.findFirstOrThrow({ where: { channelId } })
    const { id: patternId } = await tx.pattern.findFirstOrThrow({ where: { groupId } })
    const run = await insertRun(tx, { groupId, number: 1, sessionsWanted: days.length }, now)
    const { zoneData } = context
    const rest = { runId: run.id, patternId, timeZone: ZONE, zoneData, fixedAt: now, undoUntil: null }
    for (const [index, on] of days.entries()) {
      const slot = { on, startTime: '14:00', lengthMinutes: 180, isSecondTime: false }
      await insertSession(tx, { ...slot, ...instantsOf(slot, ZONE), ...rest, number: index + 1 })
    }
    await moveRun(tx, run.id, 'fixed')
  })
}
