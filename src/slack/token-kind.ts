/** What a text that was given as a token is, by how it begins. */
export type TokenKind = keyof typeof BEGINNINGS | 'unknown'

/** Each kind of token that Slack gives out begins in its own way. */
const BEGINNINGS = {
  bot: /^xoxb-./,
  app: /^xapp-./,
  user: /^xoxp-/,
  browser: /^xox[cds]-/,
  expiring: /^xoxe[.-]/,
  workflow: /^xwfp-/,
  webhook: /^https:\/\/hooks\./,
  secret: /^[0-9a-f]{32}$/,
}

/** Which kind of token this is. */
export function tokenKind(text: string): TokenKind {
  const kinds = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[]
  return kinds.find((kind) => BEGINNINGS[kind].test(text)) ?? 'unknown'
}
