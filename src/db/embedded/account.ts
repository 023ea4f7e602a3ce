import { spawnSync } from 'node:child_process'

type User = { uid: number; gid: number }

/** Who runs the server's programs; nothing given means the user we are. */
export type Account = {
  /** Owns the server's files. */
  user?: User
  /** The command that changes to that user, where more is needed than changing the number. */
  through?: [string, ...string[]]
}

const userName = 'postgres'

/**
 * The account under which PostgreSQL can run and reach all of `paths`. An ordinary user is that account. PostgreSQL
 * refuses to run as root, so root gets the user `postgres`, which is created where there is none.
 */
export function serverAccount(paths: string[]): Account {
  if (process.getuid?.() !== 0) return {}
  const user = lookUpUser() ?? createUser()
  return canReach(user, paths) ? { user } : { user, through: throughClosedFolders(user) }
}

function lookUpUser(): User | undefined {
  const uid = spawnSync('id', ['-u', userName], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', userName], { encoding: 'utf8' })
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined
}

function createUser(): User {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', userName])
  const user = lookUpUser()
  if (user) return user
  throw new Error(
    `PostgreSQL does not run as root, and the user "${userName}" could not be created. ` +
      'Create it, start the bot as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

function canReach(user: User, paths: string[]): boolean {
  return paths.every((path) => spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0)
}

/**
 * Root's home and many temporary folders are closed to everybody else. Rather than open them, the server is given
 * root's right to pass through.
 */
function throughClosedFolders(user: User): [string, ...string[]] {
  const [command, ...args] = [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    // Or access(2), by which PostgreSQL looks for its own programs, would not count that right.
    '--securebits=+no_setuid_fixup',
    '--',
  ] as const
  if (spawnSync(command, [...args, 'true']).status === 0) return [command, ...args]
  throw new Error(
    `The user "${userName}", as whom PostgreSQL runs, cannot pass through the folders above the bot's own. ` +
      'Move the bot to a folder that others may enter, start it as an ordinary user, or set DATABASE_URL.',
  )
}
