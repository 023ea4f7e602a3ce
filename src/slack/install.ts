import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Installation as SlackInstallation } from '@slack/bolt'
import { InstallProvider } from '@slack/oauth'
import type { Logger } from 'pino'
import type { Installation } from '#db/installation.ts'
import {
  beforeInstallPage,
  type InstallPage,
  installedPage,
  notAgreedPage,
  notInstalledPage,
  organisationPage,
  outdatedInstallPage,
} from '#text/install.ts'
import type { Context } from '#usecases/context.ts'
import { installInWorkspace } from '#usecases/install.ts'
import type { Page } from './http-page.ts'
import { pageHtml, setPageHeaders } from './install-page.ts'
import { errorName, slackLogger } from './log.ts'
import { SCOPES } from './scope.ts'
import type { SlackOptions } from './workspace-app.ts'

/** Where an installation begins, and where Slack sends people back to. */
const BEGIN = '/slack/install'
const RETURN = '/slack/oauth_redirect'

/** Slack's page on which people agree. */
const AUTHORIZE = 'https://slack.com/oauth/v2/authorize'

type App = {
  clientId: string
  clientSecret: string
  options: SlackOptions
  context: () => Context
  log: Logger
}

/**
 * The pages on which people install the bot in their workspaces. Whoever comes back from Slack has to bring the state
 * that this browser was given, in the address and in a cookie: nobody can be made to install what they did not begin.
 */
export function installPages({ clientId, clientSecret, options, context, log }: App): Record<string, Page> {
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret: stateSecret(clientSecret),
    installUrlOptions: { scopes: SCOPES },
    authorizationUrl: options.slackApiUrl
      ? new URL('/oauth/v2/authorize', options.slackApiUrl).href
      : AUTHORIZE,
    renderHtmlForInstallPath: (address) => pageHtml(beforeInstallPage(), address),
    // What somebody asks of a page is no error of ours; what is one is logged below.
    logger: { ...slackLogger(log), error: () => {} },
    // A code is good for one call.
    clientOptions: { ...options, retryConfig: { retries: 0 }, timeout: 10_000 },
    installationStore: {
      storeInstallation: (given) => installInWorkspace(context(), installationOf(given)),
      fetchInstallation: () => Promise.reject(new Error('installations are looked up elsewhere')),
    },
  })
  return {
    [BEGIN]: async (request, response) => {
      setPageHeaders(response)
      await provider.handleInstallPath(request, response)
    },
    [RETURN]: async (request, response) => {
      setPageHeaders(response)
      await provider.handleCallback(request, response, {
        afterInstallation: async (given) => {
          if (!given.isEnterpriseInstall) return true
          show(response, 400, organisationPage())
          return false
        },
        success: () => show(response, 200, installedPage()),
        failure: (error) => {
          const [status, page] = failureOf(error.code)
          if (status === 500) log.warn(errorName(error), 'the bot could not be installed')
          show(response, status, page)
        },
      })
    },
  }
}

/**
 * With what the state is signed. Made of a secret that all instances have, so it is no further setting; and nothing is
 * stored for strangers who only open the page. A state that is used again is of no use: Slack takes each code once, and
 * the cookie is gone.
 */
function stateSecret(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('state of an installation').digest('hex')
}

/** What is kept of an installation: nothing of whoever made it. */
function installationOf({ team, bot }: SlackInstallation): Installation {
  if (!team?.id || !bot?.token)
    throw new Error('Slack has not said where the bot was installed, or with what token')
  return { teamId: team.id, botToken: bot.token, botId: bot.id, botUserId: bot.userId }
}

function failureOf(code: string): [status: number, page: InstallPage] {
  if (code === 'slack_oauth_installer_authorization_error') return [200, notAgreedPage()]
  if (/^slack_oauth_(invalid_state|missing_state|missing_code)$/.test(code))
    return [400, outdatedInstallPage()]
  return [500, notInstalledPage()]
}

function show(response: ServerResponse, status: number, page: InstallPage): void {
  response.writeHead(status)
  response.end(pageHtml(page, BEGIN))
}
