import { setTimeout as delay } from 'node:timers/promises'
import type { Job } from 'pg-boss'
import type { Logger } from 'pino'
import type { JobName, Jobs, Queue } from '#db/queue.ts'
import { asCode } from '#domain/error-code.ts'
import { NO_HURRY_MS, together } from '#usecases/together.ts'
import type { Watch } from '#watch/watch.ts'
import { createPlaces, type Rest } from './place.ts'

/** What is done with each kind of job. */
export type Handlers = { [N in JobName]: (job: Jobs[N], rest: Rest) => Promise<void> }

/** Those who take jobs from the queue. A handler that throws has its job run again later by the queue. */
export type Workers = {
  start(): Promise<void>
  /** No more jobs are taken; resolves when those that run have ended, however long that takes. */
  stop(): Promise<void>
}

/** How many jobs of a kind one instance works on at once. Messages of one channel never overtake one another. */
const AT_ONCE: Record<JobName, number> = {
  deliver: 50,
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
 * So many messages of one workspace are in hand of all instances at once, with those that wait for their channel: the rest
 * is left in the queue, so that a workspace with much to say does not hold back another. It is more than Slack takes from
 * an app in one workspace.
 */
const OF_ONE_WORKSPACE = 100

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

/** So many jobs are taken at the most before another instance may ask, so that several get on evenly. */
const WITH_ONE_QUESTION = 5

/** And so many by whoever was given as many as they asked for time after time: there is much, and some for all. */
const WHILE_THERE_IS_MUCH = 25
const TIME_AFTER_TIME = 10

/** How long to gather what can be taken next: to ask costs the database the more the more jobs wait. */
const GATHER_MS = 20

/**
 * Whoever has more in hand than an even share looks so often, and so many times, whether the others have caught up before
 * they ask for more. What follows in a channel would else go to whoever has just been busy there, and nothing would make
 * up for chance. Not for longer: the others may be slow, or have just been killed.
 */
const LOOK_AT_OTHERS_EVERY_MS = 25
const LOOK_AT_OTHERS_TIMES = 4

export function createWorkers(queue: Queue, handlers: Handlers, log: Logger, watch: Watch): Workers {
  const crews = (Object.keys(AT_ONCE) as JobName[]).map((name) =>
    createCrew(queue, name, handlers, log, watch),
  )
  return {
    start: async () => void (await Promise.all(crews.map((crew) => crew.start()))),
    stop: async () => void (await Promise.all(crews.map((crew) => crew.stop()))),
  }
}

/** The queue tells the id a moment after it has taken somebody on; without one it would let go of everybody. */
type Worker = { id: Promise<string>; asksFor: number; isLetGo: boolean }

/**
 * The workers for one kind of job. Whatever is announced wakes every worker that waits, in every instance, and each asks the
 * database; so only one waits, and that only while there is a place for what it may find. It takes several jobs with one
 * question; each is done as soon as there is a place for it, and settled by itself. Whoever has done all of theirs takes
 * the place of the one that waits, unless they had asked for much.
 */
function createCrew<N extends JobName>(
  { boss, evenShare }: Queue,
  name: N,
  handlers: Handlers,
  log: Logger,
  watch: Watch,
): Workers {
  let isStopping = false
  let waiting: Worker | null = null
  /** Jobs that were taken and are not done, those that rest among them. */
  let inHand = 0
  /** How often in a row something was found, and as much as was asked for. */
  let timesFull = 0
  let gathering: Promise<void> | null = null
  const places = createPlaces(AT_ONCE[name])
  const complete = together((jobs: readonly Job<Jobs[N]>[]) => completeAll(jobs), AT_ONCE[name], NO_HURRY_MS)
  const options = {
    pollingIntervalSeconds: Math.min(1, ASK_EVERY_SECONDS[name]),
    notifyPollingIntervalSeconds: ASK_EVERY_SECONDS[name],
    ...(name === 'deliver' && { groupConcurrency: OF_ONE_WORKSPACE }),
  }

  async function takeOn(): Promise<void> {
    if (isStopping || waiting || !places.isAnyFree()) return
    const { promise: id, resolve: tellId } = Promise.withResolvers<string>()
    const mostAtATime = timesFull < TIME_AFTER_TIME ? WITH_ONE_QUESTION : WHILE_THERE_IS_MUCH
    const me: Worker = { id, asksFor: Math.min(AT_ONCE[name], mostAtATime), isLetGo: false }
    waiting = me
    const isTakenOn = boss.work<Jobs[N]>(name, { ...options, batchSize: me.asksFor }, async (jobs) => {
      if (waiting === me) waiting = null
      try {
        await all(jobs, me.asksFor)
      } finally {
        // Whoever asks for much does so once: there may be little next time.
        if (!me.isLetGo && me.asksFor > WITH_ONE_QUESTION) await letGo(me)
        // Whoever was let go while they were asking has found something all the same, and leaves their place to another;
        // a moment later, when what waited behind the last of these jobs can be taken.
        if (me.isLetGo) void lookSoon()
        else await waitAgain(me)
      }
    })
    tellId(isTakenOn)
    await id
  }

  async function letGo(worker: Worker): Promise<void> {
    worker.isLetGo = true
    await boss.offWork(name, { id: await worker.id, wait: false })
  }

  async function waitAgain(me: Worker): Promise<void> {
    const other = waiting
    waiting = me
    if (other) await letGo(other)
    await gather()
    // What waited behind these jobs was announced while it could not be taken.
    boss.notifyWorker(await me.id)
  }

  /** Does them side by side. The last to end is settled by the queue, with what it throws. */
  async function all(jobs: Job<Jobs[N]>[], asked: number): Promise<void> {
    let left = jobs.length
    inHand += jobs.length
    const one = async (job: Job<Jobs[N]>) => {
      const failure = await places.during((rest) => failureOf(job, rest))
      left -= 1
      inHand -= 1
      if (left === 0 && failure) throw failure
      if (left === 0) return
      await (failure ? boss.fail(name, job, failure) : complete(job))
      await lookSoon()
    }
    // Whoever throws before all have ended would have the queue settle those that still run.
    const done = Promise.allSettled(jobs.map(one))
    // Where there were fewer than asked for, there are no more just now.
    const isFull = jobs.length === asked
    timesFull = isFull ? timesFull + 1 : 0
    if (isFull) await letOthersCatchUp()
    await (isFull ? takeOn() : lookSoon())
    const failed = (await done).find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
  }

  /** Nothing is begun any more that was taken and has had no place yet, when this stops or another has taken it over. */
  async function failureOf(job: Job<Jobs[N]>, rest: Rest): Promise<Error | null> {
    if (isStopping || job.signal.aborted) return new Error('given back')
    const leavingPlace: Rest = async (ms) => {
      const rested = rest(ms)
      await takeOn()
      await rested
    }
    return run(job.data, leavingPlace).then(
      () => null,
      (error: Error) => error,
    )
  }

  async function completeAll(jobs: readonly Job<Jobs[N]>[]): Promise<undefined[]> {
    await boss.complete(name, [...jobs])
    return jobs.map(() => undefined)
  }

  async function gather(): Promise<void> {
    gathering ??= delay(GATHER_MS)
      .then(letOthersCatchUp)
      .then(() => {
        gathering = null
      })
    await gathering
  }

  async function letOthersCatchUp(): Promise<void> {
    // What one question may take of the other kinds is all that is done of them at once.
    if (AT_ONCE[name] <= WITH_ONE_QUESTION) return
    for (let times = 0; times < LOOK_AT_OTHERS_TIMES && !isStopping; times += 1) {
      // Where there is no answer, whoever asks for more will hear why.
      const share = await evenShare(name).catch(() => null)
      if (share === null || inHand <= share) return
      await delay(LOOK_AT_OTHERS_EVERY_MS)
    }
  }

  async function lookSoon(): Promise<void> {
    await gather()
    if (isStopping) return
    if (waiting) boss.notifyWorker(await waiting.id)
    else await takeOn()
  }

  async function run(job: Jobs[N], rest: Rest): Promise<void> {
    try {
      await watch.during({ name: 'job', kind: name }, () => handlers[name](job, rest))
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
