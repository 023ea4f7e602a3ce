import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DATA, inDatabase, unforeseen } from './backup-program.ts'
import { parseStorage } from './config.ts'
import { openDatabase } from './db/client.ts'
import { runningServer } from './db/embedded/running.ts'
import { addKey, dropOldKeys, keysFor, ownKeyFile } from './db/key-file.ts'
import { KeyError, type KeyRing, newKey } from './db/key-ring.ts'
import { keysInUse, sealAnew, takeKeysIntoUse } from './db/reseal.ts'
import { OwnWords } from './domain/own-words.ts'
import { showProgress } from './progress.ts'
import { StartError } from './start-error.ts'
import {
  keyProblem,
  keysNotOurs,
  keysRotated,
  keysUsage,
  nothingToRotate,
  oldKeysDropped,
  oldKeysInUse,
} from './text/key.ts'
import { progressWords } from './text/progress.ts'
import { startProblem } from './text/start.ts'

/** What was asked for, or what is wrong with it, in a sentence. */
type Said = { done: string } | { failed: string }

const PROGRAMS: Record<string, () => Promise<Said>> = {
  new: async () => ({ done: newKey() }),
  rotate,
  'drop-old': dropOld,
}

const [name = '', ...others] = process.argv.slice(2)
const program = Object.hasOwn(PROGRAMS, name) && others.length === 0 ? PROGRAMS[name] : undefined
const said = program ? await program().catch(explained) : { failed: keysUsage() }
if ('done' in said) console.log(said.done)
else {
  console.error(said.failed)
  process.exitCode = 1
}

async function rotate(): Promise<Said> {
  const storage = storageGiven()
  const isOwn = storage.keys === null && storage.databaseUrl === null
  if (isOwn) await refuseWhileInUse()
  return inDatabase({ mustExist: false }, async (url) => {
    let { ring } = await keysFor(storage, DATA)
    // A rotation that was cut short goes on with the key that it had made.
    if (isOwn && !(await isAnythingBehind(url, ring))) {
      await addKey(ownKeyFile(DATA))
      ring = (await keysFor(storage, DATA)).ring
    }
    const sealing = showProgress(progressWords('sealing'), { isEven: true })
    const count = await withDatabase(url, ring, async (db) => {
      await takeKeysIntoUse(db, ring)
      return sealAnew(db, ring, sealing.reached)
    }).finally(sealing.end)
    return { done: count === 0 && !isOwn ? nothingToRotate() : keysRotated(count, isOwn) }
  })
}

async function dropOld(): Promise<Said> {
  const storage = storageGiven()
  if (storage.keys || storage.databaseUrl) return { failed: keysNotOurs() }
  await refuseWhileInUse()
  return inDatabase({ mustExist: false }, async (url) => {
    const { ring } = await keysFor(storage, DATA)
    if (await isAnythingBehind(url, ring)) return { failed: oldKeysInUse() }
    return { done: oldKeysDropped(await dropOldKeys(ownKeyFile(DATA))) }
  })
}

/** Whether something is sealed with another key than the first. */
function isAnythingBehind(url: string, ring: KeyRing): Promise<boolean> {
  return withDatabase(url, ring, async (db) => (await keysInUse(db)).some((id) => id !== ring[0].id))
}

async function withDatabase<T>(
  url: string,
  ring: KeyRing,
  work: (db: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const db = openDatabase(url, ring)
  try {
    return await work(db)
  } finally {
    await db.$disconnect()
  }
}

async function refuseWhileInUse(): Promise<void> {
  if (!existsSync(join(DATA, 'data'))) throw new KeyError('noDatabase')
  if (await runningServer(DATA)) throw new KeyError('inUse')
}

function storageGiven() {
  const given = parseStorage(process.env)
  if ('problems' in given) throw new StartError('database', new OwnWords(given.problems.join(' ')))
  return given
}

function explained(error: unknown): Said {
  if (error instanceof KeyError) return { failed: keyProblem(error.problem, error.detail) }
  if (error instanceof StartError) return { failed: startProblem(error.step, error.cause) }
  return { failed: unforeseen(error) }
}
