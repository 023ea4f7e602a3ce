/** The demo as a user starts it: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const PROGRAM = new URL('../../src/demo.ts', import.meta.url).pathname

export type DemoProcess = {
  /** The address that it printed. */
  url: string
  /** Everything it has printed so far. */
  printed(): string
  /** Asks it to end, as Ctrl+C or a service does; answers its exit code. */
  end(): Promise<number | null>
}

/**
 * Starts the demo on any free port; resolves once it has printed its address, rejects when it ends before. `tmpdir`
 * is where it may put what it needs for the time being.
 */
export async function startDemo(tmpdir: string, args: string[] = ['--port', '0']): Promise<DemoProcess> {
  const demo = spawn(process.execPath, ['--disable-warning=DeprecationWarning', PROGRAM, ...args], {
    env: { ...process.env, TMPDIR: tmpdir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(demo, 'exit')
  let printed = ''
  const collect = (chunk: Buffer) => {
    printed += chunk
  }
  demo.stdout.on('data', collect)
  demo.stderr.on('data', collect)
  const url = await address(demo, ended, () => printed)
  return {
    url,
    printed: () => printed,
    async end() {
      demo.kill('SIGTERM')
      const [code] = await ended
      return code
    },
  }
}

async function address(demo: ChildProcess, ended: Promise<unknown>, printed: () => string): Promise<string> {
  const failed = ended.then(() => Promise.reject(new Error(`The demo ended: ${printed()}`)))
  // It ends in the usual course, too, when nobody waits for its address any more.
  failed.catch(() => {})
  for (;;) {
    const found = /http:\/\/\S+/.exec(printed())
    if (found) return found[0]
    await Promise.race([once(demo.stdout ?? demo, 'data'), failed])
  }
}
