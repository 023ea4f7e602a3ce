import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { initialise, passwordIn, prepareFolder } from './embedded/folder.ts'
import { hasEnded, keepRunning } from './embedded/keeper.ts'
import { failure, logged } from './embedded/log.ts'
import { keepOwnership, readPidFile, retireOrphan, serverUrl, takeOwnership } from './embedded/owner.ts'
import { markAsUsed, refuseIfUsedElsewhere } from './embedded/place-mark.ts'
import { serverSettings, startProgram } from './embedded/program.ts'

type Options = {
  /** Keeps everything: the data, the password (`password`, mode 600) and the server's last log (`server.log`). */
  directory: string
  /** A free one is chosen unless given. */
  port?: number
  /** False for a database that may be lost with the machine: faster, and it ends even when this process is killed. */
  durable?: boolean
  /** Told when the server has ended by itself and is about to be started again. */
  onEnded?: () => void
}

/**
 * Starts a real PostgreSQL server that listens on 127.0.0.1 only, in UTF-8 and UTC, and answers where it is. Data is
 * kept between starts. A server that a killed process left behind is ended first; a folder whose server belongs to
 * a living process is refused, also one in another container or machine. One that ends by itself is started again, on the same port. `stop` ends it cleanly.
 */
export async function startEmbeddedPostgres({
  directory,
  port,
  durable = true,
  onEnded = () => {},
}: Options) {
  const account = await prepareFolder(directory)
  const place = await realpath(directory)
  const data = join(place, 'data')
  const log = join(place, 'server.log')
  await refuseIfUsedElsewhere(place)
  const password = await passwordIn(place, account)
  if (!existsSync(data)) await initialise(place, log, account)
  await retireOrphan(data, password)
  const mark = await markAsUsed(place)

  const chosenPort = port ?? (await freePort())
  const args = ['-D', data, '-p', String(chosenPort), ...serverSettings(durable)]
  const start = () => logged(log, (file) => startProgram('postgres', args, account, file))
  const url = serverUrl(chosenPort, password)
  const { first, owner } = await untilStarted(start, (server) => untilReady(server, data, url, log)).catch(
    async (error) => {
      await mark.release()
      throw error
    },
  )
  const ownership = keepOwnership(owner, url)
  const keeper = keepRunning(first, start, { isDurable: durable, onEnded })
  return {
    url,
    stop: async () => {
      await ownership.release()
      await keeper.stop()
      await mark.release()
    },
  }
}

/** The children of a server that was killed outlive it for a moment, in which a new one refuses to start. */
const STILL_IN_USE = 'pre-existing shared memory block'
const AGAIN_MS = 250
const TRIES = 40

async function untilStarted<O>(start: () => ChildProcess, isReady: (server: ChildProcess) => Promise<O>) {
  for (let tries = 1; ; tries += 1) {
    const first = start()
    try {
      return { first, owner: await isReady(first) }
    } catch (error) {
      if (tries === TRIES || !(error as Error).message.includes(STILL_IN_USE)) throw error
      await delay(AGAIN_MS)
    }
  }
}

async function untilReady(server: ChildProcess, data: string, url: string, log: string) {
  for (;;) {
    if (hasEnded(server)) throw await failure('PostgreSQL did not start', log)
    // Its own word first: on a port that is taken, somebody else's server would answer.
    const state = await readPidFile(data)
    const owner = state?.pid === server.pid && state?.isReady ? await takeOwnership(url) : undefined
    if (owner) return owner
    await delay(10)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port was found.')
  return address.port
}
