import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Bot } from './bot.ts'

const PROGRAM = new URL('./bare-process.ts', import.meta.url)

/** Starts a Bolt app that does nothing but acknowledge. */
export async function startBare(): Promise<Pick<Bot, 'url' | 'kill'>> {
  const child = fork(PROGRAM, { execArgv: ['--disable-warning=DeprecationWarning'] })
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  const kill = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return { url, kill }
}
