import type { FetchFunction } from '@slack/web-api'

/** Whether Slack can reach the bot, and the bot Slack. Times in seconds, by a clock that never jumps. */
export type Link = {
  /** For how long Slack could not reach the bot; 0 while it can. */
  downSeconds(): number
  /** How long ago Slack last answered a call. */
  lastAnswerSeconds(): number
}

/** What those tell who know: nothing is connected yet. */
export type LinkState = Link & { isUp(): void; isDown(): void; fetch: Fetch }

/** What Slack's clients call, and what in truth it answers. */
export type Fetch = (...given: Parameters<FetchFunction>) => Promise<Response>

/** Follows the connection; every call to Slack goes through its `fetch`. */
export function followLink(): LinkState {
  let downSince: number | null = performance.now()
  let answeredAt = performance.now()
  const since = (at: number) => (performance.now() - at) / 1000
  return {
    downSeconds: () => (downSince === null ? 0 : since(downSince)),
    lastAnswerSeconds: () => since(answeredAt),
    isUp: () => {
      downSince = null
    },
    isDown: () => {
      downSince ??= performance.now()
    },
    fetch: async (url, init) => {
      const answer = await fetch(url, init)
      answeredAt = performance.now()
      return answer
    },
  }
}
