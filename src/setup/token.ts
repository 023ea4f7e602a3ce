import { log } from '@clack/prompts'
import { type BotTokenCheck, checkAppToken, checkBotToken, checkClient } from '#slack/token-check.ts'
import { type TokenKind, tokenKind } from '#slack/token-kind.ts'
import * as say from '#text/assistant.ts'
import { startProblem } from '#text/start.ts'
import type { Settings } from './env-file.ts'
import { askLine, askSecret, askWhich } from './question.ts'

/** The settings from before, and which Slack is asked. */
export type Asked = { before: Settings; apiUrl: string | null }

type GoodBot = Extract<BotTokenCheck, { kind: 'good' }>

/** A token, and whose it is; null where that could not be found out. */
export type BotToken = { token: string; bot: GoodBot | null }

/** Asks for the bot token until Slack knows it, or until whoever is asked wants to go on. */
export async function askBotToken({ before, apiUrl }: Asked): Promise<BotToken> {
  const earlier = earlierToken(before.SLACK_BOT_TOKEN, 'bot')
  let token = await askToken('botToken', earlier, 'bot')
  for (;;) {
    log.step(say.askingSlack())
    const check = await checkBotToken(token, apiUrl)
    const bot = check.kind === 'good' ? check : null
    const isRight = check.kind === 'good' ? await isBotRight(check, token, earlier, apiUrl) : sayWhyNot(check)
    if (isRight) return { token, bot }
    const mayGoOn = check.kind === 'good' || check.kind === 'noAnswer'
    const way = await askWhatNow(mayGoOn, mayGoOn ? 'again' : 'other')
    if (way === 'goOn') return { token, bot }
    if (way === 'other') token = await askToken('botToken', null, 'bot')
  }
}

/** The same for the app-level token. */
export async function askAppToken({ before, apiUrl }: Asked, { token, bot }: BotToken): Promise<string> {
  let appToken = await askToken('appToken', earlierToken(before.SLACK_APP_TOKEN, 'app'), 'app')
  for (;;) {
    log.step(say.askingSlack())
    const check = await checkAppToken(appToken, bot ? { token, id: bot.botId } : null, apiUrl)
    if (check.kind === 'good') {
      log.success(say.appTokenGood())
      return appToken
    }
    log.error('error' in check ? startProblem('connection', check.error) : say.appTokenWrong(check.kind))
    const way = await askWhatNow(check.kind === 'noAnswer', check.kind === 'noAnswer' ? 'again' : 'other')
    if (way === 'goOn') return appToken
    if (way === 'other') appToken = await askToken('appToken', null, 'app')
  }
}

/** Asks for the id and the secret of an app that people install in their workspaces, until Slack knows them. */
export async function askClient({ before, apiUrl }: Asked): Promise<Settings> {
  for (;;) {
    const id = await askLine(say.clientIdQuestion(), before.SLACK_CLIENT_ID || null, (given) =>
      /^\d+\.\d+$/.test(given) ? undefined : say.notOne('clientId'),
    )
    const secret = await askShortSecret('clientSecret', before.SLACK_CLIENT_SECRET)
    log.step(say.askingSlack())
    const check = await checkClient(id, secret, apiUrl)
    const settings = { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret }
    if (check.kind === 'good') {
      log.success(say.clientGood())
      return settings
    }
    log.error(
      check.kind === 'refused' ? say.clientRefused(check.code) : startProblem('connection', check.error),
    )
    if ((await askWhatNow(check.kind === 'noAnswer', 'other')) === 'goOn') return settings
  }
}

/** Asks for a secret of the app that Slack cannot be asked about. */
export function askShortSecret(
  secret: 'signingSecret' | 'clientSecret',
  earlier: string | undefined,
): Promise<string> {
  return askSecret(say.secretQuestion(secret, ending(earlier)), earlier || null, (given) =>
    given.length < 16 ? say.notOne(secret) : undefined,
  )
}

function askToken(
  secret: 'botToken' | 'appToken',
  earlier: string | null,
  wanted: 'bot' | 'app',
): Promise<string> {
  return askSecret(say.secretQuestion(secret, ending(earlier)), earlier, (given) => {
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
  bot: GoodBot,
  token: string,
  earlier: string | null,
  apiUrl: string | null,
): Promise<boolean> {
  log.success(say.botTokenGood(bot.handle, bot.team))
  if (bot.missingScopes.length > 0) {
    log.error(say.scopesMissing(bot.missingScopes))
    return false
  }
  if (!earlier || earlier === token) return true
  const before = await checkBotToken(earlier, apiUrl)
  if (before.kind !== 'good' || before.teamId === bot.teamId) return true
  log.warn(say.otherWorkspace(before.team, bot.team))
  return false
}

function sayWhyNot(check: Exclude<BotTokenCheck, { kind: 'good' }>): false {
  log.error('error' in check ? startProblem('slack', check.error) : say.wrongBearer(check.kind))
  return false
}

function askWhatNow(mayGoOn: boolean, usual: 'again' | 'other') {
  const ways = ['again', 'other', ...(mayGoOn ? (['goOn'] as const) : [])] as const
  return askWhich(
    say.whatNowQuestion(),
    ways.map((value) => ({ value, label: say.whatNowOption(value) })),
    usual,
  )
}
