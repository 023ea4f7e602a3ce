/** The browser of somebody who installs the bot. */
import type { Simulator } from '#simulator/contract.ts'

/** What a browser has after the first page: the cookie, and the address of Slack's page. */
export type Begun = { cookie: string; address: string }

/** Opens the first page of the bot at `url`. */
export async function openInstallPage(url: string): Promise<Begun> {
  const page = await fetch(`${url}/slack/install`)
  const [set = ''] = page.headers.getSetCookie()
  const [, address = ''] = (await page.text()).match(/href="([^"]+)"/) ?? []
  return { cookie: set.split(';')[0] ?? '', address: address.replaceAll('&amp;', '&') }
}

/** Chooses on Slack's page and goes where Slack sends the browser then. */
export function consented(
  simulator: Simulator,
  {
    cookie,
    address,
    userId,
    choice = 'allow',
  }: Begun & { userId: string; choice?: Parameters<Simulator['consent']>[0]['choice'] },
): Promise<Response> {
  return visit(simulator.consent({ userId, address, choice }), cookie)
}

/** Opens a page with this cookie, or with none. */
export function visit(address: string, cookie?: string): Promise<Response> {
  return fetch(address, cookie === undefined ? {} : { headers: { cookie } })
}
