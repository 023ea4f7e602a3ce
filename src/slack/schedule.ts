import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import type { Group } from '#db/group.ts'
import { besideGap, instantOf, localDay, slotKey, wallTimeKind } from '#domain/calendar.ts'
import { closingSuggestion, type PollWindow, pollSuggestion } from '#domain/poll.ts'
import { possibleRuns } from '#domain/possible-runs.ts'
import { type Outcome, type Refusal, refuse } from '#domain/refusal.ts'
import { pollOpened, runsLeft } from '#text/poll.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Where } from '#usecases/access.ts'
import type { Actor } from '#usecases/context.ts'
import { mayOpenPoll, openPoll, previewPoll } from '#usecases/poll.ts'
import { actorOf } from './actor.ts'
import { whyNoPost } from './channel.ts'
import type { Command } from './command.ts'
import { formValues, openForm } from './form.ts'
import { pressedId, read, readJson } from './payload.ts'
import { answerRefusal } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { notesOf } from './views/poll-page.ts'
import { previewView, type ScheduleInput, scheduleView } from './views/schedule.ts'

/** `/supportgroup schedule` */
export const scheduleCommand: Command = {
  name: 'schedule',
  isFor: 'convenors',
  form: (shell, { actor }) => scheduleForm(shell, actor),
}

