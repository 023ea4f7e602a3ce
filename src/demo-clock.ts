import { DateTime } from 'luxon'
import type { Bot } from './bot.ts'
import type { Clock } from './clock.ts'
import { GROUP_ZONE } from './demo-cast.ts'
import type { ClockStep } from './simulator/page-server.ts'
import { nextDue } from './usecases/due.ts'

/** A clock that runs like the real one and can be moved forward. */
export type MovableClock = Clock & { moveTo(at: DateTime): void }

/** Starts at the real time. */
export function movableClock(): MovableClock {
  let ahead = 0
  return {
    now: () => DateTime.utc().plus(ahead),
    moveTo: (at) => {
      ahead = Math.max(ahead, at.diff(DateTime.utc()).toMillis())
    },
  }
}

const DUE_IN_WORDS = {
  everybodyAnswered: 'Everybody had answered, and the convenor was told.',
  nudge: 'Those who had not answered were asked once more.',
  closing: 'The poll reached its closing time.',
  reminder: 'A reminder was due.',
  minimum: 'It was time to look whether enough people are expected.',
  sessionOver: 'A session was over.',
  invitationReminder: 'Somebody who was invited was reminded.',
  invitationOver: 'The time to answer an invitation was over.',
  surveyCloses: 'A survey closed.',
}

/**
 * Moves the clock on, stopping at everything that falls due on the way, so that each thing happens at its
 * own time, as it would have without the jump. A day or a week later is the same wall time in the group's zone.
 */
export async function travelBy(bot: Bot, clock: MovableClock, step: ClockStep): Promise<void> {
  const here = clock.now().setZone(GROUP_ZONE)
  const target = step === 'now' ? here : here.plus({ [step]: 1 })
  for (;;) {
    const due = await nextDue(bot.context())
    if (!due || due.at > target) break
    await arrive(bot, clock, due.at)
  }
  await arrive(bot, clock, target)
}

/** Moves the clock to the next thing due; answers what it was, in words, or undefined when nothing is due. */
export async function travelToNext(bot: Bot, clock: MovableClock): Promise<string | undefined> {
  const due = await nextDue(bot.context())
  if (!due) return undefined
  await arrive(bot, clock, due.at)
  return DUE_IN_WORDS[due.what]
}

/**
 * Moves from one thing due to the next until what is wanted has come about; answers whether it has, or nothing more
 * was due before.
 */
export async function travelUntil(bot: Bot, clock: MovableClock, isThere: () => boolean): Promise<boolean> {
  while (!isThere()) {
    const due = await nextDue(bot.context())
    if (!due) return false
    await arrive(bot, clock, due.at)
  }
  return true
}

async function arrive(bot: Bot, clock: MovableClock, at: DateTime): Promise<void> {
  clock.moveTo(at)
  await bot.tickNow()
  await bot.settled()
}
