import type { Config } from '#config.ts'
import type { Check } from '#domain/check.ts'
import { type ChannelTrouble, troubledChannels } from '#slack/channel-check.ts'
import { type BotTokenCheck, checkAppToken, checkBotToken, type SlackClock } from '#slack/token-check.ts'
import { appTokenWrong, wrongBearer } from '#text/assistant.ts'
import * as say from '#text/doctor.ts'
import { startProblem } from '#text/start.ts'
import { lookAtClock } from './clock.ts'
import type { Known } from './database.ts'
import { type Finding, notChecked, ok, wrong } from './finding.ts'

/** Everything that Slack is asked about. */
export const OF_SLACK: Check[] = ['botToken', 'scopes', 'appToken', 'slackClock', 'workspace', 'channels']

type GoodBot = Extract<BotTokenCheck, { kind: 'good' }>
type InWorkspace = { teamId: string; botToken: string; bot: GoodBot }

/** Asks Slack about the tokens and, with them, about the channels of the groups; null where those are not known. */
export async function lookAtSlack(slack: Config['slack'], known: Known | null): Promise<Finding[]> {
  return slack.installation.kind === 'one'
    ? lookAtOne(slack, slack.installation.botToken, known)
    : lookAtMany(slack, known)
}

async function lookAtOne(slack: Config['slack'], botToken: string, known: Known | null): Promise<Finding[]> {
  const { apiUrl, transport } = slack
  const check = await checkBotToken(botToken, apiUrl)
  const bot = check.kind === 'good' ? check : null
  if (check.kind === 'noAnswer') {
    const others = OF_SLACK.filter((each) => each !== 'botToken')
    return [unreachable(check.error, apiUrl), ...notChecked(say.becauseOf('botToken'), ...others)]
  }
  const appToken =
    transport.kind === 'http'
      ? notChecked(say.overHttp(), 'appToken')
      : [await lookAtAppToken(transport.appToken, bot ? { token: botToken, id: bot.botId } : null, apiUrl)]
  if (check.kind !== 'good') {
    const why = 'error' in check ? startProblem('slack', check.error) : wrongBearer(check.kind)
    const others = OF_SLACK.filter((each) => each !== 'botToken' && each !== 'appToken')
    return [wrong('botToken', why), ...appToken, ...notChecked(say.becauseOf('botToken'), ...others)]
  }
  return [
    ok('botToken', say.tokensFound(1, [])),
    lookAtScopes([{ teamId: check.teamId, botToken, bot: check }]),
    ...appToken,
    lookAtSlackClock(check.slackClock),
    ...(known ? [lookAtWorkspace(known, check.teamId)] : notChecked(say.becauseOf('database'), 'workspace')),
    ...(await lookAtChannels([{ teamId: check.teamId, botToken, bot: check }], known, apiUrl)),
  ]
}

async function lookAtMany({ apiUrl }: Config['slack'], known: Known | null): Promise<Finding[]> {
  const appToken = notChecked(say.overHttp(), 'appToken')
  const workspace = ok('workspace', say.ofMany())
  if (!known) {
    const others = OF_SLACK.filter((each) => each !== 'workspace' && each !== 'appToken')
    return [...appToken, workspace, ...notChecked(say.becauseOf('database'), ...others)]
  }
  const good: InWorkspace[] = []
  const refused: string[] = []
  let silence: unknown = null
  for (const { teamId, botToken } of known.tokens) {
    const bot = await checkBotToken(botToken, apiUrl)
    if (bot.kind === 'good') good.push({ teamId, botToken, bot })
    else if (bot.kind === 'noAnswer') silence = bot.error
    else refused.push(teamId)
  }
  return [
    silence
      ? unreachable(silence, apiUrl)
      : (refused.length > 0 ? wrong : ok)('botToken', say.tokensFound(known.tokens.length, refused)),
    lookAtScopes(good),
    ...appToken,
    lookAtSlackClock(good[0]?.bot.slackClock ?? null),
    workspace,
    ...(await lookAtChannels(good, known, apiUrl)),
  ]
}

/** Said once, with the address: whatever else Slack is asked would come to the same. */
function unreachable(error: unknown, apiUrl: string | null): Finding {
  return wrong('botToken', startProblem('slack', error, apiUrl ? new URL(apiUrl).host : 'slack.com'))
}

async function lookAtAppToken(
  token: string,
  bot: { token: string; id: string } | null,
  apiUrl: string | null,
): Promise<Finding> {
  const check = await checkAppToken(token, bot, apiUrl)
  if (check.kind === 'good') return ok('appToken', say.tokensFound(1, []))
  return wrong(
    'appToken',
    'error' in check ? startProblem('connection', check.error) : appTokenWrong(check.kind),
  )
}

function lookAtScopes(workspaces: readonly InWorkspace[]): Finding {
  const lacking = workspaces.filter(({ bot }) => bot.missingScopes.length > 0)
  const missing = [...new Set(lacking.flatMap(({ bot }) => bot.missingScopes))]
  const teamIds = workspaces.length > 1 ? lacking.map(({ teamId }) => teamId) : []
  return (missing.length > 0 ? wrong : ok)('scopes', say.scopesFound(missing, teamIds))
}

/** Slack tells its time to the second below, so half a second is added. */
function lookAtSlackClock(clock: SlackClock): Finding {
  if (!clock) return { check: 'slackClock', state: 'notChecked', says: say.noSlackClock() }
  return lookAtClock('slackClock', (clock.there + 500 - clock.here) / 1000)
}

function lookAtWorkspace({ places }: Known, teamId: string): Finding {
  const others = places.filter((place) => place.teamId !== teamId).length
  return (others > 0 ? wrong : ok)('workspace', say.workspaceFound(places.length, others))
}

async function lookAtChannels(
  workspaces: readonly InWorkspace[],
  known: Known | null,
  apiUrl: string | null,
): Promise<Finding[]> {
  if (!known) return notChecked(say.becauseOf('database'), 'channels')
  const troubles: Record<ChannelTrouble, string[]> = {
    notThere: [],
    archived: [],
    notPrivate: [],
    noAnswer: [],
  }
  let all = 0
  for (const { teamId, botToken } of workspaces) {
    const channelIds = known.places
      .filter((place) => place.teamId === teamId)
      .map(({ channelId }) => channelId)
    all += channelIds.length
    for (const { channelId, trouble } of await troubledChannels(botToken, channelIds, apiUrl))
      troubles[trouble].push(channelId)
  }
  const isWell = Object.values(troubles).every((ids) => ids.length === 0)
  return [(isWell ? ok : wrong)('channels', say.channelsFound(all, troubles))]
}
