import { setTimeout as delay } from 'node:timers/promises'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { Outcome, Refusal } from '#domain/refusal.ts'
import { formBrokenText } from '#text/help.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Shell } from './shell.ts'
import { loadingView, noticeView } from './views/notice.ts'

/** Slack forgets a trigger after three seconds; a form that takes longer than this opens empty first. */
const PATIENCE_MS = 900

/**
 * Opens a form. When what it needs is there at once, it opens as it is, and a refusal is answered where
 * it was asked; when the database takes its time, a waiting view opens first and is filled afterwards, so
 * that the trigger never expires.
 */
export async function openForm(
  shell: Shell,
  triggerId: string,
  form: Promise<Outcome<ModalView>>,
): Promise<Refusal | null> {
  const quick = await Promise.race([form, delay(PATIENCE_MS, null)])
  if (quick) {
    if ('refusal' in quick) return quick.refusal
    await shell.client.views.open({ trigger_id: triggerId, view: quick.value })
    return null
  }
  await fill(shell, await openEmpty(shell, triggerId), form)
  return null
}

/**
 * Opens a window first and only then does what it tells of, which is told this one time: where no window opens, nothing
 * is done.
 */
export async function openThenDo(
  shell: Shell,
  triggerId: string,
  work: () => Promise<Outcome<ModalView>>,
): Promise<void> {
  const viewId = await openEmpty(shell, triggerId)
  await fill(shell, viewId, work())
}

/** Opens a window that says to wait, and answers its id. */
async function openEmpty(shell: Shell, triggerId: string): Promise<string> {
  const opened = await shell.client.views.open({ trigger_id: triggerId, view: loadingView() })
  return opened.view?.id ?? ''
}

/** Shows in it what there is to show, a refusal or that it did not work. */
async function fill(shell: Shell, viewId: string, form: Promise<Outcome<ModalView>>): Promise<void> {
  const outcome = await form.catch(async (error) => {
    await shell.client.views.update({ view_id: viewId, view: noticeView(formBrokenText()) })
    throw error
  })
  const view = 'refusal' in outcome ? noticeView(refusalInWords(outcome.refusal)) : outcome.value
  await shell.client.views.update({ view_id: viewId, view })
}

/** One value of a form as Slack sends it, of whatever kind its field is. */
type FieldState = {
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: { value: string }[]
  selected_user?: string | null
  selected_users?: string[]
  selected_date?: string | null
  selected_time?: string | null
}

/** A submitted form: its blocks as it showed them, and what its fields hold now. */
export type FormOutput = {
  blocks: readonly unknown[]
  state: { values: Record<string, Record<string, unknown>> }
}

const shownElement = z.looseObject({
  element: z.looseObject({
    action_id: z.string(),
    type: z.string(),
    initial_value: z.string().optional(),
    initial_option: z.looseObject({ value: z.string() }).optional(),
    initial_options: z.array(z.looseObject({ value: z.string() })).optional(),
    initial_users: z.array(z.string()).optional(),
    initial_time: z.string().optional(),
  }),
})

/** The kinds of field that hold nothing, not even an empty list, in a form that showed none of several. */
const SEVERAL = ['checkboxes', 'multi_users_select']

/** What a form held when it was opened, as its blocks come back with it; fields that were empty are absent. */
export function formShown(blocks: readonly unknown[]): FormValues {
  const values: FormValues = {}
  for (const block of blocks) {
    const { data } = shownElement.safeParse(block)
    if (!data) continue
    const { action_id, type, ...initial } = data.element
    const value =
      initial.initial_value ??
      initial.initial_option?.value ??
      initial.initial_options?.map(({ value }) => value) ??
      initial.initial_users ??
      initial.initial_time ??
      (SEVERAL.includes(type) ? [] : undefined)
    if (value !== undefined) values[action_id] = value
  }
  return values
}

/** What a form holds, by action id: text, one choice, or several. Empty fields are absent. */
export type FormValues = Record<string, string | string[]>

/** Reads a submitted form. */
export function formValues(state: Record<string, Record<string, unknown>>): FormValues {
  const values: FormValues = {}
  for (const block of Object.values(state)) {
    for (const [actionId, field] of Object.entries(block)) {
      const value = fieldValue(field as FieldState)
      if (value !== undefined) values[actionId] = value
    }
  }
  return values
}

function fieldValue(field: FieldState): string | string[] | undefined {
  return (
    field.value ??
    field.selected_option?.value ??
    field.selected_options?.map(({ value }) => value) ??
    field.selected_user ??
    field.selected_users ??
    field.selected_date ??
    field.selected_time ??
    undefined
  )
}
