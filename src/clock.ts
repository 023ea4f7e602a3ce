import { DateTime } from 'luxon'

/** Where the bot reads the time, once at each edge; rules get `now` as an argument. */
export type Clock = { now(): DateTime }

/** The real clock, in UTC. */
export const systemClock: Clock = { now: () => DateTime.utc() }
