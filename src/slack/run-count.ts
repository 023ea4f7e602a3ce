import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'
import { localDay } from '#domain/calendar.ts'
import type { GroupSettings } from '#domain/group.ts'
import { pollSuggestion } from '#domain/poll.ts'
import { possibleRuns } from '#domain/possible-runs.ts'
import { runsLeft } from '#text/poll.ts'
import { settingsOf } from '#usecases/group.ts'
import { actorOf } from './actor.ts'
import { type FormValues, formValues } from './form.ts'
import { settingsFrom } from './settings-form.ts'
import type { Shell } from './shell.ts'
import { RUN_COUNT, runCountBlock } from './views/parts.ts'

/** The fields of which the number of possible runs is made, in the settings and in the form that opens a poll. */
const COUNTED =
  /^(sessionsPerRun|gapMinDays|gapPreferredDays|gapMaxDays|alternation|weekday\d|sessions|from|until)$/

const form = z.looseObject({
  view: z.looseObject({
    id: z.string(),
    type: z.literal('modal'),
    callback_id: z.string(),
    private_metadata: z.string(),
    title: z.unknown(),
    submit: z.unknown(),
    close: z.unknown(),
    blocks: z.array(z.looseObject({ block_id: z.string() })),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
})

/** Says anew how many runs the rules leave, each time something changes that decides it. What is filled in stays. */
export function registerRunCount(app: App, shell: Shell): void {
  app.action(COUNTED, async ({ ack, body }) => {
    await ack()
    const parsed = form.safeParse(body)
    if (!parsed.success) return
    const { id, type, callback_id, private_metadata, title, submit, close, blocks, state } = parsed.data.view
    const words =
      callback_id === 'schedule'
        ? await countForPoll(
            shell,
            { ...actorOf(body), channelId: private_metadata },
            formValues(state.values),
          )
        : runsLeftBy(shell, settingsFrom(formValues(state.values)))
    const shown = blocks.map((block) => (block.block_id === RUN_COUNT ? runCountBlock(words) : block))
    // Only the line with the number is replaced; every other block is sent back as Slack showed it.
    const view = { type, callback_id, private_metadata, title, submit, close, blocks: shown as KnownBlock[] }
    await shell.client.views.update({ view_id: id, view: view as ModalView })
  })
}

/** How many runs settings leave on the days that the next poll would usually ask about, in words. */
export function runsLeftBy(shell: Shell, settings: GroupSettings): string {
  const window = pollSuggestion(localDay(shell.context().now, settings.timeZone), settings)
  return runsLeft(possibleRuns(settings, window), window)
}

async function countForPoll(
  shell: Shell,
  actor: Parameters<typeof settingsOf>[1],
  values: FormValues,
): Promise<string> {
  const found = await settingsOf(shell.context(), actor)
  const window = {
    from: String(values.from ?? ''),
    until: String(values.until ?? ''),
    sessions: Number(values.sessions ?? 1),
  }
  return runsLeft('value' in found ? possibleRuns(found.value.group, window) : null, window)
}
