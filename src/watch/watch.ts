/** By what a request from Slack came about. */
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const REQUEST_KINDS = ['command', 'action', 'view', 'event', 'other'] as const

/** A piece of the bot’s work as it can be watched: what it is, and of which kind. It never says whose, or about whom. */
export type Step =
  | { name: 'request'; kind: RequestKind }
  | { name: 'job' | 'delivery' | 'slackCall'; kind: string }
  | { name: 'transaction' | 'tick' }

/** What came of a step: a word of ours, and no other. */
export type Outcome = (typeof OUTCOMES)[number]

export const OUTCOMES = [
  // Of whatever is done or throws.
  'done',
  'failed',
  // Of calls to Slack.
  'ok',
  'rateLimited',
  'refused',
  'lost',
  // Of messages, beside `failed`.
  'sent',
  'pending',
  'unknown',
  'skipped',
] as const

/** How it is told what came of a step: from its result, or in a word where it throws. */
export type Reading<T> = { outcomeOf?: (result: T) => Outcome; ifThrown?: Outcome }

/** Whoever does something lets it be seen through this, and needs not know by whom. */
export type Watch = {
  /** Does a step of work, and notes how long that took and what came of it. */
  during<T>(step: Step, work: () => Promise<T>, reading?: Reading<T>): Promise<T>
  /** Slack was told, so long after something had arrived, that it did. */
  acknowledged(kind: RequestKind, seconds: number): void
  /** Slack refused a call with this code, which may be anything. */
  refused(code: string): void
}

/** For whatever nobody watches. */
export const UNWATCHED: Watch = {
  during: (_, work) => work(),
  acknowledged: () => {},
  refused: () => {},
}

/** What is told of each step when it has ended. */
export type Observer = {
  ended(step: Step, outcome: Outcome, seconds: number): void
  acknowledged: Watch['acknowledged']
  refused: Watch['refused']
}

/** Who wants to know also within what something was done. */
export type Tracer = {
  begin(step: Step): Span
  /** What is going on just now has been acknowledged. */
  acknowledged(): void
}

/** A step that is going on. */
export type Span = { within<T>(work: () => T): T; end(outcome: Outcome): void }

/** Watches for whoever counts, for whoever traces, for both or for nobody. */
export function watchFor(observer: Observer | null, tracer: Tracer | null = null): Watch {
  return {
    acknowledged(kind, seconds) {
      observer?.acknowledged(kind, seconds)
      tracer?.acknowledged()
    },
    refused: (code) => observer?.refused(code),
    async during(step, work, { outcomeOf = (): Outcome => 'done', ifThrown = 'failed' } = {}) {
      const begunAt = performance.now()
      const span = tracer?.begin(step)
      let outcome: Outcome = ifThrown
      try {
        const result = await (span ? span.within(work) : work())
        outcome = outcomeOf(result)
        return result
      } finally {
        span?.end(outcome)
        observer?.ended(step, outcome, (performance.now() - begunAt) / 1000)
      }
    },
  }
}
