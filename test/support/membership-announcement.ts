/** Whom the closing of a bus stop names in the channel, and whom it may name. */
import { expect } from 'vitest'
import { getGroup } from '#db/group.ts'
import { busStopRenderers } from '#slack/render/bus-stop.ts'
import { commit } from '#usecases/context.ts'
import { type Model, onRoster } from './membership-model.ts'
import { contextAt, type Real } from './membership-stage.ts'

/** Nobody is named who did not agree: those who have told the group that they get off, and those to be welcomed. */
export async function checkAnnouncement(model: Model, real: Real, run: number): Promise<void> {
  const busStopId = real.seen.runs[run - 1]?.stopId
  if (!busStopId || real.seen.runs[run - 1]?.stop !== 'closed') return
  const context = contextAt(real.stage.desk, model.now)
  const { now } = context
  const message = await commit(context, async (tx) => {
    const group = await getGroup(tx, real.group.id)
    return busStopRenderers.busStopClosed({
      tx,
      about: { kind: 'busStopClosed', busStopId },
      group,
      now,
      isPosted: false,
    })
  })
  const named = [...JSON.stringify(message).matchAll(/<@U-(\w+)>/g)].map(([, who]) => who ?? '')
  const agreed = mayBeNamed(model, run)
  expect(agreed, 'who agreed to be named').toEqual(expect.arrayContaining(named))
}

function mayBeNamed(model: Model, number: number): string[] {
  const wishes = model.runs[number - 1]?.stop?.wishes ?? new Map()
  const hasAgreed = [...wishes].filter(
    ([, { value, hasToldGroup }]) => value === 'gettingOff' && hasToldGroup,
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
