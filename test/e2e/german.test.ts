import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { form, newest, planInGerman, pressId, setUpInGerman } from '../support/german-story.ts'
import { ENGLISH } from '../support/stop-word.ts'
import { fields, travelTo } from '../support/story.ts'
import { toldIn } from '../support/told.ts'
import {
  person,
  posts,
  privately,
  startWorld,
  submit,
  type,
  type World,
  whispered,
} from '../support/world.ts'

/** A form that opens before anybody knows in what language, and time zones, whose names are of no language. */
const KNOWN = /^(?:One moment, please\.|Support group|(?:America|Europe)\/[A-Z][\w -]+(?:\/[\w ]+)?)$/

let world: World
const who = (name: string): Person => person(world, name)
const say = (name: string, command: string) =>
  whispered(world, who(name), () => type(world, who(name), command))
const channel = (words: string): Promise<Message> => newest(() => posts(world), words)
/** What somebody sees in the channel, with what is whispered to them. */
const seenBy = (name: string) => world.simulator.messages(world.channelId, who(name).id)
const toldTo = (name: string, words: string) => newest(() => privately(world, who(name)), words)

beforeAll(async () => {
  world = await startWorld({ members: 4, others: 1, locale: 'de-DE' })
})
afterAll(() => world.stop())

describe('a group whose convenor has set Slack to German', () => {
  test('is offered German, set up and introduced in it', async () => {
    const suggested = await setUpInGerman(world, { minimum: { value: '3' } })
    expect(JSON.stringify(suggested.view.blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Deutsch"',
    )
    expect((await world.database.db.group.findFirstOrThrow()).language).toBe('de')
    const notice = JSON.stringify(world.simulator.openView(who('Ruth').id)?.view.blocks ?? '')
    expect(notice).toContain('Deine Gruppe ist eingerichtet.')
    const introduction = await channel('Ich kümmere mich um die Termine von')
    await pressId(world, who('Ben'), introduction, 'agreeToIntroduction')
    expect((await newest(() => seenBy('Ben'), 'Danke. Ich habe festgehalten')).text).toContain('(UK-Zeit)')
    const settings = await form(world, who('Ruth'), () => type(world, who('Ruth'), 'settings'))
    expect(JSON.stringify(settings.view.blocks)).toContain('Deutsch')
    await submit(
      world,
      who('Ruth'),
      fields({ surveyAfterSession: { value: '1' }, askWithSessionsLeft: { value: '2' } }),
    )
  })

  test('finds, answers and fixes its dates', async () => {
    await planInGerman(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
    expect((await channel('*Termine unseres nächsten Durchgangs: ')).text).toContain('Diese Terminumfrage')
    expect((await channel('*Unser Durchgang von drei Treffen*')).text).toContain('unsere *Haltestelle*')
  })

  test('is reminded, hears of apologies, and refuses kindly', async () => {
    await travelTo(world, '2027-01-20T12:00:00Z')
    const reminder = await channel('*Unser erstes Treffen: ')
    expect(reminder.text).toContain('Fünf Personen werden erwartet.')
    await pressId(world, who('Ben'), reminder, 'apologise')
    expect((await newest(() => seenBy('Ben'), 'Danke, dass du uns Bescheid gibst.')).text).toContain(
      'Januar fehlen.',
    )
    expect((await toldTo('Ruth', 'entschuldigt sich')).text).toContain('Vier Personen werden jetzt erwartet.')
    expect((await say('Ben', 'close')).text).toContain('Das kann nur die Koordination.')
  })

  test('is asked how helpful it is, and whether people travel on', async () => {
    await travelTo(world, '2027-01-21T12:00:00Z')
    for (const { realName } of world.people) {
      const question = await toldTo(realName, '*Wie hilfreich war die Gruppe für dich?*')
      await form(world, who(realName), () => pressId(world, who(realName), question, 'answerSurvey'))
      await submit(world, who(realName), fields({ score: { selected_option: { value: '8' } } }))
    }
    await travelTo(world, '2027-01-29T12:00:00Z')
    expect((await channel('*Wie hilfreich war die Gruppe für uns?*')).text).toContain('ist *8,0*')
    for (const { realName } of world.people) {
      const question = await toldTo(realName, 'Möchtest du weiterfahren?')
      await pressId(
        world,
        who(realName),
        question,
        realName === 'Dan' ? 'choose-gettingOff' : 'choose-staying',
      )
    }
    await toldTo('Dan', 'Hast du es der Gruppe gesagt')
    await travelTo(world, '2027-03-20T12:00:00Z')
    await channel('Wir haben die *Haltestelle* erreicht.')
    await pressId(world, who('Ruth'), await say('Ruth', 'busstop'), 'closeBusStop')
    await channel('*Wir haben die Haltestelle hinter uns.*')
  })

  test.each(['status', 'interest', 'mydata', 'audit', 'leave', 'forgetme'])(
    'is answered /supportgroup %s in German',
    async (command) => {
      const { text } = await say('Ruth', command)
      expect(ENGLISH.in(text), text).toEqual([])
    },
  )

  test('sees Home in German', async () => {
    await world.simulator.openHome(who('Amara').id)
    await world.bot.settled()
  })

  test('nobody was told a word in English, in any message, form or on Home', () => {
    const told = toldIn(world.simulator)
    expect(told.length).toBeGreaterThan(150)
    expect(told.filter(({ text }) => ENGLISH.in(text).length > 0 && !KNOWN.test(text))).toEqual([])
  })
})
