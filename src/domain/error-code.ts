/**
 * What looks like a code and like nothing else, for logs and for whoever starts the bot. Anything else may quote what people
 * wrote: where something other than Slack answers, its whole page stands in the place of a code.
 */
export function asCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^\w{1,100}$/.test(value) ? value : undefined
}
