import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Context } from '#usecases/context.ts'

/** What everything that talks to Slack needs. */
export type Shell = {
  /** For everything that may be repeated: forms, updates, reactions, questions. */
  client: WebClient
  /** For posting alone: it never repeats a call by itself, since that is how messages come twice. */
  poster: WebClient
  botUserId: string
  /** The workspace in which the bot is installed. */
  teamId: string
  /** Under which address calendars find the dates; null where they do not. */
  calendarUrl: string | null
  /** A fresh context: reads the clock once, for one thing that happens. */
  context(): Context
  log: Logger
}
