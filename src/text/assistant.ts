/** What `npm run setup` says on the terminal. */
import { listed } from './count.ts'

/** Where the program is not on a terminal. */
export function noTerminal(): string {
  return '`npm run setup` asks questions, so it needs a terminal. Without one copy `.env.example` to `.env` and fill it in; docs/connecting.md says how, under “By hand”.'
}

/** The first line. */
export function assistantTitle(): string {
  return 'Set up the bot in your own Slack. Ctrl+C stops at any time; nothing is half written, and you can begin again.'
}

/** After Ctrl+C. */
export function interrupted(): string {
  return 'Stopped. The file `.env` is as it was. Run `npm run setup` again whenever you like.'
}

/** A file could not be read or written. */
export function noFile(code: string): string {
  return `A file could not be read or written (${code}), so it was left as it was. See that this folder is yours, and that \`.env\` is a file in it; then run this again.`
}

/** Which of three ways Slack is to reach the bot. */
export function transportQuestion(): string {
  return 'How will Slack reach the bot?'
}

/** One way in a few words, and for whom it is. */
export function transportOption(transport: 'socket' | 'http' | 'many'): { label: string; hint: string } {
  return TRANSPORTS[transport]
}

const TRANSPORTS = {
  socket: { label: 'Socket Mode', hint: 'one workspace, no public address: right for nearly everybody' },
  http: { label: 'HTTP', hint: 'one workspace, at a public address with HTTPS' },
  many: { label: 'HTTP, many workspaces', hint: 'people install the bot in theirs, from a page of it' },
}

/** Asks for the public address. */
export function addressQuestion(): string {
  return 'At which public address will the bot be? Slack sends to /slack/events there.'
}

/** What is given as an address is none that Slack can use. */
export function badAddress(): string {
  return 'Slack sends only to a public address with HTTPS, such as https://bot.example.org.'
}

/** Asks for the name of the app. */
export function nameQuestion(): string {
  return 'What will the app be called in Slack?'
}

/** What is given as a name is none that Slack takes. */
export function badName(longest: number): string {
  return `Slack takes a name of 1 to ${longest} characters.`
}

/** Where the manifest is, and how the app is made with it. `link` is the page with all of it filled in, if there is one. */
export function makeTheApp(file: string, link: string | null): string {
  const make = link
    ? `Open this page, choose your workspace, and press Create:\n${link}`
    : 'Open https://api.slack.com/apps, press Create New App, then From a manifest, choose your workspace, and paste the whole file.'
  return [
    `The manifest of the app is in ${file}`,
    make,
    'If you have the app already, paste the file under App Manifest there instead, and save.',
  ].join('\n')
}

/** One of several to choose from, where they are told line by line. */
export function numbered(number: number, { label, hint }: { label: string; hint?: string }): string {
  return `${number}. ${label}${hint ? ` (${hint})` : ''}`
}

/** Below them. */
export function numberOfThese(): string {
  return 'Type its number, then Enter.'
}

/** What was typed is none of them. */
export function notOneOfThese(most: number): string {
  return `Please type a number from 1 to ${most}.`
}

/** Behind a question that has an answer already. */
export function enterMeans(usual: string): string {
  return `Enter alone means ${usual}.`
}

/** Asks for something secret, and says where it is found; `ending` are the last characters of the one that is kept with Enter. */
export function secretQuestion(secret: Secret, ending: string | null): string {
  return `${SECRETS[secret]}${ending ? `\nEnter keeps the one that ends in ${ending}.` : ''}`
}

/** What is asked for and not shown. */
export type Secret = 'botToken' | 'appToken' | 'signingSecret' | 'clientSecret' | 'databaseUrl'

