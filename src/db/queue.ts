import { fromPrisma, PgBoss, type QueuePolicy } from 'pg-boss'
import type { Tx } from './client.ts'
import { endWhenSilent } from './silent-network.ts'

/** The work that is done outside the transaction that asked for it. A job carries ids only. */
export type Jobs = {
  /** Say one thing in Slack, in a workspace by Slack's id of it. In order within one address. */
  deliver: { deliveryId: string; teamId: string }
  /** Bring a message in Slack up to date. Many wishes within a second are one job. */
  refresh: { deliveryId: string }
  /** Put a poll page's number reactions under it, for people to tap. */
  seed: { deliveryId: string }
  /**
   * Read a poll's reactions back from Slack, then do what it was wanted for: nothing more, nudging or closing. `since` is
   * the `event_ts` of the reaction that asks for it.
   */
  readBack: { pollId: string; purpose: 'check' | 'nudge' | 'close'; since?: string }
  /** Find out whether a message of ours in Slack is one whose answer was lost. */
  recognise: { teamId: string; channelId: string; ts: string }
  /** Ask Slack who is in a group's channel and whose account is closed. */
  presence: { groupId: string }
  /** Have that asked about every group. */
  presenceRound: Record<string, never>
  /** Ask Slack whether a group's channel can be posted in again, and go on if it can. */
  parked: { groupId: string }
  /** Do something about a message that stands there a second time. */
  copy: { deliveryId: string; channelId: string; ts: string }
  /** Bring somebody's Home tab up to date. Many wishes within a second are one job. */
  home: { teamId: string; slackUserId: string }
}

export type JobName = keyof Jobs

/** Every kind of work. */
export const JOB_NAMES: readonly JobName[] = [
  'deliver',
  'refresh',
  'seed',
  'readBack',
  'recognise',
  'presence',
  'presenceRound',
  'parked',
  'copy',
  'home',
]

/** Jobs that wait, run, or will be tried again: state by state, as the queue's own index of them has it. */
export const UNDONE = "state IN ('created', 'retry', 'active')"

export type JobOptions = {
  /**
   * Jobs of one transaction have the same age, so where their order matters they are told apart by a
   * time-ordered UUID that no other job has had.
   */
  id?: string
  /** Slack's id of the workspace that it is of, lest one with many jobs keep others waiting. */
  teamId?: string
  /** A job with this key is passed over when there was one so many seconds ago. */
  atMostEverySeconds?: number
  /** Of those that are passed over, one is kept for when that time is over. */
  andOnceAfter?: boolean
  /** A wish to bring a message or a Home tab up to date waits a second unless this says how long. */
  startAfterSeconds?: number
}

/** Enqueues a job in the caller's transaction: it exists if and only if the transaction commits. */
export type Queue = {
  boss: PgBoss
  add<N extends JobName>(tx: Tx, name: N, job: Jobs[N], key: string, options?: JobOptions): Promise<void>
  /**
   * The same for many jobs of a kind, each with its key, in one statement. One with a lower priority waits while any other
   * can be done; of one key they are done in order all the same.
   */
  addAll<N extends JobName>(
    tx: Tx,
    name: N,
    jobs: readonly ({ job: Jobs[N]; key: string } & { priority?: number } & Pick<
        JobOptions,
        'id' | 'teamId' | 'atMostEverySeconds'
      >)[],
  ): Promise<void>
  /**
   * How many jobs of a kind, those that are of a workspace, each instance would have in hand if all had as many, rounded
   * up. Null for whoever is alone. It is noticed some five seconds later that another has come, and ten that one fell silent.
   */
  evenShare(name: JobName): Promise<number | null>
  /** How many jobs wait, run, or will be tried again; what is kept for later does not count. */
  waiting(): Promise<number>
}

/**
 * Without end, because a job that has failed for good would hold back all that follow it in its channel. And soon again,
 * however long Slack was away: how long an address is left in peace is decided elsewhere.
 */
const RETRY = { retryLimit: 1_000_000, retryDelay: 1, retryBackoff: true, retryDelayMax: 15 }

/** Bringing something up to date waits for what else changes with it. */
const WAITS_A_SECOND = new Set<JobName>(['refresh', 'home'])

/**
 * The key of what waits to be said at an address of a workspace, or to be shown to somebody there: of such jobs of a kind
 * one is worked on after the other.
 */
export function turnKey(teamId: string, address: string): string {
  return `${teamId} ${address}`
}

/** Forgets the work that waits at an address, or did: jobs are known by it for an hour after they are done. */
export async function forgetJobsAt(tx: Tx, teamId: string, address: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM pgboss.job WHERE singleton_key = ${turnKey(teamId, address)}`
}

/**
 * Has Postgres look at what waits, unless it is being looked at just now. It plans by what it saw last, which it does of
 * itself once a minute at best: where very much has come meanwhile, it would compare everything that waits with everything
 * that is first in its channel each time somebody asks for the next.
 */
export async function lookAtWaiting(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE (SKIP_LOCKED) pgboss.job`
}