/** Listens to the form that opens a poll, its preview, and the button at a bus stop. */
export function registerSchedule(app: App, shell: Shell): void {
  app.action('planNext', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = scheduleForm(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  app.view('schedule', async ({ ack, view, body }) => {
    const typed = inputFrom(view.private_metadata, formValues(view.state.values))
    const outcome = await preview(shell, { ...actorOf(body), channelId: view.private_metadata }, typed)
    if ('value' in outcome) return ack({ response_action: 'update', view: outcome.value })
    const field = FIELD_OF[outcome.refusal.code]
    const words = refusalInWords(outcome.refusal)
    if (field) return ack({ response_action: 'errors', errors: { [field]: words } })
    return ack({ response_action: 'update', view: noticeView(words) })
  })

  app.view('preview', async ({ ack, view, body }) => {
    const input = readJson(inputSchema, view.private_metadata)
    const actor = { ...actorOf(body), channelId: input.channelId }
    const outcome = await post(shell, actor, input, keptFrom(formValues(view.state.values)))
    if ('value' in outcome) {
      return ack({ response_action: 'update', view: noticeView(outcome.value) })
    }
    const words = refusalInWords(outcome.refusal)
    const field = Object.keys(view.state.values)[0]
    if (field && outcome.refusal.code === 'tooFewDates') {
      return ack({ response_action: 'errors', errors: { [field]: words } })
    }
    return ack({ response_action: 'update', view: noticeView(words) })
  })
}

/** Which field a refusal belongs to; others are shown in place of the form. */
const FIELD_OF: Partial<Record<Refusal['code'], keyof ScheduleInput>> = {
  sessionsOutOfRange: 'sessions',
  untilBeforeFrom: 'until',
  windowTooLong: 'until',
  tooFewDates: 'until',
  tooManyDates: 'until',
  pollClosesTooSoon: 'closesTime',
  pollClosesAfterFirstDate: 'closesOn',
  timeSkipped: 'closesTime',
}

async function scheduleForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const context = shell.context()
  const outcome = await mayOpenPoll(context, actor)
  if ('refusal' in outcome) return outcome
  const { group, lastPoll } = outcome.value
  const noPost = await whyNoPost(shell, group)
  if (noPost) return noPost
  const today = localDay(context.now, group.timeZone)
  const isWholeRun = group.planning === 'wholeRun'
  const window = pollSuggestion(today, { ...group, sessionsPerRun: isWholeRun ? group.sessionsPerRun : 1 })
  return {
    value: scheduleView({
      channelId: group.channelId,
      sessions: isWholeRun ? window.sessions : null,
      from: window.from,
      until: window.until,
      runsLeft: runsLeft(possibleRuns(group, window), window),
      ...closingSuggestion(today, lastPoll),
      timeZone: group.timeZone,
    }),
  }
}

async function preview(shell: Shell, actor: Actor, input: ScheduleInput): Promise<Outcome<ModalView>> {
  const context = shell.context()
  const ready = await mayOpenPoll(context, actor)
  if ('refusal' in ready) return ready
  const { group } = ready.value
  const { timeZone } = group
  const window = windowFrom(input, timeZone)
  if ('refusal' in window) return window
  const isTwice = wallTimeKind(input.closesOn, input.closesTime, timeZone) === 'repeated'
  if (isTwice && !input.whichTime) return { value: formAgain(group, input) }
  const outcome = await previewPoll(context, actor, window.value, [])
  if ('refusal' in outcome) return outcome
  const dates = outcome.value.dates.map((slot) => ({ slot, notes: notesOf(slot.on, timeZone) }))
  return { value: previewView(input, dates, outcome.value, timeZone) }
}

/** The form as it was filled in, with one question more: which of the two times is meant that clocks show that night. */
function formAgain(group: Group, input: ScheduleInput): ModalView {
  const sessions = group.planning === 'wholeRun' ? input.sessions : null
  return scheduleView({
    ...input,
    sessions,
    runsLeft: runsLeft(possibleRuns(group, input), input),
    timeZone: group.timeZone,
    whichTime: 'first',
  })
}

/** Opens the poll with the dates that are still ticked; answers what to tell the convenor. */
async function post(
  shell: Shell,
  actor: Actor,
  input: ScheduleInput,
  kept: ReadonlySet<string>,
): Promise<Outcome<string>> {
  const context = shell.context()
  const ready = await mayOpenPoll(context, actor)
  if ('refusal' in ready) return ready
  const { timeZone } = ready.value.group
  const window = windowFrom(input, timeZone)
  if ('refusal' in window) return window
  const all = await previewPoll(context, actor, window.value, [])
  if ('refusal' in all) return all
  const noPost = await whyNoPost(shell, ready.value.group)
  if (noPost) return noPost
  const leftOut = all.value.dates.map(slotKey).filter((key) => !kept.has(key))
  const opened = await openPoll(context, actor, window.value, leftOut)
  if ('refusal' in opened) return opened
  return { value: pollOpened(opened.value.pages, { closesAt: window.value.closesAt, timeZone }) }
}

const inputSchema = z.object({
  channelId: z.string(),
  // What is not a number at all is told apart from a wrong one by nobody; both get the field's own sentence.
  sessions: z.number().or(z.nan()),
  from: z.iso.date(),
  until: z.iso.date(),
  closesOn: z.iso.date(),
  closesTime: z.string().regex(/^\d\d:\d\d$/),
  whichTime: z.enum(['first', 'second']).optional(),
})

function inputFrom(channelId: string, values: Record<string, unknown>): ScheduleInput {
  // The form of a group that plans one session at a time does not ask how many.
  return read(inputSchema, { ...values, channelId, sessions: Number(values.sessions ?? 1) })
}

function windowFrom(input: ScheduleInput, timeZone: string): Outcome<PollWindow> {
  const { sessions, from, until, closesOn, closesTime } = input
  if (!Number.isInteger(sessions) || sessions < 1 || sessions > 52)
    return refuse({ code: 'sessionsOutOfRange' })
  if (wallTimeKind(closesOn, closesTime, timeZone) === 'skipped')
    return refuse({ code: 'timeSkipped', ...besideGap(closesOn, closesTime, timeZone) })
  const closesAt = instantOf(closesOn, closesTime, timeZone, input.whichTime === 'second')
  return { value: { from, until, sessions, closesAt } }
}

function keptFrom(values: Record<string, string | string[]>): Set<string> {
  return new Set(Object.entries(values).flatMap(([id, kept]) => (id.startsWith('keep-') ? kept : [])))
}
