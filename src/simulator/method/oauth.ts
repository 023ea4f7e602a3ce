/** How an app gets its token in a workspace whose people have agreed to it. */
import { randomBytes } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Workspace } from '../workspace.ts'
import { type Args, optionalText } from './argument.ts'

/** `oauth.v2.access`: a code that Slack gave to somebody who agreed, for a new token. The one before is good no more. */
export function exchangeCode(workspace: Workspace, args: Args) {
  const { identity } = workspace
  if (optionalText(args, 'client_id') !== identity.clientId) throw new Refusal('invalid_client_id')
  if (optionalText(args, 'client_secret') !== identity.clientSecret) throw new Refusal('bad_client_secret')
  const grant = workspace.grants.get(optionalText(args, 'code') ?? '')
  if (grant === undefined || workspace.now().getTime() > grant.expiresAtMs) throw new Refusal('invalid_code')
  if (grant.isUsed) throw new Refusal('code_already_used')
  grant.isUsed = true
  identity.botToken = `xoxb-${randomBytes(12).toString('hex')}`
  workspace.scopes = grant.scopes
  workspace.isInstalled = true
  const { isForOrganisation } = grant
  return {
    access_token: identity.botToken,
    token_type: 'bot',
    scope: grant.scopes.join(','),
    bot_user_id: identity.botUserId,
    app_id: identity.appId,
    team: isForOrganisation ? null : { id: identity.teamId, name: identity.teamName },
    enterprise: isForOrganisation ? { id: 'E0SIMULATED', name: 'Simulated organisation' } : null,
    is_enterprise_install: isForOrganisation,
    authed_user: { id: grant.userId },
  }
}
