import type { DateTime } from 'luxon'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { setUpGroup } from '#usecases/group.ts'
import { openPoll } from '#usecases/poll.ts'
import { TEAM, ZONE } from './group.ts'
import type { Bench } from './server.ts'

/** The dates of a poll: Sundays at two. */
const SUNDAYS = 10

/** Sets groups up as convenors do, each with a poll that has just been opened; answers who is in which channel. */
export async function openPolls(
  bench: Bench,
  now: DateTime,
  { groups, inGroup }: { groups: number; inGroup: number },
): Promise<Record<string, string[]>> {
  const context = bench.at(now)
  const [slot] = DEFAULT_SETTINGS.patterns
  const settings = { ...DEFAULT_SETTINGS, patterns: slot ? [slot] : [], name: 'circle', timeZone: ZONE }
  const from = now.plus({ weeks: 2 }).startOf('week')
  const window = {
    from: from.toISODate() ?? '',
    until: from.plus({ weeks: SUNDAYS, days: -1 }).toISODate() ?? '',
    sessions: 4,
    closesAt: now.plus({ days: 5 }),
  }
  const members: Record<string, string[]> = {}
  for (let group = 0; group < groups; group += 1) {
    const channelId = `C${group}`
    const people = Array.from({ length: inGroup }, (_, index) => `U${group}N${index}`)
    const actor = { teamId: TEAM, slackUserId: people[0] ?? '', channelId }
    const roster = { memberIds: people, convenorIds: [actor.slackUserId], interestedIds: [] }
    for (const outcome of [
      await setUpGroup(context, actor, settings, roster),
      await openPoll(context, actor, window, []),
    ])
      if ('refusal' in outcome) throw new Error(`there is no poll: ${outcome.refusal.code}`)
    members[channelId] = people
  }
  // As the server does by itself within a minute.
  await bench.sql('VACUUM ANALYZE')
  return members
}

/** A page of a poll, as it stands in Slack. */
export type Page = { groupId: string; channelId: string; ts: string; marks: number[] }

/** All pages that stand in Slack. */
export async function pagesOf(bench: Bench, now: DateTime): Promise<Page[]> {
  const { db } = bench.at(now)
  const rows = await db.delivery.findMany({
    where: { about: { path: ['kind'], equals: 'pollPage' }, status: 'sent' },
    orderBy: { id: 'asc' },
  })
  const dates = await db.pollDate.findMany({ orderBy: { mark: 'asc' } })
  return rows.map(({ groupId, address, ts, about }) => {
    const { pollId, page } = about as { pollId: string; page: number }
    const mine = dates.filter((date) => date.pollId === pollId && date.page === page)
    return { groupId, channelId: address, ts: ts ?? '', marks: mine.map(({ mark }) => mark) }
  })
}
