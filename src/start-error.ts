/** At which step the bot could not start; each has a sentence in `text/start.ts`. */
export type StartStep =
  | 'embeddedDatabase'
  | 'database'
  | 'keys'
  | 'slack'
  | 'health'
  | 'calendar'
  | 'connection'

/** The bot could not start, for a reason that whoever started it can mend. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly step: StartStep

  constructor(step: StartStep, cause: unknown) {
    super(`could not start: ${step}`, { cause })
    this.step = step
  }
}

/** Runs one step of the start; what it throws is thrown on with the step's name. */
export async function startStep<T>(step: StartStep, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new StartError(step, error)
  }
}
