import { randomUUID } from 'node:crypto'
import { existsSync, readlinkSync } from 'node:fs'
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** A living owner renews its mark this often. */
const RENEW_MS = 2_000
/** A mark that is not renewed for so long was left behind. Several times the above, as a busy machine is late. */
const LEFT_BEHIND_MS = 15_000

/** Among whom numbers of processes mean the same and 127.0.0.1 is the same; `id` tells apart those that are there. */
type Mark = { host: string; processes: string; network: string; id: string }

/**
 * Refuses a folder that is used from another container or machine: of a server there nothing can be seen from here, and
 * a second one would ruin its data. It is known by its mark, which it renews; for one that a killed process left behind
 * that takes a while. About servers beside us their own processes are asked, so marks of ours say nothing.
 */
export async function refuseIfUsedElsewhere(place: string): Promise<void> {
  const path = join(place, 'used-by')
  const mark = await readMark(path)
  if (!mark || isOurPlace(mark)) return
  const first = await renewedAt(path)
  for (const until = performance.now() + LEFT_BEHIND_MS; performance.now() < until; await delay(200)) {
    const last = await renewedAt(path)
    if (last === undefined) return
    if (last !== first) throw usedBy(mark)
  }
  await rm(path, { force: true })
}

/** Marks a folder as used from here, until `release`. Refuses when another place has marked it meanwhile. */
export async function markAsUsed(place: string): Promise<{ release(): Promise<void> }> {
  const path = join(place, 'used-by')
  const id = randomUUID()
  const text = JSON.stringify({ ...here(), id } satisfies Mark)
  const old = await readMark(path)
  if (old && isOurPlace(old)) await rm(path, { force: true })
  await writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch(() => {
    throw usedBy(old)
  })
  let renewal = Promise.resolve()
  const write = () => writeFile(path, text, { mode: 0o600 })
  // A folder that cannot be written for a moment is written the next time.
  const renew = () =>
    utimes(path, new Date(), new Date())
      .catch(write)
      .catch(() => {})
  const timer = setInterval(() => (renewal = renewal.then(renew)), RENEW_MS).unref()
  return {
    release: async () => {
      clearInterval(timer)
      await renewal
      if ((await readMark(path))?.id === id) await rm(path, { force: true })
    },
  }
}

/** One that cannot be read may be anybody's. */
async function readMark(path: string): Promise<Mark | undefined> {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Mark
  } catch {
    return { host: '', processes: '', network: '', id: '' }
  }
}

async function renewedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs
}

function here(): Omit<Mark, 'id'> {
  return { host: hostname(), processes: namespace('pid'), network: namespace('net') }
}

function isOurPlace({ host, processes, network }: Mark): boolean {
  const ours = here()
  return host === ours.host && processes === ours.processes && network === ours.network
}

/** Linux alone has several in one machine. */
function namespace(kind: 'pid' | 'net'): string {
  try {
    return readlinkSync(`/proc/self/ns/${kind}`)
  } catch {
    return ''
  }
}

function usedBy(mark: Mark | undefined): Error {
  const host = mark?.host ? ` (${mark.host})` : ''
  return new Error(
    `The database folder is in use in another container or on another machine${host}: do this there, or stop the bot there first.`,
  )
}
