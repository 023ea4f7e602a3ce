import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Config } from '#config.ts'
import * as say from '#text/doctor.ts'
import { type Finding, ok, wrong } from './finding.ts'

/** Whether this Node is new enough. `version` is as Node says it. */
export function lookAtNode(version: string): Finding {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const least: string = engines.node.replace('>=', '')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  const isNewEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return isNewEnough
    ? ok('node', say.nodeVersion(version, null))
    : wrong('node', say.nodeVersion(version, least))
}

/** Whether anybody but their owner may read the files with secrets, as far as they are there. */
export function lookAtRights(folder: string, keyFile: string | undefined): Finding {
  const files = ['.env', join('.data', 'keys'), join('.data', 'password'), ...(keyFile ? [keyFile] : [])]
  const open = files.filter((file) => {
    const path = file === keyFile ? file : join(folder, file)
    return existsSync(path) && (statSync(path).mode & 0o077) !== 0
  })
  return open.length === 0 ? ok('rights', say.rightsFound([])) : wrong('rights', say.rightsFound(open))
}

/** Whether the ports are free for the bot, or the bot’s; `isRunning` where one runs, perhaps on another machine. */
export async function lookAtPorts({ slack, health, calendar }: Config, isRunning: boolean): Promise<Finding> {
  const { transport } = slack
  const found: say.PortFound[] = []
  if (health) found.push({ name: 'HEALTH_PORT', port: health.port, is: await healthAt(health, isRunning) })
  if (calendar)
    found.push({ name: 'CALENDAR_PORT', port: calendar.port, is: await portAt(calendar, isRunning) })
  if (transport.kind === 'http')
    found.push({ name: 'PORT', port: transport.port, is: await portAt(transport, isRunning) })
  if (found.length === 0) return ok('ports', say.noPorts())
  const isWell = found.every(({ is }) => is === 'free' || is === 'ours')
  return (isWell ? ok : wrong)('ports', say.portsFound(found))
}

/** Without asking anything there: whoever has it is taken for the bot where one runs. */
async function portAt({ port, host }: { port: number; host?: string }, isRunning: boolean) {
  if (await canListen(port, host)) return isRunning ? 'silent' : 'free'
  return isRunning ? 'ours' : 'taken'
}

async function healthAt({ port, host }: { port: number; host: string }, isRunning: boolean) {
  if (await canListen(port, host)) return isRunning ? 'silent' : 'free'
  // Where every address was asked for, this one is among them.
  const address = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const status = await fetch(`http://${address}:${port}/ready`, { signal: AbortSignal.timeout(5_000) })
    .then(
      async (answer) => ('isReady' in ((await answer.json()) as object) ? answer.status : 0),
      () => 0,
    )
    .catch(() => 0)
  return status === 200 ? 'ours' : status === 503 ? 'unwell' : 'taken'
}

function canListen(port: number, host?: string): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
