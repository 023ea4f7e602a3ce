/** What the bot said, where and when, as the simulated workspace recorded it. */
import type { Message } from '#simulator/contract.ts'
import { posts, privately, type World } from './world.ts'

export type Said = {
  /** `channel`, or the name of the person who got it privately. */
  to: string
  text: string
  /** Wall time in the group's zone by `Intl` alone: `2027-03-28 14:00`. */
  at: string
}

/** Everything the bot has said to the group and to people, in order of time. */
export function timeline(world: World, timeZone = 'Europe/London'): Said[] {
  const said = (to: string, message: Message) => ({
    to,
    text: message.text,
    at: wallTime(Number(message.ts) * 1000, timeZone),
    ts: Number(message.ts),
  })
  const inChannel = posts(world).map((message) => said('channel', message))
  const inPrivate = [...world.people, ...world.interested].flatMap((who) =>
    privately(world, who).map((message) => said(who.realName, message)),
  )
  return [...inChannel, ...inPrivate].sort((a, b) => a.ts - b.ts).map(({ ts: _, ...rest }) => rest)
}

/** An instant as `2027-03-28 14:00` in a zone, by `Intl` alone. */
export function wallTime(millis: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(millis)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** The day so many days before another, both `YYYY-MM-DD`, counted on the calendar. */
export function daysBefore(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}
