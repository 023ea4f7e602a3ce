import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { languageIn, languageOf, languageWith } from '#db/language.ts'
import { type Language, USUAL_LANGUAGE } from '#domain/language.ts'
import { speaking } from '#text/language.ts'
import { ask } from '#usecases/context.ts'
import { actorIdOf } from './interaction.ts'
import type { Shell } from './shell.ts'

/** Does something with somebody who typed, pressed or submitted something, in the language of the group it is about. */
export type InTheirLanguage = <T>(body: Record<string, unknown>, work: () => Promise<T>) => Promise<T>

/** Slack waits three seconds for an answer, of which no more than this goes into finding out its language. */
const PATIENCE_MS = 500

/**
 * Finds out in which language to answer. Where the database does not say in time, it is the one in which the person was
 * last answered by this process.
 */
export function speakTheirLanguage(shell: Shell): InTheirLanguage {
  const lastSpoken = new Map<string, Language>()
  return async (body, work) => {
    const person = actorIdOf(body)
    const found = await Promise.race([languageFor(shell, body).catch(() => null), delay(PATIENCE_MS, null)])
    const language = found ?? lastSpoken.get(person) ?? USUAL_LANGUAGE
    lastSpoken.set(person, language)
    return speaking(language, work)
  }
}

const text = z.string().optional().catch(undefined)
const owned = z.looseObject({ id: text }).optional().catch(undefined)

/** Where it happened, and the values in which something may be named. */
const around = z.looseObject({
  channel_id: text,
  channel: owned,
  view: z.looseObject({ private_metadata: text }).optional().catch(undefined),
  actions: z
    .array(z.looseObject({ value: text }))
    .optional()
    .catch(undefined),
})

const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi

async function languageFor(shell: Shell, body: Record<string, unknown>): Promise<Language | null> {
  const { channel_id, channel, view, actions } = around.parse(body)
  const metadata = view?.private_metadata ?? ''
  const values = [metadata, ...(actions ?? []).map(({ value }) => value ?? '')]
  const ids = values.flatMap((value) => value.match(UUID) ?? [])
  // A form that was opened for a channel carries that one; where the form itself is shown is no channel.
  const channelId = channel_id ?? channel?.id ?? metadata
  const context = shell.context()
  return (
    (await ask(context, (tx) => languageIn(tx, shell.teamId, channelId))) ??
    (await ask(context, (tx) => languageOf(tx, shell.teamId, ids))) ??
    (await ask(context, (tx) => languageWith(tx, shell.teamId, actorIdOf(body))))
  )
}
