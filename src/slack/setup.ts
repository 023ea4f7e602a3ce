import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import * as z from 'zod'
import { listedTimeZone } from '#domain/calendar.ts'
import { DEFAULT_SETTINGS, type GroupSettings, NAME_AT_MOST, type SettingsProblem } from '#domain/group.ts'
import { languageOfLocale } from '#domain/language.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { cleaned, shortened } from '#domain/typed-text.ts'
import { notPeople, settingsProblemInWords, settingsSaved, setUpDone } from '#text/group.ts'
import { speaking } from '#text/language.ts'
import { refusalInWords } from '#text/refusal.ts'
import type { Where } from '#usecases/access.ts'
import {
  changeSettings,
  type Roster,
  type RosterChange,
  type Saved,
  settingsOf,
  setUpGroup,
  whyNoSetUp,
} from '#usecases/group.ts'
import { actorOf } from './actor.ts'
import { channelForGroup, peopleAmong, peopleChosen } from './channel.ts'
import type { Command } from './command.ts'
import { formShown, formValues, openForm } from './form.ts'
import { slackId } from './interaction.ts'
import { pressedId, read } from './payload.ts'
import { peopleChange } from './people-field.ts'
import { answerRefusal } from './reply.ts'
import { runsLeftBy } from './run-count.ts'
import { settingsFrom, slotsFilled } from './settings-form.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'
import { setupView } from './views/setup.ts'

/** `/supportgroup setup` */
export const setupCommand: Command = {
  name: 'setup',
  isFor: 'convenors',
  async form(shell, { actor, place }) {
    const refusal = await whyNoSetUp(shell.context(), actor)
    if (refusal) return { refusal }
    const channel = await channelForGroup(shell, place)
    if ('refusal' in channel) return channel
    // First the convenor, whose zone is needed: many lookups at once may come up against Slack's limits.
    const { user } = await shell.client.users.info({ user: actor.slackUserId, include_locale: true })
    const memberIds = await peopleAmong(shell, channel.value.userIds)
    const timeZone = listedTimeZone(user?.tz ?? '') ?? 'Europe/London'
    const settings = {
      ...DEFAULT_SETTINGS,
      name: shortened(cleaned(channel.value.name), NAME_AT_MOST),
      timeZone,
      language: languageOfLocale(user?.locale),
    }
    const model = () => ({
      isNew: true,
      isLocked: false,
      channelId: actor.channelId,
      settings,
      runsLeft: runsLeftBy(shell, settings),
      memberIds,
      convenorIds: [actor.slackUserId],
      interestedIds: [],
    })
    return { value: speaking(settings.language, () => setupView(model())) }
  },
}

/** `/supportgroup settings` */
export const settingsCommand: Command = {
  name: 'settings',
  isFor: 'convenors',
  form: (shell, { actor }) => settingsForm(shell, actor),
}

async function settingsForm(shell: Shell, actor: Where): Promise<Outcome<ModalView>> {
  const outcome = await settingsOf(shell.context(), actor)
  if ('refusal' in outcome) return outcome
  const { group, roster, isLocked } = outcome.value
  const model = {
    isNew: false,
    isLocked,
    channelId: group.channelId,
    settings: group,
    runsLeft: runsLeftBy(shell, group),
    ...roster,
  }
  return { value: setupView(model) }
}

/** Listens to the button for the settings, and to the submitted forms of setup and settings. */
export function registerSetup(app: App, shell: Shell): void {
  app.action('settings', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const form = settingsForm(shell, { ...actor, groupId: pressedId(action) })
    const refusal = await openForm(shell, actor.triggerId, form)
    if (refusal) await answerRefusal(shell, { respond, triggerId: actor.triggerId }, refusal)
  })

  for (const callbackId of ['setup', 'settings'] as const) {
    app.view(callbackId, async ({ ack, view, body }) => {
      const actor = { ...actorOf(body), channelId: read(slackId, view.private_metadata) }
      const values = formValues(view.state.values)
      const settings = settingsFrom(values)
      const people = read(peopleFields, values)
      const errors = await notAmongPeople(shell, view.blocks, people)
      if (errors) return ack({ response_action: 'errors', errors })
      const roster = rosterFrom(people, actor.slackUserId)
      const outcome =
        callbackId === 'setup'
          ? await setUpHere(shell, actor, settings, roster)
          : await changeSettings(
              shell.context(),
              actor,
              settings,
              { ...rosterChange(view.blocks, roster), shown: settingsFrom(formShown(view.blocks)) },
              read(list, values.override).length > 0,
            )
      if ('refusal' in outcome) {
        await ack({ response_action: 'update', view: noticeView(refusalInWords(outcome.refusal)) })
      } else if (!outcome.value.saved) {
        await ack({
          response_action: 'errors',
          errors: errorsByField(outcome.value.problems, slotsFilled(values)),
        })
      } else {
        const done = speaking(outcome.value.language, () =>
          noticeView(callbackId === 'setup' ? setUpDone() : settingsSaved()),
        )
        await ack({ response_action: 'update', view: done })
      }
    })
  }
}

/** The channel may have changed while the form was open, and the form is no proof of where it was opened. */
async function setUpHere(
  shell: Shell,
  actor: ReturnType<typeof actorOf>,
  settings: GroupSettings,
  roster: Roster,
): Promise<Outcome<Saved>> {
  const place = { channelId: actor.channelId, channelName: 'privategroup' }
  const channel = await channelForGroup(shell, place)
  if ('refusal' in channel) return channel
  if (!channel.value.userIds.includes(actor.slackUserId)) return refuse({ code: 'notMember' })
  return setUpGroup(shell.context(), actor, settings, roster)
}

const list = z.array(z.string()).default([])

const peopleFields = z.object({ members: list, convenors: list, interested: list })

type PeopleFields = z.infer<typeof peopleFields>

/** What to say beside each field into which an app, this one too, or a closed account was put; null when there is none. */
async function notAmongPeople(
  shell: Shell,
  blocks: readonly unknown[],
  fields: PeopleFields,
): Promise<Record<string, string> | null> {
  const added = Object.entries(fields).map(
    ([field, chosen]) => [field, peopleChange(blocks, field, chosen).added] as const,
  )
  const people = await peopleChosen(shell, [...new Set(added.flatMap(([, userIds]) => userIds))])
  const wrong = added.filter(([, userIds]) => userIds.some((userId) => !people.includes(userId)))
  return wrong.length > 0 ? Object.fromEntries(wrong.map(([field]) => [field, notPeople()])) : null
}

function rosterFrom({ members, convenors, interested }: PeopleFields, slackUserId: string): Roster {
  return {
    memberIds: members,
    convenorIds: convenors.length > 0 ? convenors : [slackUserId],
    interestedIds: interested.filter((userId) => !members.includes(userId)),
  }
}

/** What the convenor changed about people in the form of settings. */
function rosterChange(blocks: readonly unknown[], roster: Roster): RosterChange {
  return {
    memberIds: peopleChange(blocks, 'members', roster.memberIds),
    interestedIds: peopleChange(blocks, 'interested', roster.interestedIds),
  }
}

/** Beside each field what is wrong with it; `slots` are the numbers, in the form, of the slots that the settings have. */
function errorsByField(
  problems: readonly SettingsProblem[],
  slots: readonly number[],
): Record<string, string> {
  const blockOf = (problem: SettingsProblem) => {
    if (problem.field === 'place') return `place${slots[problem.slot]}`
    return problem.field === 'patterns' ? 'pattern0' : problem.field
  }
  return Object.fromEntries(problems.map((problem) => [blockOf(problem), settingsProblemInWords(problem)]))
}
