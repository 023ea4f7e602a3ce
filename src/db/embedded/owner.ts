import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

// The process whose server it is holds this lock in the server itself. When that process is killed its connection
// ends and the lock with it, so nobody has to guess from process numbers whether the owner is still alive.
const ownerLock = [7_309, 1]

export function serverUrl(port: number, password: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
}

/** A connection that owns the server; undefined while the server is not ready. Refuses when another process owns it. */
export async function takeOwnership(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'owner' })
  // A server that goes away ends this connection: whoever uses the database hears of it by their own queries.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1, $2) AS taken', ownerLock)
    if (rows[0].taken) return client
  } catch (error) {
    if (isNotReady(error)) return undefined
    throw error
  }
  await client.end()
  throw new Error(
    'the bot seems to be running already, in another window or as a service, since its database is in use',
  )
}

/** Takes ownership again whenever its connection ends, as all do when the server restarts after a crash. */
export function keepOwnership(first: pg.Client, url: string): { release: () => Promise<void> } {
  let owner = first
  let isReleased = false
  const takeAgain = async () => {
    while (!isReleased) {
      const next = await takeOwnership(url).catch(() => undefined)
      if (next) return hold(next)
      await delay(50, undefined, { ref: false })
    }
  }
  const hold = (client: pg.Client) => {
    owner = client
    client.once('end', takeAgain)
  }
  hold(first)
  return {
    release: () => {
      isReleased = true
      return owner.end()
    },
  }
}

/**
 * Ends a server that a killed process left running in `data`, and waits until it is gone. Refuses when its owner is
 * alive. Afterwards a new server can be started there.
 */
export async function retireOrphan(data: string, password: string): Promise<void> {
  for (let left = await readPidFile(data); left; left = await readPidFile(data)) {
    if (!isAlive(left.pid)) return
    if (!isServerOf(data, left.pid)) return await disown(left)
    const owner = await takeOwnership(serverUrl(left.port, password))
    if (owner) process.kill(left.pid, 'SIGINT')
    await owner?.end()
    await delay(20)
  }
}

type PidFile = { path: string; lines: string[]; pid: number; port: number; isReady: boolean }

/** What the server of `data` says of itself; undefined where none runs, or the last one was stopped properly. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 ? { path, lines, pid, port, isReady: lines[7]?.trim() === 'ready' } : undefined
}

/**
 * The number in the file now belongs to some other program, as happens after a restart of the machine or container.
 * PostgreSQL would refuse to start; it does not mind its parent's number, and still checks for surviving children.
 */
async function disown(left: PidFile): Promise<void> {
  await writeFile(left.path, [process.pid, ...left.lines.slice(1)].join('\n'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isServerOf(data: string, pid: number): boolean {
  return commandLine(pid).includes(data)
}

function commandLine(pid: number): string {
  // Small containers have no `ps`, other systems no `/proc`.
  if (!existsSync('/proc/self/cmdline'))
    return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function isNotReady(error: unknown): boolean {
  const { code, message } = error as { code?: string; message: string }
  const isStartingOrStopping = code === '57P03' || code === '57P01'
  return (
    isStartingOrStopping || code === 'ECONNREFUSED' || code === 'ECONNRESET' || /terminated/.test(message)
  )
}
