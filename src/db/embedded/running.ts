import { existsSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { readPidFile, serverUrl } from './owner.ts'

/** Where the server is that runs on the data in `directory`, whoever owns it; undefined when none answers. */
export async function runningServer(directory: string): Promise<string | undefined> {
  if (!existsSync(join(directory, 'password'))) return undefined
  const state = await readPidFile(join(await realpath(directory), 'data'))
  if (!state?.isReady) return undefined
  const url = serverUrl(state.port, await readFile(join(directory, 'password'), 'utf8'))
  return (await answers(url)) ? url : undefined
}

/** Another server on that port would not know the password. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
