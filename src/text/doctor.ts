/** What `npm run doctor` says on the terminal. */
import type { Check } from '#domain/check.ts'
import { listed } from './count.ts'

/** One line: what was looked at, how it is, and what to do. */
export function findingLine(check: Check, state: keyof typeof STATES, says: string): string {
  return `${STATES[state]}: ${LABELS[check]}. ${says}`
}

const STATES = { ok: 'ok', wrong: 'WRONG', notRunning: 'NOT RUNNING', notChecked: 'not checked' }

const LABELS: Record<Check, string> = {
  node: 'Node',
  rights: 'Who may read the secrets',
  settings: 'Settings',
  database: 'Database',
  migrations: 'Migrations',
  keys: 'Keys',
  databaseClock: 'Clock, beside the database’s',
  zoneData: 'Time-zone data',
  bot: 'Bot',
  queue: 'What waits to be said',
  ports: 'Ports',
  botToken: 'Bot token',
  scopes: 'Scopes',
  appToken: 'App token',
  slackClock: 'Clock, beside Slack’s',
  workspace: 'Workspace',
  channels: 'Channels of the groups',
}

/** The last line. */
export function doctorSummary(wrong: number, isBotRunning: boolean): string {
  if (wrong === 0 && isBotRunning) return 'Nothing is wrong with what was looked at. Nothing was changed.'
  if (wrong === 0)
    return 'Nothing is wrong with what was looked at, but no bot is running, as far as the database shows: type `npm start`. Nothing was changed.'
  return `${wrong === 1 ? 'One thing is' : `${wrong} things are`} wrong. Nothing was changed.`
}

/** How the program is used. */
export function doctorUsage(): string {
  return '`npm run doctor` says what is wrong and changes nothing; `npm run --silent doctor -- --json` says it to a program.'
}

/** The version of Node. */
export function nodeVersion(version: string, least: string | null): string {
  return least
    ? `This is ${version}, and the bot needs ${least} or newer. After \`npm ci\` the scripts of npm bring one along; start the bot by them.`
    : `This is ${version}.`
}

/** Who may read the files with secrets. */
export function rightsFound(open: readonly string[]): string {
  return open.length === 0
    ? 'Nobody but their owner may read the files with tokens and keys.'
    : `Others may read ${listed(open.map((file) => `\`${file}\``))}. Type: chmod 600 ${open.map((file) => `'${file}'`).join(' ')}`
}

/** The settings go together, or their problems. */
export function settingsFound(problems: readonly string[]): string {
  return problems.length === 0
    ? 'Everything that is needed is there.'
    : `${problems.join(' ')} \`npm run setup\` asks for what is needed.`
}

/** Where the database is. */
export function databaseFound(where: 'own' | 'beside' | 'started'): string {
  return DATABASES[where]
}

const DATABASES = {
  own: 'The database at DATABASE_URL answers.',
  beside: 'The embedded Postgres runs, and answers.',
  started: 'The embedded Postgres does not run; it was started to be looked at, and stopped again.',
}

/** The bot was never started here. */
export function noDatabaseYet(): string {
  return 'There is none yet; `npm start` makes it.'
}

/** Which migrations are missing, of how many. */
export function migrationsFound(all: number, missing: readonly string[]): string {
  if (missing.length === 0) return `All ${all} were applied.`
  if (missing.length === all) return 'The database is empty; `npm start` prepares it.'
  return `Not applied yet: ${listed([...missing])}. Make a backup with \`npm run backup -- FILE\`; then \`npm start\` applies what is missing, once every older bot is stopped.`
}

/** A migration stands in the way. */
export function migrationsRefused(sentence: string): string {
  return `${sentence} Start the version that was used last, or restore a backup with this one.`
}

/** The keys open everything. */
export function keysFit(): string {
  return 'They open everything that is encrypted.'
}

/** The embedded database has lost the file with its keys. */
export function ownKeysGone(file: string): string {
  return `The file ${file} is not there, with which names in the database were encrypted. Put your copy of it back before the bot is started.`
}

/** Why something depends on another thing that is wrong. */
export function becauseOf(check: Check): string {
  return `See first to “${LABELS[check]}”.`
}

/** Why there is nothing to look at in a database that the first start makes. */
export function notStartedYet(): string {
  return 'There is nothing to look at before the first start.'
}

/** By how many seconds a clock differs. */
export function clockFound(seconds: number, isWrong: boolean): string {
  const off = Math.abs(Math.round(seconds))
  if (!isWrong) return off < 1 ? 'They agree.' : `They differ by ${off} s, which does no harm.`
  return `This machine’s is ${off} s ${seconds > 0 ? 'behind' : 'ahead'}. Let both machines set their clocks by the network: timedatectl set-ntp true`
}

/** Slack did not say what time it is. */
export function noSlackClock(): string {
  return 'The server did not say what time it is there.'
}

