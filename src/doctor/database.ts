import { existsSync } from 'node:fs'
import type { Config } from '#config.ts'
import { type Database, openDatabase } from '#db/client.ts'
import {
  botsSeen,
  failedJobs,
  type GroupPlace,
  groupPlaces,
  isQueueThere,
  keptTokens,
  newestZoneData,
} from '#db/diagnosis.ts'
import { keysFor, ownKeyFile } from '#db/key-file.ts'
import { KeyError, type KeyRing } from '#db/key-ring.ts'
import { lookAtDatabase } from '#db/look.ts'
import { missingMigrations } from '#db/migrate.ts'
import { oldestDue } from '#db/oldest-due.ts'
import { keysInUse } from '#db/reseal.ts'
import { clockSkew } from '#db/skew.ts'
import { allTeamIds } from '#db/workspace.ts'
import type { Check } from '#domain/check.ts'
import { OwnWords } from '#domain/own-words.ts'
import * as say from '#text/doctor.ts'
import { keyProblem } from '#text/key.ts'
import { startProblem } from '#text/start.ts'
import { lookAtClock } from './clock.ts'
import { type Finding, notChecked, notRunning, ok, wrong } from './finding.ts'

/** What is installed: where the data is, and whether the bot is for many workspaces. */
export type Installation = Pick<Config, 'databaseUrl' | 'keys'> & {
  /** The folder of the embedded database. */
  data: string
  zoneData: string
  isForMany: boolean
}

/** What the database knows of Slack. */
export type Known = {
  places: GroupPlace[]
  /** The tokens of many workspaces; none where the bot is given one. */
  tokens: { teamId: string; botToken: string }[]
}

/** What is wrong there; what is known there, unless it could not be read; and whether a bot runs on it. */
export type DatabaseFound = { findings: Finding[]; known: Known | null; isBotRunning: boolean }

/** What cannot be looked at while the database is not as it has to be. */
export const WITHIN: Check[] = ['keys', 'databaseClock', 'zoneData', 'bot', 'queue']

/** A message that waits for longer is worth a look. */
const OVERDUE_SECONDS = 300

/** Looks at the database at `url`, and changes nothing there. `data` is the folder of the embedded one. */
export async function lookInDatabase(
  url: string,
  where: 'own' | 'beside' | 'started',
  installation: Installation,
): Promise<DatabaseFound> {
  const findings: Finding[] = [ok('database', say.databaseFound(where))]
  const nothing = (...more: Finding[]) => ({
    findings: [...findings, ...more],
    known: null,
    isBotRunning: false,
  })
  try {
    const { all, missing } = await lookAtDatabase(url, (client) => missingMigrations(client))
    const isUsable = missing.length === 0 || missing.length === all
    findings.push((isUsable ? ok : wrong)('migrations', say.migrationsFound(all, missing)))
    if (missing.length > 0) return nothing(...notChecked(say.becauseOf('migrations'), ...WITHIN))
  } catch (error) {
    if (error instanceof OwnWords) {
      const found = wrong('migrations', say.migrationsRefused(error.message))
      return nothing(found, ...notChecked(say.becauseOf('migrations'), ...WITHIN))
    }
    const found = wrong('database', startProblem('database', error))
    return {
      ...nothing(),
      findings: [found, ...notChecked(say.becauseOf('database'), 'migrations', ...WITHIN)],
    }
  }
  const ring = await ringFor(installation)
  const db = openDatabase(url, 'problem' in ring ? null : ring.keys, { poolSize: 2, isReadOnly: true })
  try {
    const keys = 'problem' in ring ? ring.problem : await lookAtKeys(db, ring.keys)
    const { running, silentSeconds } = (await isQueueThere(db)) ? await botsSeen(db) : NEVER_STARTED
    findings.push(
      keys,
      lookAtClock('databaseClock', (await clockSkew(db, Date.now)) / 1000),
      lookAtZoneData(installation.zoneData, await newestZoneData(db)),
      lookAtBots(running, silentSeconds),
      await lookAtQueue(db, installation.isForMany),
    )
    const tokens = keys.state === 'ok' ? await keptTokens(db) : []
    return { findings, known: { places: await groupPlaces(db), tokens }, isBotRunning: running > 0 }
  } finally {
    await db.$disconnect()
  }
}

/** One that was stopped is no fault, yet nothing is said until it is started. */
function lookAtBots(running: number, silentSeconds: number | null): Finding {
  const as = running > 0 ? ok : silentSeconds === null ? notRunning : wrong
  return as('bot', say.botFound(running, silentSeconds))
}

const NEVER_STARTED = { running: 0, silentSeconds: null }

/** The keys as the bot would find them; it would make some where there are none, and this only looks. */
async function ringFor(installation: Installation): Promise<{ keys: KeyRing } | { problem: Finding }> {
  const { keys, databaseUrl, data } = installation
  const file = ownKeyFile(data)
  if (!keys && !databaseUrl && !existsSync(file)) return { problem: wrong('keys', say.ownKeysGone(file)) }
  try {
    return { keys: (await keysFor(installation, data)).ring }
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    return { problem: wrong('keys', keyProblem(error.problem, error.detail)) }
  }
}

async function lookAtKeys(db: Database, ring: KeyRing): Promise<Finding> {
  const unknown = (await keysInUse(db)).find((id) => !ring.some((key) => key.id === id))
  return unknown ? wrong('keys', keyProblem('unknown', unknown)) : ok('keys', say.keysFit())
}

function lookAtZoneData(own: string, newest: string | null): Finding {
  const newer = newest && newest > own ? newest : null
  return (newer ? wrong : ok)('zoneData', say.zoneDataFound(own, newer))
}

async function lookAtQueue(db: Database, isForMany: boolean): Promise<Finding> {
  if (!(await isQueueThere(db))) return ok('queue', say.queueFound(0, 0, false))
  // A bot in one workspace keeps no token in the database, so it is asked about each.
  const teamIds = isForMany ? [null] : await allTeamIds(db)
  const dues = await Promise.all(teamIds.map((teamId) => oldestDue(db, teamId)))
  const seconds = Math.max(0, ...dues.map((due) => due.seconds))
  const failed = await failedJobs(db)
  const isOverdue = seconds > OVERDUE_SECONDS
  return (isOverdue || failed > 0 ? wrong : ok)('queue', say.queueFound(seconds, failed, isOverdue))
}