/** Has what a group's messages were to be brought up to date with later be done now. */
export async function hastenRefreshes(tx: Tx, groupId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE pgboss.job SET start_after = now()
    WHERE name = 'refresh' AND state = 'created' AND start_after > now()
      AND singleton_key IN (SELECT id::text FROM deliveries WHERE group_id = ${groupId}::uuid)`
}

type Shape = { policy: QueuePolicy; deleteAfterSeconds: number }

const HOUR = 3600

/**
 * `deliver` is first in, first out for each key, so that messages of one channel come in order; the others keep at
 * most one waiting job for each key. In a `stately` queue one may wait while another runs: where Slack may have been
 * asked already, a new wish has to wait for its turn.
 */
const SHAPES: Record<JobName, Shape> = {
  deliver: { policy: 'key_strict_fifo', deleteAfterSeconds: HOUR },
  refresh: { policy: 'stately', deleteAfterSeconds: HOUR },
  seed: { policy: 'exclusive', deleteAfterSeconds: HOUR },
  readBack: { policy: 'stately', deleteAfterSeconds: HOUR },
  recognise: { policy: 'exclusive', deleteAfterSeconds: HOUR },
  presence: { policy: 'stately', deleteAfterSeconds: HOUR },
  // Kept longer than the hours in which no other is taken.
  presenceRound: { policy: 'exclusive', deleteAfterSeconds: 8 * HOUR },
  parked: { policy: 'stately', deleteAfterSeconds: HOUR },
  copy: { policy: 'exclusive', deleteAfterSeconds: HOUR },
  home: { policy: 'stately', deleteAfterSeconds: HOUR },
}

/** In one statement with a lock: what another instance has made anew meanwhile, and may use, is left alone. */
const DELETE_OTHERWISE_MADE = `
  WITH old AS (SELECT name FROM pgboss.queue WHERE name = $1 AND policy <> $2 FOR UPDATE)
  SELECT pgboss.delete_queue(name) FROM old`

/**
 * One that an earlier version made is brought up to date. Its policy cannot be changed, so one with another is made anew,
 * without its jobs: ticks and the start want all of them again. Several instances may do so at once, each before it
 * takes jobs.
 */
async function createQueue(boss: PgBoss, name: JobName): Promise<void> {
  const { policy, deleteAfterSeconds } = SHAPES[name]
  const options = { ...RETRY, notify: true, heartbeatSeconds: 10, deleteAfterSeconds }
  await boss.getDb().executeSql(DELETE_OTHERWISE_MADE, [name, policy])
  await boss.createQueue(name, { ...options, policy })
  await boss.updateQueue(name, options)
}

/** Every instance writes now and then what it works on; whoever only adds jobs works on nothing. */
const EVEN_SHARE = `
  SELECT CASE WHEN count(*) > 1 THEN ceil((
    SELECT count(*) FROM pgboss.job WHERE name = $1 AND state = 'active' AND group_id IS NOT NULL
  )::float / count(*)) END AS share
  FROM pgboss.instance
  WHERE stopped_on IS NULL AND workers <> '[]' AND heartbeat_on > now() - 2 * heartbeat_seconds * interval '1 second'`

/** The queue on the same Postgres. */
export async function openQueue(databaseUrl: string, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 4,
    ...endWhenSilent(),
    useListenNotify: true,
    // A killed worker is known by its missing heartbeat, ten seconds at the least; looking often for that keeps
    // the time until another takes its jobs over below fifteen.
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    // How soon others know that there is one more, or one less, to share the work with.
    instanceHeartbeatSeconds: 5,
  })
  boss.on('error', onError)
  await boss.start()
  for (const name of JOB_NAMES) await createQueue(boss, name)
  return {
    boss,
    async add(
      tx,
      name,
      job,
      key,
      { id, teamId, atMostEverySeconds, andOnceAfter = false, startAfterSeconds = 1 } = {},
    ) {
      await boss.send(name, job, {
        db: fromPrisma(tx),
        singletonKey: key,
        ...(id && { id }),
        ...(teamId && { group: { id: teamId } }),
        ...(atMostEverySeconds && { singletonSeconds: atMostEverySeconds, singletonNextSlot: andOnceAfter }),
        ...(WAITS_A_SECOND.has(name) && { startAfter: startAfterSeconds }),
      })
    },
    async addAll(tx, name, jobs) {
      const startAfter = WAITS_A_SECOND.has(name) ? 1 : 0
      const inserted = jobs.map(({ job, key, id, teamId, priority, atMostEverySeconds }) => ({
        data: job,
        singletonKey: key,
        startAfter,
        ...(id && { id }),
        ...(teamId && { group: { id: teamId } }),
        ...(priority && { priority }),
        ...(atMostEverySeconds && { singletonSeconds: atMostEverySeconds }),
      }))
      if (inserted.length > 0) await boss.insert(name, inserted, { db: fromPrisma(tx) })
    },
    async evenShare(name) {
      const { rows } = await boss.getDb().executeSql(EVEN_SHARE, [name])
      return rows[0].share
    },
    async waiting() {
      const sql = `SELECT count(*)::int AS count FROM pgboss.job
        WHERE name = ANY($1) AND ${UNDONE} AND start_after < now() + interval '20 seconds'`
      const { rows } = await boss.getDb().executeSql(sql, [JOB_NAMES])
      return rows[0].count
    },
  }
}
