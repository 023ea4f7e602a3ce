import type { Logger } from 'pino'
import type { JobName, Jobs, Queue } from '#db/queue.ts'

/** What is done with each kind of job. */
export type Handlers = { [N in JobName]: (job: Jobs[N]) => Promise<void> }

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
}

/**
 * New jobs are announced, so asking is a backstop; but a job that is to be tried again becomes due without a word, and
 * so does a refresh, a second after it was announced. One worker of a kind asks this often, the others rarely.
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
}

const OTHERS_ASK_EVERY_SECONDS = 5

/** Takes jobs from the queue. A handler that throws has its job run again later by the queue. */
export async function startWorker(queue: Queue, handlers: Handlers, log: Logger): Promise<void> {
  for (const name of Object.keys(AT_ONCE) as JobName[])
    for (let index = 0; index < AT_ONCE[name]; index += 1)
      await work(queue, name, handlers, log, index === 0 ? ASK_EVERY_SECONDS[name] : OTHERS_ASK_EVERY_SECONDS)
}

async function work<N extends JobName>(
  queue: Queue,
  name: N,
  handlers: Handlers,
  log: Logger,
  askEverySeconds: number,
): Promise<void> {
  const options = {
    pollingIntervalSeconds: Math.min(1, askEverySeconds),
    notifyPollingIntervalSeconds: askEverySeconds,
    batchSize: 1,
  }
  const workerId: string = await queue.boss.work<Jobs[N]>(name, options, async (jobs) => {
    for (const { data } of jobs) {
      try {
        await handlers[name](data)
      } catch (error) {
        log.warn(
          { job: name, error: error instanceof Error ? error.name : typeof error },
          'a job will be tried again',
        )
        // Only the name goes on: the queue keeps what is thrown, and an error's text may quote a message.
        throw new Error(error instanceof Error ? error.name : 'unknown')
      } finally {
        // What waited behind this job was announced while it could not be taken: look again at once.
        queue.boss.notifyWorker(workerId)
      }
    }
  })
}

/** Takes no more jobs; resolves when those that run have ended, however long that takes. */
export async function stopWorker({ boss }: Queue): Promise<void> {
  await Promise.all(Object.keys(AT_ONCE).map((name) => boss.offWork(name, { wait: true })))
}
