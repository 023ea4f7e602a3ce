import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, parseConfig, parseStorage } from '#config.ts'
import { runningServer } from '#db/embedded/running.ts'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { CHECKS } from '#domain/check.ts'
import * as say from '#text/doctor.ts'
import { startProblem } from '#text/start.ts'
import { type DatabaseFound, lookInDatabase, WITHIN } from './database.ts'
import { type Finding, notChecked, ok, wrong } from './finding.ts'
import { lookAtNode, lookAtPorts, lookAtRights } from './machine.ts'
import { lookAtSlack, OF_SLACK } from './slack.ts'

/** What the bot would be started with, in which folder, and by which Node. */
export type Examined = {
  environment: Readonly<Record<string, string | undefined>>
  folder: string
  versions: { node: string; tz?: string }
}

/** Looks at everything that may be wrong with an installation, whether a bot runs or not, and changes nothing. */
export async function examine({ environment, folder, versions }: Examined): Promise<Finding[]> {
  const parsed = parseConfig(environment)
  const config = 'config' in parsed ? parsed.config : null
  const problems = 'problems' in parsed ? parsed.problems : []
  const database = await lookAtStorage(environment, folder, versions.tz ?? '', config)
  const needSettings = (...checks: typeof OF_SLACK) => notChecked(say.becauseOf('settings'), ...checks)
  const findings = [
    lookAtNode(versions.node),
    lookAtRights(folder, environment.ENCRYPTION_KEYS_FILE),
    (problems.length > 0 ? wrong : ok)('settings', say.settingsFound(problems)),
    ...database.findings,
    ...(config ? [await lookAtPorts(config, database.isBotRunning)] : needSettings('ports')),
    ...(config ? await lookAtSlack(config.slack, database.known) : needSettings(...OF_SLACK)),
  ]
  return CHECKS.flatMap((check) => findings.filter((finding) => finding.check === check))
}

async function lookAtStorage(
  environment: Examined['environment'],
  folder: string,
  zoneData: string,
  config: Config | null,
): Promise<DatabaseFound> {
  const nothing = (first: Finding, why: string): DatabaseFound => ({
    findings: [first, ...notChecked(why, 'migrations', ...WITHIN)],
    known: null,
    isBotRunning: false,
  })
  const storage = parseStorage(environment)
  if ('problems' in storage)
    return nothing(wrong('database', storage.problems.join(' ')), say.becauseOf('database'))
  const data = join(folder, '.data')
  const installation = { ...storage, data, zoneData, isForMany: config?.slack.installation.kind === 'many' }
  if (storage.databaseUrl) return lookInDatabase(storage.databaseUrl, 'own', installation)
  if (!existsSync(join(data, 'data'))) {
    const known = { places: [], tokens: [] }
    return { ...nothing(ok('database', say.noDatabaseYet()), say.notStartedYet()), known }
  }
  const running = await runningServer(data)
  if (running) return lookInDatabase(running, 'beside', installation)
  const server = await startEmbeddedPostgres({ directory: data }).catch((error: unknown) => ({ error }))
  if ('error' in server)
    return nothing(
      wrong('database', startProblem('embeddedDatabase', server.error)),
      say.becauseOf('database'),
    )
  try {
    return await lookInDatabase(server.url, 'started', installation)
  } finally {
    await server.stop()
  }
}
