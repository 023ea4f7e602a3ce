import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, serverAccount } from './account.ts'
import { failure, logged } from './log.ts'
import { programFolder, startProgram } from './program.ts'

/** Makes the folder if need be and answers which account the server has to run under to use it. */
export async function prepareFolder(directory: string): Promise<Account> {
  await mkdir(directory, { recursive: true })
  // The server's account must be able to pass through, not to look around.
  if (process.getuid?.() === 0) await chmod(directory, 0o711)
  return serverAccount([programFolder(), directory])
}

/** The password of the server in `place`, made at random at the first start. */
export async function passwordIn(place: string, account: Account): Promise<string> {
  const path = join(place, 'password')
  if (!existsSync(path)) {
    await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
    await giveTo(account, path)
  }
  return await readFile(path, 'utf8')
}

/** Prepares the data in a folder beside its place and then renames it: half a database is never taken for a whole. */
export async function initialise(place: string, log: string, account: Account): Promise<void> {
  const draft = join(place, `data.${process.pid}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await giveTo(account, draft)
  const args = [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${join(place, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // Sorting by PostgreSQL's own rules: the machine's may change with an update and break indexes.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    // The whole folder would be flushed at once, which takes seconds; the server flushes what it writes itself.
    '--no-sync',
  ]
  const program = logged(log, (file) => startProgram('initdb', args, account, file))
  try {
    const [code] = await once(program, 'exit')
    if (code !== 0) throw await failure('PostgreSQL could not prepare its folder', log)
    await rename(draft, join(place, 'data'))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function giveTo(account: Account, path: string): Promise<void> {
  if (account.user) await chown(path, account.user.uid, account.user.gid)
}
