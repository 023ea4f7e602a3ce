import type { Logger } from 'pino'
import type { JobName, Jobs, Queue } from '#db/queue.ts'
import { asCode } from '#domain/error-code.ts'
import type { Watch } from '#watch/watch.ts'

/** What is done with each kind of job. */
export type Handlers = { [N in JobName]: (job: Jobs[N]) => Promise<void> }

/** Those who take jobs from the queue. A handler that throws has its job run again later by the queue. */
export type Workers = {
  start(): Promise<void>
  /** No more jobs are taken; resolves when those that run have ended, however long that takes. */
  stop(): Promise<void>
}

/** How many jobs of a kind one instance works on at once. Messages of one channel never overtake one another. */
const AT_ONCE: Record<JobName, number> = {
  deliver: 10,
  refresh: 2,
  seed: 2,
  readBack: 1,
  recognise: 1,
  presence: 1,
  presenceRound: 1,
  parked: 1,
  copy: 1,
  home: 4,
}

/**
 * New jobs are announced, so asking is a backstop; but a job that is to be tried again becomes due without a word, and
 * so do a refresh and a Home tab, a second after they were announced.
 */
const ASK_EVERY_SECONDS: Record<JobName, number> = {
  deliver: 0.5,
  refresh: 1,
  seed: 2,
  readBack: 2,
  recognise: 2,
  presence: 2,
  presenceRound: 2,
  parked: 2,
  copy: 2,
  home: 1,
}

export function createWorkers({ boss }: Queue, handlers: Handlers, log: Logger, watch: Watch): Workers {
  const crews = (Object.keys(AT_ONCE) as JobName[]).map((name) =>
    createCrew(boss, name, handlers, log, watch),
  )
  return {
    start: async () => void (await Promise.all(crews.map((crew) => crew.start()))),
    stop: async () => void (await Promise.all(crews.map((crew) => crew.stop()))),
  }
}

/** The queue tells the id a moment after it has taken somebody on; without one it would let go of everybody. */
type Worker = { id: Promise<string>; isLetGo: boolean }

/**
 * The workers for one kind of job. Whatever is announced wakes every worker that waits, in every instance, and each asks the
 * database; so only one waits beside those that are busy. When it finds something another is taken on in its place,
 * and whoever has done their job takes the place of the one that waits.
 */
function createCrew<N extends JobName>(
  boss: Queue['boss'],
  name: N,
  handlers: Handlers,
  log: Logger,
  watch: Watch,
): Workers {
  let isStopping = false
  let busy = 0
  let waiting: Worker | null = null
  const options = {
    pollingIntervalSeconds: Math.min(1, ASK_EVERY_SECONDS[name]),
    notifyPollingIntervalSeconds: ASK_EVERY_SECONDS[name],
    batchSize: 1,
  }

  async function takeOn(): Promise<void> {
    if (isStopping || waiting || busy >= AT_ONCE[name]) return
    const { promise: id, resolve: tellId } = Promise.withResolvers<string>()
    const me: Worker = { id, isLetGo: false }
    waiting = me
    const isTakenOn = boss.work<Jobs[N]>(name, options, async (jobs) => {
      busy += 1
      if (waiting === me) waiting = null
      await takeOn()
      try {
        for (const { data } of jobs) await run(data)
      } finally {
        busy -= 1
        // Whoever was let go while they were asking has found something all the same, and leaves their place to another.
        await (me.isLetGo ? takeOn() : waitAgain(me))
      }
    })
    tellId(isTakenOn)
    await id
  }

  async function waitAgain(me: Worker): Promise<void> {
    const other = waiting
    waiting = me
    if (other) other.isLetGo = true
    // What waited behind this job was announced while it could not be taken: look again at once.
    boss.notifyWorker(await me.id)
    if (other) await boss.offWork(name, { id: await other.id, wait: false })
  }

  async function run(job: Jobs[N]): Promise<void> {
    try {
      await watch.during({ name: 'job', kind: name }, () => handlers[name](job))
    } catch (error) {
      const known = (error instanceof Error && asCode(error.name)) || 'unknown'
      log.warn({ job: name, error: known }, 'a job will be tried again')
      // Only the name goes on: the queue keeps what is thrown, and an error's text may quote a message.
      throw new Error(known)
    }
  }

  return {
    start: takeOn,
    async stop() {
      isStopping = true
      await boss.offWork(name, { wait: true })
    },
  }
}
