import { type BotTokenCheck, checkAppToken, checkBotToken, checkClient } from '#slack/token-check.ts'
import { type TokenKind, tokenKind } from '#slack/token-kind.ts'
import * as say from '#text/assistant.ts'
import { startProblem } from '#text/start.ts'
import type { Desk } from './desk.ts'
import type { Settings } from './env-file.ts'

/** Where it is asked, the settings from before, and which Slack is asked. */
export type Asked = { desk: Desk; before: Settings; apiUrl: string | null }

type GoodBot = Extract<BotTokenCheck, { kind: 'good' }>

/** A token, and whose it is; null where that could not be found out. */
export type BotToken = { token: string; bot: GoodBot | null }

/** Asks for the bot token until Slack knows it, or until whoever is asked wants to go on. */
export async function askBotToken({ desk, before, apiUrl }: Asked): Promise<BotToken> {
  const earlier = earlierToken(before.SLACK_BOT_TOKEN, 'bot')
  let token = await askToken(desk, 'botToken', earlier, 'bot')
  for (;;) {
    desk.tell('step', say.askingSlack())
    const check = await checkBotToken(token, apiUrl)
    const bot = check.kind === 'good' ? check : null
    const isRight =
      check.kind === 'good' ? await isBotRight(desk, check, token, earlier, apiUrl) : sayWhyNot(desk, check)
    if (isRight) return { token, bot }
    const mayGoOn = check.kind === 'good' || check.kind === 'noAnswer'
    const way = await askWhatNow(desk, mayGoOn, mayGoOn ? 'again' : 'other')
    if (way === 'goOn') return { token, bot }
    if (way === 'other') token = await askToken(desk, 'botToken', null, 'bot')
  }
}

/** The same for the app-level token. */
export async function askAppToken(
  { desk, before, apiUrl }: Asked,
  { token, bot }: BotToken,
): Promise<string> {
  let appToken = await askToken(desk, 'appToken', earlierToken(before.SLACK_APP_TOKEN, 'app'), 'app')
  for (;;) {
    desk.tell('step', say.askingSlack())
    const check = await checkAppToken(appToken, bot ? { token, id: bot.botId } : null, apiUrl)
    if (check.kind === 'good') {
      desk.tell('success', say.appTokenGood())
      return appToken
    }
    desk.tell(
      'error',
      'error' in check ? startProblem('connection', check.error) : say.appTokenWrong(check.kind),
    )
    const way = await askWhatNow(
      desk,
      check.kind === 'noAnswer',
      check.kind === 'noAnswer' ? 'again' : 'other',
    )
    if (way === 'goOn') return appToken
    if (way === 'other') appToken = await askToken(desk, 'appToken', null, 'app')
  }
}

/** Asks for the id and the secret of an app that people install in their workspaces, until Slack knows them. */
export async function askClient({ desk, before, apiUrl }: Asked): Promise<Settings> {
  for (;;) {
    const id = await desk.askLine(say.clientIdQuestion(), before.SLACK_CLIENT_ID || null, (given) =>
      /^\d+\.\d+$/.test(given) ? undefined : say.notOne('clientId'),
    )
    const secret = await askShortSecret(desk, 'clientSecret', before.SLACK_CLIENT_SECRET)
    desk.tell('step', say.askingSlack())
    const check = await checkClient(id, secret, apiUrl)
    const settings = { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret }
    if (check.kind === 'good') {
      desk.tell('success', say.clientGood())
      return settings
    }
    desk.tell(
      'error',
      check.kind === 'refused' ? say.clientRefused(check.code) : startProblem('connection', check.error),
    )
    if ((await askWhatNow(desk, check.kind === 'noAnswer', 'other')) === 'goOn') return settings
  }
}

/** Asks for a secret of the app that Slack cannot be asked about. */
export function askShortSecret(
  desk: Desk,
  secret: 'signingSecret' | 'clientSecret',
  earlier: string | undefined,
): Promise<string> {
  return desk.askSecret(say.secretQuestion(secret, ending(earlier)), earlier || null, (given) =>
    given.length < 16 ? say.notOne(secret) : undefined,
  )
}

function askToken(
  desk: Desk,
  secret: 'botToken' | 'appToken',
  earlier: string | null,
  wanted: 'bot' | 'app',
): Promise<string> {
  return desk.askSecret(say.secretQuestion(secret, ending(earlier)), earlier, (given) => {
    if (given === '') return say.notOne(secret)
    const kind: TokenKind = tokenKind(given)
    return kind === wanted ? undefined : say.otherKind(wanted, kind)
  })
}

/** Only of the right kind can it be kept. */
function earlierToken(token: string | undefined, wanted: 'bot' | 'app'): string | null {
  return token && tokenKind(token) === wanted ? token : null
}

/** So much of a secret may be shown that whoever has it knows it again. */
export function ending(secret: string | null | undefined): string | null {
  return secret ? secret.slice(-4) : null
}

async function isBotRight(
  desk: Desk,
  bot: GoodBot,
  token: string,
  earlier: string | null,
  apiUrl: string | null,
): Promise<boolean> {
  desk.tell('success', say.botTokenGood(bot.handle, bot.team))
  if (bot.missingScopes.length > 0) {
    desk.tell('error', say.scopesMissing(bot.missingScopes))
    return false
  }
  if (!earlier || earlier === token) return true
  const before = await checkBotToken(earlier, apiUrl)
  if (before.kind !== 'good' || before.teamId === bot.teamId) return true
  desk.tell('warn', say.otherWorkspace(before.team, bot.team))
  return false
}

function sayWhyNot(desk: Desk, check: Exclude<BotTokenCheck, { kind: 'good' }>): false {
  desk.tell('error', 'error' in check ? startProblem('slack', check.error) : say.wrongBearer(check.kind))
  return false
}

function askWhatNow(desk: Desk, mayGoOn: boolean, usual: 'again' | 'other') {
  const ways = ['again', 'other', ...(mayGoOn ? (['goOn'] as const) : [])] as const
  return desk.askWhich(
    say.whatNowQuestion(),
    ways.map((value) => ({ value, label: say.whatNowOption(value) })),
    usual,
  )
}
