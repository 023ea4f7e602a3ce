/** Slack's own page on which somebody agrees that an app is installed in their workspace. */
import { randomBytes } from 'node:crypto'
import type { Simulator } from './contract.ts'
import { actingPerson, type Workspace } from './workspace.ts'

/** How long a code can be exchanged for a token. */
const CODE_MS = 10 * 60_000

/** Somebody chooses on the page at `address`; answers where Slack sends their browser then. */
export function chooseOnConsentPage(
  workspace: Workspace,
  { userId, address, choice }: Parameters<Simulator['consent']>[0],
): string {
  const { pathname, searchParams } = new URL(address)
  if (pathname !== '/oauth/v2/authorize') throw new Error(`${address} is no page of Slack's`)
  if (searchParams.get('client_id') !== workspace.identity.clientId) throw new Error('There is no such app')
  if (workspace.redirectUrl === undefined) throw new Error('The app has not said where people come back to')
  const back = new URL(workspace.redirectUrl)
  if (choice === 'cancel') back.searchParams.set('error', 'access_denied')
  else back.searchParams.set('code', newCode(workspace, userId, searchParams, choice))
  const state = searchParams.get('state')
  if (state !== null) back.searchParams.set('state', state)
  return back.href
}

function newCode(workspace: Workspace, userId: string, asked: URLSearchParams, choice: string): string {
  // Slack is one for all workspaces; a code says which of them it is of.
  const code = `${workspace.identity.teamId}-${randomBytes(12).toString('hex')}`
  workspace.grants.set(code, {
    userId: actingPerson(workspace, userId).id,
    scopes: (asked.get('scope') ?? '').split(','),
    isForOrganisation: choice === 'allowForOrganisation',
    expiresAtMs: workspace.now().getTime() + CODE_MS,
    isUsed: false,
  })
  return code
}