const SECRETS: Record<Secret, string> = {
  botToken:
    'Bot token: under OAuth & Permissions press Install to Workspace, then copy the Bot User OAuth Token (xoxb-…).',
  appToken:
    'App token: under Basic Information, App-Level Tokens, press Generate Token and Scopes, add connections:write, and copy the token (xapp-…).',
  signingSecret: 'Signing secret: under Basic Information, App Credentials.',
  clientSecret: 'Client secret: under Basic Information, App Credentials.',
  databaseUrl: 'Address of the database: postgresql://user:password@host:5432/supportgroup',
}

/** Asks for the id of the app, which is no secret. */
export function clientIdQuestion(): string {
  return 'Client ID: under Manage Distribution press Activate Public Distribution; then copy it under Basic Information, App Credentials.'
}

/** What was given is another kind of token than the one that is asked for. */
export function otherKind(wanted: 'bot' | 'app', kind: string): string {
  const where =
    wanted === 'bot'
      ? 'Copy the “Bot User OAuth Token” under OAuth & Permissions; it begins with xoxb-.'
      : 'Make an app-level token under Basic Information; it begins with xapp-.'
  return `This is ${KINDS[kind] ?? KINDS.unknown}. ${where}`
}

const KINDS: Record<string, string> = {
  bot: 'a bot token',
  app: 'an app-level token',
  user: 'the token of a person (xoxp-), with which the bot would be that person',
  browser: 'a token of a browser or of an old app',
  expiring: 'a token that expires or renews others, or one for configurations (xoxe)',
  workflow: 'the token of a workflow (xwfp-)',
  webhook: 'the address of a webhook',
  secret: 'a secret of the app, not a token',
  unknown: 'not a token of Slack’s',
}

/** What is given for a setting is not what belongs there. */
export function notOne(secret: Secret | 'clientId'): string {
  return NOT_ONE[secret]
}

const NOT_ONE: Record<Secret | 'clientId', string> = {
  botToken: 'Without it the bot cannot speak to Slack.',
  appToken: 'Without it the bot cannot connect.',
  signingSecret: 'That is too short to be one: a signing secret has 32 characters.',
  clientSecret: 'That is too short to be one: a client secret has 32 characters.',
  clientId: 'A client ID is two numbers with a point between them.',
  databaseUrl: 'That is not the address of a Postgres database: it begins with postgresql://',
}

/** While Slack is asked. */
export function askingSlack(): string {
  return 'Asking Slack'
}

/** Whose the bot token is. */
export function botTokenGood(handle: string, team: string): string {
  return `Slack knows the bot token: it is @${handle} in the workspace ${team}.`
}

/** Which scopes the bot token lacks, and where each is added. */
export function scopesMissing(scopes: readonly string[]): string {
  const some = scopes.length === 1 ? 'this scope' : 'these scopes'
  return `The bot token lacks ${some}: ${listed([...scopes])}. Under OAuth & Permissions, Scopes, Bot Token Scopes, press Add an OAuth Scope for each; then press Reinstall to Workspace above, and copy the token again.`
}

/** The token is good, but not for this. */
export function wrongBearer(kind: 'notABot' | 'wholeOrganisation'): string {
  return kind === 'notABot'
    ? 'Slack knows this token, but it is not a bot’s. Copy the “Bot User OAuth Token” under OAuth & Permissions.'
    : 'This token is for a whole organisation, where the bot cannot be. Install the app in one workspace, and copy the token that it has there.'
}

/** The token belongs to another workspace than the one before. */
export function otherWorkspace(before: string, now: string): string {
  return `The bot was in the workspace ${before} so far, and this token is for ${now}. Groups from there cannot be served with it. If that is not what you want, give another token.`
}

/** Slack lets the app token in. */
export function appTokenGood(): string {
  return 'Slack knows the app token, and lets the bot connect with it.'
}

/** The app token cannot connect, or belongs elsewhere. */
export function appTokenWrong(kind: 'noConnections' | 'otherApp'): string {
  return kind === 'noConnections'
    ? 'The app token lacks the scope connections:write. Make another one under Basic Information, App-Level Tokens, with that scope.'
    : 'The app token belongs to another app than the bot token, so the bot would hear nothing. Copy both from the pages of the same app.'
}

