/** The harness's Postgres: a server of its own, which can be killed in the middle of its work. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export type Postgres = {
  /** A new, empty database; answers its address. */
  createDatabase(name: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  /** `kill -9` of the server and of the process around it, and a new start; resolves when it answers again. */
  crashAndRestart(): Promise<void>
  stop(): Promise<void>
}

const PROGRAM = new URL('./postgres-process.ts', import.meta.url)

/**
 * Starts it with its data in `directory`. Commits are as safe from the end of the process as anywhere; from the end of
 * the machine they are not, which nobody tries here and which makes it faster.
 */
export async function startPostgres(directory: string): Promise<Postgres> {
  let { child, url } = await begin(directory)
  const { port } = new URL(url)
  await onServer(url, async (admin) => {
    for (const setting of ['fsync = off', 'full_page_writes = off', 'max_connections = 300'])
      await admin.query(`ALTER SYSTEM SET ${setting}`)
  })
  const end = async () => {
    const exit = once(child, 'exit')
    child.disconnect()
    await exit
  }
  await end()
  ;({ child, url } = await begin(directory, port))
  return {
    async createDatabase(name) {
      await onServer(url, (admin) => admin.query(`CREATE DATABASE ${name}`))
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
    dropDatabase: (name) => onServer(url, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`)),
    async crashAndRestart() {
      const [pid] = (await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      process.kill(Number(pid), 'SIGKILL')
      await exit
      ;({ child } = await begin(directory, port))
    },
    stop: end,
  }
}

async function begin(directory: string, port = ''): Promise<{ child: ChildProcess; url: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const child = fork(PROGRAM, [directory, port], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
    let words = ''
    child.stderr?.on('data', (text) => {
      words += text
    })
    const told = once(child, 'message')
    const ended = once(child, 'exit').then(() => null)
    const first = await Promise.race([told, ended])
    if (first) return { child, url: (first[0] as { url: string }).url }
    // What a killed server leaves behind may take a moment to end.
    if (attempt === 10) throw new Error(`Postgres did not start: ${words}`)
  }
}

async function onServer<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
