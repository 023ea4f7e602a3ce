import { globSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Refusal } from '#domain/refusal.ts'
import { COMMANDS } from '#slack/command.ts'
import { EVENTS } from '#slack/event-table.ts'
import { homeView } from '#slack/views/home.ts'
import { commandUnknown, outdatedText } from '#text/help.ts'
import { nothingKept } from '#text/my-data.ts'
import { refusalInWords } from '#text/refusal.ts'
import { type AccessDesk, listeners, openAccessDesk, wordsIn } from '../support/access-desk.ts'
import { FORM_RULES } from '../support/access-form.ts'
import { PERSONAS, type Persona, STRANGERS } from '../support/access-persona.ts'
import { COMMAND_RULES, EVENT_RULES, PRESS_RULES } from '../support/access-rule.ts'
import { type Stage, startStage } from '../support/access-stage.ts'
import { type KeptDatabase, keepDatabase } from '../support/kept-database.ts'
import { until } from '../support/world.ts'

let stage: Stage
let desk: AccessDesk
let kept: KeptDatabase
beforeAll(async () => {
  stage = await startStage()
  desk = await openAccessDesk(stage)
  kept = await keepDatabase(stage.world.database.url)
}, 60_000)
afterAll(async () => {
  await desk.stop()
  await kept.close()
  await stage.world.stop()
})

describe('everything that the bot listens to has a rule here:', () => {
  const heard = listeners()
  test('sub-commands', () => {
    expect(heard.get('command')).toEqual(['/supportgroup'])
    expect(Object.keys(COMMAND_RULES).sort()).toEqual(COMMANDS.map(({ name }) => name).sort())
  })

  test('presses', () => expect(Object.keys(PRESS_RULES).sort()).toEqual(heard.get('action')?.sort()))
  test('forms', () => expect(Object.keys(FORM_RULES).sort()).toEqual(heard.get('view')?.sort()))
  test('events', () => expect(Object.keys(EVENT_RULES).sort()).toEqual(Object.keys(EVENTS).sort()))
  test('and there is no other way in', () =>
    expect([...heard.keys()].sort()).toEqual(['action', 'command', 'view']))
})

/** What tells nobody that there is a group. */
function tellingNothing(): string[] {
  const codes = ['notMember', 'noGroupKnown', 'notInvited', 'notByThemselves'] as const
  return [...codes.map((code) => refusalInWords({ code })), nothingKept()]
}

/** How each may be refused. */
function refusalsFor(who: Persona): string[] {
  const { channelId } = stage.ids
  const known: Refusal[] = []
  if (who === 'member') known.push({ code: 'notConvenor', convenorIds: [stage.people.convenor.id] })
  if (who === 'away') known.push({ code: 'memberAway', channelId })
  if (!STRANGERS.includes(who)) known.push({ code: 'surveyNotAsked' })
  const elsewhere = who === 'foreign' ? [outdatedText(), commandUnknown()] : []
  return [...tellingNothing(), ...known.map(refusalInWords), ...elsewhere]
}

type Control = {
  name: string
  who: readonly Persona[]
  refusal?: string | undefined
  isSilent?: boolean | undefined
  act: (who: Persona) => Promise<string>
}

const CONTROLS: Control[] = [
  ...Object.entries(COMMAND_RULES).map(([name, who]) => ({
    name: `/supportgroup ${name}`,
    who,
    act: (persona: Persona) => desk.type(persona, name),
  })),
  ...Object.entries(PRESS_RULES).map(([name, rule]) => ({
    name: `a press on ${name}`,
    who: rule.who,
    refusal: rule.refusal,
    isSilent: rule.isSilent,
    act: (persona: Persona) => desk.press(persona, rule.actionId ?? name, rule),
  })),
  ...Object.entries(FORM_RULES).map(([name, { who, form }]) => ({
    name: `the form ${name}`,
    who,
    act: (persona: Persona) => desk.send(persona, name, form(stage.ids)),
  })),
]

describe.each(CONTROLS)('$name', ({ who: allowed, refusal, isSilent, act }) => {
  const refused = PERSONAS.filter((persona) => !allowed.includes(persona))
  test.runIf(refused.length > 0)(
    'refuses everybody else, tells them nothing, and changes nothing',
    async () => {
      const answers = await Promise.all(refused.map(async (who) => ({ who, words: await act(who) })))
      const isRefused = ({ who, words }: (typeof answers)[0]) =>
        words === refusal || refusalsFor(who).includes(words)
      expect(answers.filter((answer) => !isRefused(answer))).toEqual([])
      expect(await kept.changed()).toEqual([])
    },
  )

  test.runIf(allowed.length > 0)('is for those whom it is meant for', async () => {
    const answers: Record<string, string> = {}
    for (const persona of allowed) {
      const words = await act(persona)
      answers[persona] = words
      const told = STRANGERS.includes(persona) ? stage.secrets.filter((each) => words.includes(each)) : []
      expect(told).toEqual([])
      if (isSilent) await until(async () => (await kept.changed()).length > 0, 'an effect')
      if ((await kept.changed()).length > 0) await kept.putBack()
    }
    const wrong = Object.entries(answers).filter(
      ([persona, text]) => text === refusal || refusalsFor(persona as Persona).includes(text),
    )
    expect(wrong).toEqual([])
  })
})

