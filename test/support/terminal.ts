/** A program of the project as somebody runs it: by npm, in a terminal, in a copy of the project. */
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { until } from './world.ts'

export type Terminal = {
  /** Everything that can be read so far, without colours. */
  seen(): string
  /** Waits for these words after what was waited for last. */
  sees(words: string): Promise<void>
  /** Keys, one after the other. */
  press(keys: string): void
  /** Waits for these words, then types an answer and Enter. */
  answers(question: string, answer?: string): Promise<void>
  /** The exit code. */
  ended: Promise<number>
}

export const KEYS = { down: '\x1b[B', enter: '\r', ctrlC: '\x03' }

/** A folder that looks like a fresh copy of the project, without settings and data. */
export async function projectCopy() {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-'))
  const own = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
  for (const name of ['package.json', 'node_modules', 'src']) await symlink(own(name), join(folder, name))
  const path = (name: string) => join(folder, name)
  return {
    folder,
    read: (name: string) => readFile(path(name), 'utf8'),
    write: (name: string, text: string, mode = 0o600) => writeFile(path(name), text, { mode }),
    rights: async (name: string) => ((await stat(path(name))).mode & 0o777).toString(8),
    remove: () => rm(folder, { recursive: true }),
  }
}

/** Runs one of the project’s scripts there, with this environment alone. */
export function openTerminal(
  script: string[],
  { folder, environment = {} }: { folder: string; environment?: Record<string, string> },
): Terminal {
  const { PATH = '', HOME = folder } = process.env
  const terminal = spawn('npm', ['run', '--silent', ...script], {
    cwd: folder,
    env: { PATH, HOME, TERM: 'xterm', npm_config_update_notifier: 'false', ...environment },
    cols: 400,
    rows: 60,
  })
  let seen = ''
  let code: number | null = null
  let from = 0
  terminal.onData((data) => {
    seen += data
  })
  const ended = new Promise<number>((resolve) =>
    terminal.onExit(({ exitCode }) => {
      code = exitCode
      resolve(exitCode)
    }),
  )
  const text = () => stripVTControlCharacters(seen)
  const sees = async (words: string) => {
    const where = () => text().indexOf(words, from)
    const isOver = () => where() >= 0 || code !== null
    await until(isOver, words, 30).catch(() => {})
    if (where() < 0) throw new Error(`“${words}” is not in (${code}):\n${text().slice(from)}`)
    from = where() + words.length
  }
  return {
    seen: text,
    sees,
    press: (keys) => terminal.write(keys),
    async answers(question, answer = '') {
      await sees(question)
      terminal.write(`${answer}${KEYS.enter}`)
    },
    ended,
  }
}
