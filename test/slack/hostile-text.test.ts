import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InputBlock, ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimeZone } from '#domain/calendar.ts'
import { type GroupSettings, NAME_AT_MOST, REMINDER_CHOICES, settingsProblems } from '#domain/group.ts'
import { PLACE_AT_MOST } from '#domain/place.ts'
import { charactersOf, cleaned } from '#domain/typed-text.ts'
import { type Inline, parseMrkdwn } from '#simulator/page/mrkdwn-parse.ts'
import { checkedView } from '#simulator/rule/surface.ts'
import { type FormValues, formValues } from '#slack/form.ts'
import { OutdatedPayload } from '#slack/payload.ts'
import { settingsFrom } from '#slack/settings-form.ts'
import { setupView } from '#slack/views/setup.ts'
import { patternName } from '#text/date.ts'
import { typed } from '#text/escape.ts'
import { placeLine } from '#text/place.ts'
import { HOSTILE_TEXTS, hiddenIn, hostileText, MINUTES_MS } from '../support/hostile-text.ts'
import { forms } from '../support/largest-form.ts'
import { SAID } from '../support/text-sample.ts'
import { TYPED } from '../support/text-sample-plain.ts'

const roster = { memberIds: ['U1'], convenorIds: ['U1'] }
const form = forms().settings as ModalView
const usual = { ...valuesOf(form), name: 'Circle', timeZone: 'Europe/London' }
const fields = fieldsOf(form)

function inputsOf(view: ModalView): InputBlock[] {
  return view.blocks.filter((block): block is InputBlock => block.type === 'input')
}

/** What the fields of a form hold before anybody has changed them, as its submission would say. */
function valuesOf(view: ModalView): FormValues {
  const elements = inputsOf(view).map(({ element }) => element)
  const states = elements.map((element) => {
    const { action_id = '', ...shown } = element as unknown as Record<string, unknown> & {
      action_id?: string
    }
    const { initial_value, initial_option, initial_options, initial_time } = shown
    return [
      action_id,
      {
        value: initial_value,
        selected_option: initial_option,
        selected_options: initial_options,
        selected_time: initial_time,
      },
    ]
  })
  return formValues({ form: Object.fromEntries(states) })
}

/** The names of all its fields but those for people, which Slack fills with ids. */
function fieldsOf(view: ModalView): { name: string; isTyped: boolean }[] {
  return inputsOf(view)
    .filter(({ element }) => element.type !== 'multi_users_select')
    .map(({ element }) => ({ name: element.action_id ?? '', isTyped: element.type === 'plain_text_input' }))
}

/** What a form with this text in a field would store; null where it is refused. */
function stored(field: string, text: string): GroupSettings | null {
  try {
    const settings = settingsFrom({
      ...usual,
      [field]: text,
      ...(field === 'reminders' && { [field]: [text] }),
    })
    return settingsProblems(settings, roster, isTimeZone).length > 0 ? null : settings
  } catch (error) {
    if (error instanceof OutdatedPayload) return null
    throw error
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Every kind of thing in a text but words and emoji, in order. */
function marksIn(source: string): string[] {
  const ofInline = (item: Inline): string[] =>
    item.kind === 'text' || item.kind === 'emoji'
      ? []
      : [item.kind, ...('children' in item ? item.children.flatMap(ofInline) : [])]
  return parseMrkdwn(source, true).flatMap((part) => [
    part.kind,
    ...('children' in part ? part.children.flatMap(ofInline) : []),
  ])
}

/** Every sentence that says what somebody typed. */
const sentences = textsIn(SAID).filter((text) => text.includes(typed(TYPED)))
const marks = sentences.map(marksIn)

test('people type the name of a group and places, and a new field is named here with its rule', () => {
  const folder = new URL('../../src/slack', import.meta.url).pathname
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const typing = sources.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    return (source.match(/'(plain|rich|email|url)_text_input'/g) ?? []).map((input) => `${file}: ${input}`)
  })
  expect(typing.sort()).toEqual([
    "views/place-form.ts: 'plain_text_input'",
    "views/setup.ts: 'plain_text_input'",
  ])
  const names = fields.filter(({ isTyped }) => isTyped).map(({ name }) => name)
  expect(names).toEqual(['name', 'place0', 'place1', 'place2'])
})

test('the form as it opens is taken as it is', () => {
  expect(stored('name', 'Circle')?.name).toBe('Circle')
  expect(fields.length).toBeGreaterThan(20)
  expect(sentences.length).toBeGreaterThan(15)
})

describe(`${HOSTILE_TEXTS} hostile texts`, { timeout: MINUTES_MS }, () => {
  test('as a name are stored as they are seen or refused, and say no more than words in any sentence', () => {
    let turn = 0
    fc.assert(
      fc.property(hostileText, (text) => {
        const settings = stored('name', text)
        const clean = cleaned(text)
        const isName = clean !== '' && charactersOf(clean) <= NAME_AT_MOST
        expect(settings?.name).toBe(isName ? clean : undefined)
        expect(hiddenIn(settings?.name ?? '')).toEqual([])
        turn = (turn + 1) % sentences.length
        // Longer than a name can be, because a longer one may have been stored once.
        const name = typed(clean.slice(0, 200))
        const said = sentences[turn]?.replaceAll(typed(TYPED), () => name || 'x') ?? ''
        expect(marksIn(said)).toEqual(marks[turn])
        expect(hiddenIn(said.replaceAll('\n', ''))).toEqual([])
      }),
      { numRuns: HOSTILE_TEXTS },
    )
  })

  test('as a place are stored as they are seen, or refused, and are a line that leads nowhere but where it says', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const settings = stored('place1', text)
        const clean = cleaned(text)
        const isShort = charactersOf(clean) <= PLACE_AT_MOST
        expect(settings?.patterns[1]?.place).toBe(isShort ? clean || null : undefined)
        const line = placeLine({ place: clean.slice(0, 2 * PLACE_AT_MOST), is: 'usual' })
        expect(line).not.toContain('\n')
        expect(marksIn(line).filter((mark) => !['lines', 'bold', 'link'].includes(mark))).toEqual([])
        expect(hiddenIn(line)).toEqual([])
      }),
      { numRuns: HOSTILE_TEXTS },
    )
  })

  test('in a field that is chosen from are refused, or leave it as it was', () => {
    const chosen = fields.filter(({ isTyped }) => !isTyped).map(({ name }) => name)
    const slots = [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
      ['09:00', '14:00', '18:30'].map((time) => patternName(day, time)),
    )
    const known = new Set([...textsIn(settingsFrom(usual)), ...REMINDER_CHOICES, ...slots])
    fc.assert(
      fc.property(fc.constantFrom(...chosen), hostileText, (field, text) => {
        const settings = stored(field, text)
        expect(textsIn(settings).filter((each) => !known.has(each) && !isTimeZone(each))).toEqual([])
      }),
      { numRuns: HOSTILE_TEXTS },
    )
  })

  test('leave the form that shows them within Slack’s limits, and stand in it as plain text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const settings = stored('name', text)
        if (!settings) return
        const view = setupView({ ...SETUP, settings })
        expect(() => checkedView(view, 'modal')).not.toThrow()
        expect(inputsOf(view)[0]).toMatchObject({
          element: { type: 'plain_text_input', initial_value: settings.name },
        })
      }),
      { numRuns: HOSTILE_TEXTS / 100 },
    )
  })
})

const SETUP = {
  isNew: false,
  isLocked: false,
  channelId: 'C1',
  runsLeft: 'Many runs.',
  memberIds: ['U1'],
  convenorIds: ['U1'],
  interestedIds: [],
}