test('who convenes another group reaches nothing of this one by naming their own beside it', async () => {
  const who = 'otherConvenor'
  const { other, people, ids } = stage
  const { blocks, values } = FORM_RULES.recordApologies?.form(ids) ?? {}
  const sessions = { ...(blocks && { blocks }), ...(values && { values }) }
  const metadata = JSON.stringify({ slackUserId: people[who].id, of: other.groupId, shown: '' })
  await desk.send(who, 'recordApologies', { ...sessions, metadata })
  await desk.send(who, 'severalApologies', { ...sessions, metadata: other.groupId })
  const invited = { people0: { people0: { selected_options: [{ value: people.interested.id }] } } }
  await desk.send(who, 'invite', { metadata: other.groupId, values: invited })
  const record = {
    who: { who: { selected_user: people.member.id } },
    what: { what: { selected_option: { value: 'choice' } } },
  }
  const words = await desk.send(who, 'record', { metadata: other.groupId, values: record })
  expect(words).toContain('not on the roster')
  expect(await kept.changed()).toEqual([])
})

test('no guest and nobody from another workspace gets on the list, whatever word they have', async () => {
  for (const who of ['guest', 'external', 'foreign'] as const) {
    const words = await desk.type(who, `interest ${stage.ids.word}`)
    expect(words).toBe(await desk.type(who, 'interest abcd-2345'))
    expect(refusalsFor(who)).toContain(words)
  }
  expect(await kept.changed()).toEqual([])
})

test('nothing in the bot asks who administers a workspace', () => {
  const source = globSync('src/{domain,db,usecases,slack}/**/*.ts', { exclude: ['src/db/generated/**'] })
  const looking = source.filter((file) => /is_(admin|owner|primary_owner)/.test(readFileSync(file, 'utf8')))
  expect(looking).toEqual([])
})

test('the refusals of strangers hold nothing of the group', () => {
  for (const persona of STRANGERS)
    for (const words of refusalsFor(persona))
      expect(stage.secrets.filter((secret) => words.includes(secret))).toEqual([])
})

describe('the Home tab', () => {
  const nothing = wordsIn(homeView({ statuses: [], away: [] }, null).blocks)
  const seen = (who: Persona) => desk.openHome(who)

  test.each(['convenor', 'member', 'away'] as const)('shows their group to the %s', async (who) => {
    expect(await seen(who)).toContain(stage.secrets[0])
    expect(await kept.changed()).toEqual([])
  })

  test.each(
    PERSONAS.filter((who) => !['convenor', 'member', 'away', 'foreign', 'otherConvenor'].includes(who)),
  )('shows nothing of any group to the %s', async (who) => {
    expect(await seen(who)).toBe(nothing)
    expect(await kept.changed()).toEqual([])
  })

  test('shows the convenor of another group that one alone', async () => {
    const words = await seen('otherConvenor')
    expect(words).toContain('Second circle')
    expect(words).not.toContain(stage.secrets[0])
  })
})

describe('an event', () => {
  for (const [name, rule] of Object.entries(EVENT_RULES)) {
    if (typeof rule === 'string') continue
    test(`${name} of anybody else changes nothing`, async () => {
      for (const who of PERSONAS.filter((persona) => !rule.who.includes(persona)))
        await desk.tell({ type: name, ...rule.event(stage.ids, stage.people[who].id) }, who)
      expect(await kept.changed()).toEqual([])
    })
  }

  test.each(['reaction_added'] as const)('%s of a member counts', async (name) => {
    const rule = EVENT_RULES[name]
    if (!rule || typeof rule === 'string') throw new Error('no rule')
    await desk.tell({ type: name, ...rule.event(stage.ids, stage.people.member.id) }, 'member')
    expect(await kept.changed()).toContain('answers')
    await kept.putBack()
  })
})

describe('in a private message', () => {
  const direct = { id: 'D0DIRECT', name: 'directmessage' }

  test.each(COMMANDS.map(({ name }) => name).filter((name) => name !== 'help'))(
    '`%s` of a stranger is refused in words that hold for anybody',
    async (name) => {
      const words = [...tellingNothing(), refusalInWords({ code: 'directMessage' })]
      for (const who of STRANGERS.filter((each) => each !== 'foreign' && each !== 'otherConvenor'))
        expect(words).toContain(await desk.type(who, name, direct))
    },
  )
})
