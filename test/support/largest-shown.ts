/** Everything that can be shown of a group as large as the settings allow, in each language. */
import type { HomeView, ModalView } from '@slack/types'
import { LANGUAGES, type Language } from '#domain/language.ts'
import type { Message } from '#slack/views/parts.ts'
import { speaking } from '#text/language.ts'
import { forms, homes } from './largest-form.ts'
import { messages } from './largest-message.ts'

export type Shown = {
  language: Language
  messages: [name: string, Message | null][]
  views: [name: string, ModalView | HomeView][]
}

export const SHOWN: Shown[] = LANGUAGES.map((language) => ({
  language,
  messages: Object.entries(speaking(language, messages)),
  views: Object.entries(speaking(language, () => ({ ...forms(), ...homes() }))),
}))

/** Every text that Slack shows, of whatever block. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}
