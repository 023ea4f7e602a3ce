import pino, { type DestinationStream, type Logger } from 'pino'
import type { Config } from './config.ts'

/** Logs as lines of JSON on standard output, or wherever they are written. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return destination ? pino(options, destination) : pino(options)
}

/**
 * The same for somebody at a terminal, a line each: the time on their clock, how serious it is, what happened, and the fields.
 * Each line is written before the next step of the program, so that the last one is there also when the program ends
 * with it; a thread of its own, as is usual, would lose it. Loaded here, because nothing else needs it at the start.
 */
async function createLogForPeople(level: Config['logLevel']): Promise<Logger> {
  const { prettyFactory } = await import('pino-pretty')
  const inWords = prettyFactory({
    colorize: process.stdout.hasColors?.() ?? false,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
  })
  return createLog(level, { write: (line) => void process.stdout.write(inWords(line) ?? '') })
}

/** The log of a program that runs the bot. */
export async function openLog(level: Config['logLevel'], isForPeople: boolean): Promise<Logger> {
  return isForPeople ? createLogForPeople(level) : createLog(level)
}
