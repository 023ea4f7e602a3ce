/** Puts the groups of the simulated year, with all their sessions, into an empty database and workspace. */
import { DateTime } from 'luxon'
import { insertBusStop } from '#db/bus-stop.ts'
import { openDatabase } from '#db/client.ts'
import { openQueue } from '#db/queue.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { setUpGroup } from '#usecases/group.ts'
import { UNWATCHED } from '#watch/watch.ts'
import { testKeys } from '../support/test-keys.ts'
import { ZONE_DATA } from './seed.ts'
import type { RemoteSimulator } from './simulator-handle.ts'
import { REMINDERS, type YearGroup } from './year-plan.ts'

const MEMBERS = 2

/** Answers the ids of all sessions, by group and session. */
export async function seedYear(
  url: string,
  simulator: RemoteSimulator,
  groups: readonly YearGroup[],
  nowMs: number,
): Promise<string[][]> {
  const db = openDatabase(url, testKeys)
  const queue = await openQueue(url, () => {})
  const now = DateTime.fromMillis(nowMs, { zone: 'utc' })
  const ids: string[][] = []
  for (const [index, { timeZone, sessions }] of groups.entries()) {
    const people: string[] = []
    for (let person = 0; person <= MEMBERS; person += 1) {
      const name = `p${index}-${person}`
      people.push((await simulator.addPerson({ name, realName: name, timeZone })).id)
    }
    const [convenorId = '', ...memberIds] = people
    const { id: channelId } = await simulator.addChannel({
      name: `circle-${index}`,
      kind: 'private',
      memberIds: [...people, simulator.botUserId],
    })
    const settings = {
      ...DEFAULT_SETTINGS,
      name: `Circle ${index}`,
      timeZone: listed(timeZone),
      minimum: 1,
      reminders: [...REMINDERS],
      surveyAfterSession: 0,
      isSurveyAtBusStop: false,
    }
    const actor = { teamId: simulator.teamId, channelId, slackUserId: convenorId }
    const roster = { memberIds, convenorIds: [convenorId], interestedIds: [] }
    const outcome = await setUpGroup(
      { db, queue, now, zoneData: ZONE_DATA, settleSeconds: 150, watch: UNWATCHED },
      actor,
      settings,
      roster,
    )
    if ('refusal' in outcome || !outcome.value.saved)
      throw new Error(`not set up: ${JSON.stringify(outcome)}`)
    const group = await db.group.findFirstOrThrow({ where: { channelId }, include: { patterns: true } })
    ids.push(
      await db.$transaction(async (tx) => {
        const run = await tx.run.create({
          data: {
            groupId: group.id,
            number: 1,
            status: 'fixed',
            // More than there are, so that no bus stop comes into sight.
            sessionsWanted: sessions.length + 10,
            createdAt: now.toJSDate(),
          },
        })
        const rows = await tx.session.createManyAndReturn({
          data: sessions.map(({ day, time, lengthMinutes, startsMs, endsMs }, place) => ({
            runId: run.id,
            number: place + 1,
            patternId: group.patterns[0]?.id ?? '',
            on: new Date(`${day}T00:00Z`),
            startTime: time,
            lengthMinutes,
            timeZone: listed(timeZone),
            zoneData: ZONE_DATA,
            startsAt: new Date(startsMs),
            endsAt: new Date(endsMs),
            status: 'firm' as const,
            fixedAt: now.toJSDate(),
          })),
        })
        await insertBusStop(tx, run.id)
        await tx.group.update({ where: { id: group.id }, data: { lookAt: null } })
        return rows.sort((a, b) => a.number - b.number).map(({ id }) => id)
      }),
    )
  }
  await queue.boss.stop({ graceful: true })
  await db.$disconnect()
  return ids
}

/** The name under which this machine lists a zone; a form would offer no other. */
function listed(timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone
}
