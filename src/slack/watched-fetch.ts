import { knownWord, OTHER, SLACK_METHODS } from '#watch/known-word.ts'
import type { Watch } from '#watch/watch.ts'
import type { Fetch } from './link.ts'
import { classOfCode } from './slack-answer.ts'

type Classed = { response: Response; outcome: 'ok' | 'rateLimited' | 'refused' | 'lost'; code?: string }

/** Lets every call to Slack be seen: its method, how long it took, and of the answer in which class it falls. */
export function watchedFetch(watch: () => Watch, inner: Fetch): Fetch {
  return async (url, init) => {
    const method = methodOf(url)
    const call = async () => classed(await inner(url, init), method)
    const { response, code } = await watch().during({ name: 'slackCall', kind: method }, call, {
      outcomeOf: ({ outcome }) => outcome,
      ifThrown: 'lost',
    })
    if (code !== undefined) watch().refused(code)
    return response
  }
}

/** What is no method that the bot calls is an address Slack gave it, for one answer or one file. */
function methodOf(url: string | URL): string {
  const { pathname } = new URL(url)
  return knownWord(pathname.split('/').at(-1) ?? '', SLACK_METHODS)
}

/** The answer itself is left for whoever asked to read. */
async function classed(response: Response, method: string): Promise<Classed> {
  if (response.status === 429) return { response, outcome: 'rateLimited' }
  if (response.status >= 500) return { response, outcome: 'lost' }
  if (method === OTHER) return { response, outcome: response.ok ? 'ok' : 'refused' }
  const said = await response
    .clone()
    .json()
    .catch(() => null)
  if (said?.ok === true) return { response, outcome: 'ok' }
  if (said?.ok !== false || typeof said.error !== 'string') return { response, outcome: 'lost' }
  const outcome = classOfCode(said.error)
  return { response, outcome, ...(outcome === 'refused' && { code: said.error }) }
}
