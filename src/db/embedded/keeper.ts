import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A server that ends by itself again and again is not started more often than this. */
const LONGEST_WAIT_MS = 5_000
/** One that has run so long had a reason of its own to end. */
const RAN_WELL_MS = 60_000

/**
 * Has the server `first` started again by `start` whenever it ends by itself, until it is stopped or this process ends.
 * The children of one that was killed outlive it for a moment, in which a new one refuses to start: that too is only
 * tried again. `onEnded` is told each time.
 */
export function keepRunning(
  first: ChildProcess,
  start: () => ChildProcess,
  { isDurable, onEnded }: { isDurable: boolean; onEnded: () => void },
): { stop(): Promise<void> } {
  let current: ChildProcess
  let watchdog: ChildProcess | undefined
  let again: NodeJS.Timeout | undefined
  let isStopped = false
  let failures = 0
  const follow = (server: ChildProcess) => {
    const since = performance.now()
    current = server
    watchdog?.kill('SIGKILL')
    watchdog = isDurable ? undefined : endWithThisProcess(server)
    server.unref()
    const goOn = () => {
      if (isStopped) return
      failures = performance.now() - since > RAN_WELL_MS ? 1 : failures + 1
      onEnded()
      again = setTimeout(() => follow(start()), Math.min(LONGEST_WAIT_MS, 50 * 2 ** failures)).unref()
    }
    if (hasEnded(server)) goOn()
    else server.once('exit', goOn)
  }
  follow(first)
  const end = () => current.kill('SIGINT')
  process.on('exit', end)
  return {
    async stop() {
      isStopped = true
      clearTimeout(again)
      process.off('exit', end)
      watchdog?.kill('SIGKILL')
      if (hasEnded(current)) return
      current.ref()
      const exit = once(current, 'exit')
      end()
      await exit
    },
  }
}

/** Whether the program has ended, in whatever way. */
export function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

/** A shell that waits for the end of its input, which comes with the end of this process, however it ends. */
function endWithThisProcess(server: ChildProcess): ChildProcess {
  const watchdog = spawn('sh', ['-c', 'read -r line; kill -INT "$1"', 'sh', String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  return watchdog
}