/** Slack knows the id and the secret of the app. */
export function clientGood(): string {
  return 'Slack knows the client ID and its secret.'
}

/** Slack does not take the id with the secret. */
export function clientRefused(code: string): string {
  return `Slack does not accept the client ID with this secret (${code}). Copy both again from Basic Information, App Credentials.`
}

/** Asks how to go on after something was wrong. */
export function whatNowQuestion(): string {
  return 'What now?'
}

/** One way to go on. */
export function whatNowOption(way: 'other' | 'again' | 'goOn'): string {
  return { other: 'Give another one', again: 'Look again', goOn: 'Go on all the same' }[way]
}

/** Asks where the bot keeps what it has to know. */
export function databaseQuestion(): string {
  return 'Where will the bot keep its data?'
}

/** One such place, and what it asks for. */
export function databaseOption(place: 'embedded' | 'own'): { label: string; hint: string } {
  return place === 'embedded'
    ? { label: 'In the folder `.data`, in a Postgres that comes with it', hint: 'nothing else to do' }
    : { label: 'In a Postgres of my own', hint: 'its address is asked for next' }
}

/** The database answers. */
export function databaseGood(): string {
  return 'The database answers.'
}

/** A key was made for a database of one’s own. */
export function keyMade(): string {
  return 'A key was made for what people type, ENCRYPTION_KEYS in the file `.env`. Without it nothing that is encrypted can be read: keep a copy, but not beside backups of the database.'
}

/** Asks whether settings that are there already may be replaced. */
export function replaceQuestion(names: readonly string[]): string {
  return `There is a file \`.env\` already. Change ${listed([...names])} in it? Everything else stays as it is.`
}

/** The two answers to that. */
export function yesOrNo(): { value: 'yes' | 'no'; label: string }[] {
  return [
    { value: 'yes', label: 'Yes, change these' },
    { value: 'no', label: 'No, leave the file as it is' },
  ]
}

/** When the file is to stay as it is. */
export function leftAsItWas(): string {
  return 'The file `.env` is as it was.'
}

/** When the file is written in a way in which a setting cannot be changed. */
export function cannotChange(names: readonly string[]): string {
  return `The file \`.env\` is written in a way in which ${listed([...names])} cannot be changed without changing more, so it was left as it was. Change them by hand, or move the file away and run this again.`
}

/** After the settings were written. */
export function settingsWritten(file: string): string {
  return `Written: ${file}, which only you may read.`
}

/** After the address of another server than Slack’s own was written into them. */
export function otherServer(apiUrl: string): string {
  return `The bot will speak to ${apiUrl} and not to Slack, because SLACK_API_URL is set here. Empty it in the file \`.env\` for Slack itself.`
}

/** When there was nothing to write. */
export function nothingToWrite(): string {
  return 'Everything is in the file `.env` already.'
}

/** Before what else the bot will find wrong with the file. */
export function stillWrong(problems: readonly string[]): string {
  return ['The bot will not start with this file yet:', ...problems.map((each) => `- ${each}`)].join('\n')
}

/** The last lines. `address` is where Slack sends to; null by Socket Mode. */
export function whatIsNext(given: { handle: string; address: string | null; isForMany: boolean }): string {
  const { handle, address, isForMany } = given
  return [
    'Start the bot: npm start',
    ...(address
      ? [
          `Let ${address} lead to the port in PORT (3000). When the bot runs, see under Event Subscriptions that Slack calls the address verified.`,
        ]
      : []),
    ...(isForMany ? [`Install it in each workspace: ${address}/slack/install`] : []),
    `Then, in the private channel of your group, type /invite @${handle} and after that /supportgroup setup`,
    'If something does not work: npm run doctor',
  ].join('\n')
}