/** The edition of the time-zone data here, and a newer one by which dates were computed. */
export function zoneDataFound(own: string, newer: string | null): string {
  return newer
    ? `This Node knows ${own}, and dates were computed by ${newer}. Use the newer Node that the bot had before.`
    : `Edition ${own}, and no date that is to come was computed by a newer one.`
}

/** How many bots run, and for how long one has been silent that was not stopped. */
export function botFound(running: number, silentSeconds: number | null): string {
  if (running > 0) return running === 1 ? 'One runs.' : `${running} run beside this database.`
  if (silentSeconds === null)
    return 'None runs now, as far as the database shows, so nothing is said in Slack. Type: npm start'
  return `None runs, and the last one was not stopped: nothing was heard of it for ${minutes(silentSeconds)}. Look at the end of its log, and type: npm start`
}

/** How long the oldest message has waited, and how many jobs were given up. */
export function queueFound(oldestDueSeconds: number, failedJobs: number, isOverdue: boolean): string {
  const failed =
    failedJobs > 0
      ? `Jobs that were given up for good: ${failedJobs}; the log says why.`
      : 'No job was given up.'
  if (!isOverdue) return `Nothing waits for long. ${failed}`
  return `The oldest message has waited for ${minutes(oldestDueSeconds)}. If a bot runs, its log says what holds it up. ${failed}`
}

/** What the ports are used for. */
export function portsFound(ports: readonly PortFound[]): string {
  return ports.map(({ name, port, is }) => PORTS[is](name, port)).join(' ')
}

/** A port that the settings name, and who has it. */
export type PortFound = { name: string; port: number; is: 'free' | 'ours' | 'unwell' | 'taken' | 'silent' }

const PORTS: Record<PortFound['is'], (name: string, port: number) => string> = {
  free: (name, port) => `${name} (${port}) is free for the bot.`,
  ours: (name, port) => `The bot answers at ${name} (${port}).`,
  unwell: (name, port) =>
    `The bot answers at ${name} (${port}) that it is not ready: http://127.0.0.1:${port}/ready says in what.`,
  taken: (name, port) =>
    `${name} (${port}) is taken by another program. Stop that one, or set ${name} to another number.`,
  silent: (name, port) =>
    `A bot runs, and nothing answers at ${name} (${port}). Start the bot again if it runs on this machine.`,
}

/** The settings name no port. */
export function noPorts(): string {
  return 'The settings name none: the bot connects from here, and neither HEALTH_PORT nor CALENDAR_PORT is set.'
}

/** Slack knows the tokens of so many workspaces; `refused` are the ids of those whose token it does not take. */
export function tokensFound(all: number, refused: readonly string[]): string {
  if (all === 0)
    return 'The bot is not installed in any workspace yet: open /slack/install at its public address.'
  if (refused.length === 0)
    return all === 1 ? 'Slack knows it.' : `Slack knows those of all ${all} workspaces.`
  return `Slack does not take that of ${listed([...refused])}. Install the bot there again, at /slack/install of its public address.`
}

/** Which scopes are missing, in which workspaces where there are several. */
export function scopesFound(missing: readonly string[], teamIds: readonly string[]): string {
  if (missing.length === 0) return 'All that the manifest asks for were granted.'
  const where = teamIds.length > 0 ? ` in ${listed([...teamIds])}` : ''
  return `Missing${where}: ${listed([...missing])}. Add each under OAuth & Permissions, Scopes, Bot Token Scopes; then install the app again.`
}

/** Another server than Slack’s own does not say it all. */
export function overHttp(): string {
  return 'Over HTTP there is none.'
}

/** Of many workspaces each has its own. */
export function ofMany(): string {
  return 'The bot works in whichever workspace it is installed.'
}

/** Whether the groups in the database are of the workspace of the token. */
export function workspaceFound(groups: number, otherGroups: number): string {
  if (groups === 0) return 'There are no groups yet.'
  return otherGroups === 0
    ? 'The groups are of the workspace for which the token is.'
    : `In the database are groups of another workspace than the token’s: ${otherGroups}. They are served only with a token for that one: \`npm run setup\``
}

/** What is wrong with channels of groups, by their ids. */
export function channelsFound(
  all: number,
  troubles: Readonly<Record<'notThere' | 'archived' | 'notPrivate' | 'noAnswer', readonly string[]>>,
): string {
  const said = [
    [troubles.notThere, 'The bot is not in', 'Type /invite and the name of your bot there.'],
    [troubles.archived, 'Archived:', 'Have it unarchived, or begin a new group.'],
    [troubles.notPrivate, 'Others can read along in', 'Make it private and of this workspace alone again.'],
    [troubles.noAnswer, 'Slack did not say anything about', 'Look again in a minute.'],
  ] as const
  const sentences = said.flatMap(([ids, is, step]) =>
    ids.length > 0 ? [`${is} ${listed([...ids])}. ${step}`] : [],
  )
  if (sentences.length > 0) return sentences.join(' ')
  return all === 0 ? 'There are no groups yet.' : `The bot can post in all of them: ${all}.`
}

function minutes(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`
}
