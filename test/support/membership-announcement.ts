/** Whom the closing of a bus stop names in the channel, and whom it may name. */
import { expect } from 'vitest'
import { getGroup } from '#db/group.ts'
import { busStopRenderers } from '#slack/render/bus-stop.ts'
import { type Context, commit } from '#usecases/context.ts'
import { type Model, onRoster, type Wish } from './membership-model.ts'
import { contextAt, type Real } from './membership-stage.ts'

/** Who is named in the message that a bus stop is behind the group, if it is posted now. */
export async function namedAtStop(context: Context, groupId: string, busStopId: string): Promise<string[]> {
  const about = { kind: 'busStopClosed', busStopId } as const
  const message = await commit(context, async (tx) => {
    const group = await getGroup(tx, groupId)
    return busStopRenderers.busStopClosed({ tx, about, group, now: context.now, isPosted: false })
  })
  return [...JSON.stringify(message).matchAll(/<@U-(\w+)>/g)].map(([, who]) => who ?? '')
}

/** Nobody is named who did not agree: those who have told the group that they get off, and those to be welcomed. */
export async function checkAnnouncement(model: Model, real: Real, run: number): Promise<void> {
  const { stopId, stop } = real.seen.runs[run - 1] ?? {}
  if (!stopId || stop !== 'closed') return
  const named = await namedAtStop(contextAt(real.stage.desk, model.now), real.group.id, stopId)
  expect(mayBeNamed(model, run), 'who agreed to be named').toEqual(expect.arrayContaining(named))
}

function mayBeNamed(model: Model, number: number): string[] {
  const wishes = model.runs[number - 1]?.stop?.wishes ?? new Map<string, Wish>()
  const hasAgreed = [...wishes].filter(
    ([, { value, hasToldGroup, isOwnWord }]) => value === 'gettingOff' && hasToldGroup && isOwnWord,
  )
  const welcome = model.invitations.filter(
    ({ run, isAtStop, status, isWelcomeWanted }) =>
      run === number && isAtStop && status === 'joined' && isWelcomeWanted,
  )
  const here: string[] = onRoster(model)
  return [
    ...hasAgreed.map(([who]) => who),
    ...welcome.map(({ who }) => who).filter((who) => here.includes(who)),
  ]
}
