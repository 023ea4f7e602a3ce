import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseStorage } from './config.ts'
import { BackupError } from './db/backup/format.ts'
import { runningServer } from './db/embedded/running.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { KeyError } from './db/key-ring.ts'
import { asCode } from './domain/error-code.ts'
import { OwnWords } from './domain/own-words.ts'
import { StartError, startStep } from './start-error.ts'
import { backupProblem, backupUsage, programBroken } from './text/backup.ts'
import { startProblem } from './text/start.ts'

/** Where the embedded server keeps its data; the bot's own is there too. */
export const DATA = join(process.cwd(), '.data')

/** What may be given on the command line: one file, and `--replace`. */
type Program = (file: string, given: { mayReplace: boolean }) => Promise<string>

/** Runs a program on the file that was named, says what became of it, and ends with 0, or 1 and a sentence. */
export async function runProgram(program: Program): Promise<void> {
  const { positionals, values } = argumentsGiven()
  const [file, ...others] = positionals
  if (!file || others.length > 0) return fail(backupUsage())
  try {
    console.log(await program(file, { mayReplace: values.replace === true }))
  } catch (error) {
    if (error instanceof BackupError) fail(backupProblem(error.problem, resolve(file), error.message))
    else if (error instanceof StartError) fail(startProblem(error.step, error.cause))
    else fail(unforeseen(error))
  }
}

/** What may be said of an error that nobody foresaw: its text may quote a row. */
export function unforeseen(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return programBroken(asCode(code) ?? asCode(name) ?? 'unknown')
}

function argumentsGiven() {
  try {
    return parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } })
  } catch {
    return { positionals: [], values: {} as { replace?: boolean } }
  }
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

/**
 * Does something with the database of the bot that is started here. The embedded server is started for as long; where
 * one runs already it is used if `mustExist`, as it does no harm to read, and otherwise refused with its bot.
 */
export async function inDatabase<T>(
  { mustExist }: { mustExist: boolean },
  work: (url: string) => Promise<T>,
): Promise<T> {
  const given = parseStorage(process.env)
  if ('problems' in given) throw new StartError('database', new OwnWords(given.problems.join(' ')))
  if (given.databaseUrl) return reached(work(given.databaseUrl))
  if (mustExist && !existsSync(join(DATA, 'data'))) throw new BackupError('nothingToBackUp')
  const running = mustExist ? await runningServer(DATA) : undefined
  if (running) return work(running)
  const server = await startStep('embeddedDatabase', () => startEmbeddedPostgres({ directory: DATA }))
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}

/** A database that cannot be reached, or does not want us, is for whoever asked to mend. */
async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof BackupError || error instanceof KeyError) throw error
    throw new StartError('database', error)
  }
}
