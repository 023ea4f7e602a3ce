import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Opens `log` afresh for the one program that `start` starts. */
export function logged<T>(log: string, start: (file: number) => T): T {
  const file = openSync(log, 'w', 0o600)
  try {
    return start(file)
  } finally {
    closeSync(file)
  }
}

/** An error that says what failed and ends with the last lines of the log. */
export async function failure(what: string, log: string): Promise<Error> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n')
  return new Error(`${what}. The end of ${log}:\n${lines.slice(-8).join('\n')}`)
}
