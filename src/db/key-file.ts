import { existsSync } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '#config.ts'
import { KeyError, type KeyRing, keyRing, newKey } from './key-ring.ts'

/**
 * The keys for the database of a configuration; `directory` is where the embedded one keeps its own. `isNew` says that
 * they were made now, so that whoever runs the bot can be told to keep them safe.
 */
export async function keysFor(
  { keys, databaseUrl }: Pick<Config, 'keys' | 'databaseUrl'>,
  directory: string,
): Promise<{ ring: KeyRing; isNew: boolean }> {
  if (keys) return { ring: 'text' in keys ? keyRing(keys.text) : await keysIn(keys.file), isNew: false }
  if (databaseUrl) throw new KeyError('missing')
  return ownKeys(directory)
}

/** The file in which the bot keeps the keys of the embedded database, in the folder beside it. */
export function ownKeyFile(directory: string): string {
  return join(directory, 'keys')
}

async function ownKeys(directory: string): Promise<{ ring: KeyRing; isNew: boolean }> {
  const file = ownKeyFile(directory)
  const isNew = !existsSync(file)
  if (isNew) await writeKeys(file, [newKey()])
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0) throw new KeyError('readableByOthers', file)
  return { ring: await keysIn(file), isNew }
}

/** The keys in a file. */
async function keysIn(file: string): Promise<KeyRing> {
  return keyRing(await textOf(file))
}

/** Puts a new key before those in the file, so that it seals from now on. */
export async function addKey(file: string): Promise<void> {
  await writeKeys(file, [newKey(), ...(await keyTexts(file))])
}

/** Leaves only the first key in the file; answers how many went. */
export async function dropOldKeys(file: string): Promise<number> {
  const [first, ...old] = await keyTexts(file)
  if (first && old.length > 0) await writeKeys(file, [first])
  return old.length
}

async function keyTexts(file: string): Promise<string[]> {
  return (await textOf(file)).split(/[\s,]+/).filter((each) => each !== '')
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new KeyError('unreadable', `${file} (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** Whole or not at all, and on the disk before anything is sealed with it: a lost key is lost texts. */
async function writeKeys(file: string, keys: readonly string[]): Promise<void> {
  const draft = `${file}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${keys.join('\n')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
  const folder = await open(dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}
