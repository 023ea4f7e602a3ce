/** Every sentence that people were told by a bot: in messages, whispers, forms and on Home. */
import type { Simulator } from '#simulator/contract.ts'

const TELLING = /^(?:chat\.post\w+|chat\.update|views\.(?:open|push|update|publish))$/

/** A text with the call by which it came. */
export type Told = { method: string; text: string }

/** What the bot said in its calls: the texts of messages and the sentences in their blocks, and in those of views. */
export function toldIn(simulator: Simulator): Told[] {
  return simulator
    .calls()
    .filter(({ method }) => TELLING.test(method))
    .flatMap(({ method, args }) => {
      const own = typeof args.text === 'string' ? [args.text] : []
      return [...own, ...sentencesIn(args.blocks), ...sentencesIn(args.view)].map((text) => ({
        method,
        text,
      }))
    })
}

/** Sentences are marked up; labels of buttons and fields are plain, but for names that people gave. Slack's client sends blocks as JSON text. */
function sentencesIn(part: unknown): string[] {
  if (typeof part === 'string') return /^[[{]/.test(part) ? sentencesIn(JSON.parse(part)) : []
  if (Array.isArray(part)) return part.flatMap(sentencesIn)
  if (typeof part !== 'object' || part === null) return []
  const { type, text } = part as { type?: unknown; text?: unknown }
  if ((type === 'mrkdwn' || type === 'plain_text') && typeof text === 'string') return [text]
  return Object.values(part).flatMap((each) => (typeof each === 'object' ? sentencesIn(each) : []))
}
