import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { parseEnv } from 'node:util'

/** Settings by name, as a file `.env` has them. */
export type Settings = Readonly<Record<string, string>>

/** The settings in the text of a file. */
export function settingsIn(text: string): Settings {
  return parseEnv(text) as Settings
}

/**
 * The text of the file with these settings changed and everything else as it was, comments too: null where that cannot be
 * done. What is not there yet comes at the end; where it is empty it is left out, as that is the same for the bot.
 */
export function withSettings(text: string, changes: Settings): string | null {
  let changed = text
  const before = settingsIn(text)
  const needed = Object.entries(changes).filter(([name, value]) => value !== '' || name in before)
  for (const [name, value] of needed) {
    const line = lineFor(name, value)
    if (line === null) return null
    changed = withLine(changed, name, line)
  }
  // What the file means is what the bot will read in it, so that decides, and not how it was written.
  const wanted = JSON.stringify(sorted({ ...before, ...Object.fromEntries(needed) }))
  return JSON.stringify(sorted(settingsIn(changed))) === wanted ? changed : null
}

/** Which of these settings the file does not have so already. */
export function namesChanged(before: Settings, changes: Settings): string[] {
  return Object.keys(changes).filter((name) => (before[name] ?? '') !== changes[name])
}

function withLine(text: string, name: string, line: string): string {
  // A value in quotes may go on over several lines.
  const written = new RegExp(
    `^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*(?:"[^"]*"|'[^']*'|\`[^\`]*\`|)[^\\n]*(?:\\n|$)`,
    'gm',
  )
  let isThere = false
  const changed = text.replace(written, () => {
    // Where it is there several times the last one counts, so one is left.
    const first = isThere ? '' : `${line}\n`
    isThere = true
    return first
  })
  if (isThere) return changed
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`
}

function lineFor(name: string, value: string): string | null {
  if (/^[\w:/.@+=,?&%-]*$/.test(value)) return `${name}=${value}`
  const quote = ["'", '`', '"'].find((each) => !value.includes(each))
  return quote && !/[\r\n]/.test(value) ? `${name}=${quote}${value}${quote}` : null
}

function sorted(settings: Settings) {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The text of a file; null where there is none. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Puts a text into a file, whole or not at all. Without waiting for anything, so that somebody who stops the program finds
 * either the old file or the new one, and no draft beside it.
 */
export function writeWhole(path: string, text: string, mode: number): void {
  // Where the name leads elsewhere, the file there is the one that is meant.
  const file = existsSync(path) ? realpathSync(path) : path
  const draft = `${file}.${process.pid}`
  try {
    const handle = openSync(draft, 'wx', mode)
    try {
      writeFileSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
