import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import {
  answerAllIn,
  askInGerman,
  fixInGerman,
  form,
  newest,
  pressId,
  setUpInGerman,
} from '../support/german-story.ts'
import { invite } from '../support/renewal-story.ts'
import { ENGLISH } from '../support/stop-word.ts'
import { answerAndFix, fields, openPoll, setUp, travelTo } from '../support/story.ts'
import {
  person,
  posts,
  privately,
  startWorld,
  submit,
  type,
  until,
  type World,
  whispered,
} from '../support/world.ts'

const GERMAN = { language: { selected_option: { value: 'de' } } }
const SMALL = { minimum: { value: '2' }, places: { value: '6' } }
/** The survey and the question before the bus stop come after the first session. */
const SOON = { surveyAfterSession: { value: '1' }, askWithSessionsLeft: { value: '2' } }
const DATES = { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } }

/** The same five people are in both groups: #circle is spoken to in English, #kreis in German. */
let circle: World
let kreis: World
/** The reminders of the first session. */
let english: Message
let german: Message
const who = (name: string): Person => person(circle, name)
const say = (group: World, name: string, command: string) =>
  whispered(group, who(name), () => type(group, who(name), command), group.channelId)
const channel = (group: World, words: string) => newest(() => posts(group), words)
const seenBy = (group: World, name: string) => group.simulator.messages(group.channelId, who(name).id)
const toldTo = (name: string, words: string) => newest(() => privately(circle, who(name)), words)
const words = (part: unknown) => JSON.stringify(part)
/** Somebody opens Home, and the part that is about a group comes to hold some words: an older view may still stand. */
async function homeSays(name: string, groupName: string, wanted: string): Promise<void> {
  await circle.simulator.openHome(who(name).id)
  const parts = () => words(circle.simulator.home(who(name).id) ?? '').split('"type":"divider"')
  const part = () => parts().find((each) => each.includes(`"text":"${groupName}"`))
  await until(() => part()?.includes(wanted) ?? false, `“${wanted}” on Home, of ${groupName}`)
}
async function speak(group: World, language: 'en' | 'de'): Promise<void> {
  await form(group, who('Ruth'), () => type(group, who('Ruth'), 'settings'))
  await submit(group, who('Ruth'), fields({ ...SOON, language: { selected_option: { value: language } } }))
  await group.bot.settled()
}
const titleOf = ({ view }: { view: unknown }) => words((view as { title?: unknown }).title)

beforeAll(async () => {
  circle = await startWorld({ members: 4, others: 1 })
  const memberIds = [...circle.people.map(({ id }) => id), circle.simulator.botUserId]
  const added = circle.simulator.addChannel({ name: 'kreis', kind: 'private', memberIds })
  kreis = { ...circle, channelId: added.id }
  const interested = { interested: { selected_users: [who('Isla').id] } }
  await setUp(circle, { ...SMALL, ...interested })
  await setUpInGerman(kreis, { ...SMALL, ...GERMAN })
})
afterAll(() => circle.stop())

describe('an English and a German group of the same people', () => {
  test('are each introduced, shown and refused in their own language', async () => {
    await channel(circle, 'I look after the diary of')
    await channel(kreis, 'Ich kümmere mich um die Termine von')
    expect((await say(circle, 'Ben', 'close')).text).toContain('Only a convenor can do this.')
    expect((await say(kreis, 'Ben', 'close')).text).toContain('Das kann nur die Koordination.')
    expect((await say(circle, 'Ben', 'help')).text).toContain('sends apologies for a session')
    expect(ENGLISH.in((await say(kreis, 'Ben', 'help')).text)).toEqual([])
  })

  test('are asked for dates in their own language, on a form, too, and Home keeps them apart', async () => {
    await openPoll(circle, DATES)
    await askInGerman(kreis, DATES)
    const pages = {
      english: await channel(circle, '*Dates for our next run'),
      german: await channel(kreis, '*Termine unseres nächsten Durchgangs'),
    }
    const amara = who('Amara')
    const pressed = (group: World, page: Message) =>
      form(group, amara, () => pressId(group, amara, page, 'answerOnForm'))
    expect(titleOf(await pressed(circle, pages.english))).toContain('Dates you can make')
    expect(titleOf(await pressed(kreis, pages.german))).toContain('Termine, die dir passen')
    await homeSays('Amara', 'circle', 'A poll is open')
    await homeSays('Amara', 'kreis', 'Eine Terminumfrage ist offen')
  })

  test('a poll stands as it was after the language changed, and is in the new one once it changes', async () => {
    const { ts } = await channel(kreis, '*Termine unseres nächsten Durchgangs')
    const shown = () => posts(kreis).find((each) => each.ts === ts) as Message
    await speak(kreis, 'en')
    expect(shown().text).toContain('*Termine unseres nächsten Durchgangs')
    const pressed = await form(kreis, who('Amara'), () =>
      pressId(kreis, who('Amara'), shown(), 'answerOnForm'),
    )
    expect(titleOf(pressed)).toContain('Dates you can make')
    await answerAllIn(kreis, who('Amara'))
    await until(() => shown().text.startsWith('*Dates for our next run'), 'the page in English')
    expect(words(shown())).not.toMatch(/Termin|Antwort/)
    await speak(kreis, 'de')
  })

  test('are reminded, and heard, in their own language', async () => {
    await answerAndFix(circle)
    await fixInGerman(kreis)
    await travelTo(circle, '2027-01-13T20:00:00Z')
    english = await channel(circle, '*Our first session: ')
    german = await channel(kreis, '*Unser erstes Treffen: ')
    await pressId(circle, who('Ben'), english, 'apologise')
    await pressId(kreis, who('Ben'), german, 'apologise')
    await newest(() => seenBy(circle, 'Ben'), 'Thank you for letting us know.')
    await newest(() => seenBy(kreis, 'Ben'), 'Danke, dass du uns Bescheid gibst.')
    await toldTo('Ruth', 'sends apologies for')
    await toldTo('Ruth', 'entschuldigt sich: ')
  })
})

describe('once the two have exchanged their languages', () => {
  test('whoever presses under an older message is answered in the new one', async () => {
    await invite(circle, 'Ruth', ['Isla'])
    await toldTo('Isla', 'and you are invited')
    await speak(circle, 'de')
    await speak(kreis, 'en')
    await pressId(circle, who('Amara'), english, 'apologise')
    await pressId(kreis, who('Amara'), german, 'apologise')
    await newest(() => seenBy(circle, 'Amara'), 'Danke, dass du uns Bescheid gibst.')
    await newest(() => seenBy(kreis, 'Amara'), 'Thank you for letting us know.')
    expect((await say(circle, 'Ben', 'close')).text).toContain('Das kann nur die Koordination.')
    expect((await say(kreis, 'Ben', 'close')).text).toContain('Only a convenor can do this.')
    await homeSays('Amara', 'circle', 'Als Nächstes: unser')
    await homeSays('Amara', 'kreis', 'Next: our')
  })

  test('an older invitation is accepted on a form of the new one, and says so in it', async () => {
    const isla = who('Isla')
    const invitation = await toldTo('Isla', 'and you are invited')
    const join = await form(circle, isla, () => pressId(circle, isla, invitation, 'acceptInvitation'))
    expect(titleOf(join)).toContain('In die Gruppe kommen')
    await submit(circle, isla, fields({ agree: { selected_options: [{ value: 'yes' }] } }))
    await circle.bot.settled()
    const shown = () => privately(circle, isla).find(({ ts }) => ts === invitation.ts)
    await until(() => shown()?.text.includes('Schön, dass du bei') ?? false, 'the invitation in German')
    expect(ENGLISH.in(words(shown()?.text))).toEqual([])
  })

  test('the survey and the question before the bus stop come in the new one, and hear presses in the next', async () => {
    await travelTo(circle, '2027-01-21T12:00:00Z')
    await toldTo('Amara', '*Wie hilfreich war die Gruppe für dich?*')
    await toldTo('Amara', '*How helpful has the group been for you?*')
    await toldTo('Amara', 'Möchtest du weiterfahren?')
    const question = await toldTo('Amara', 'Would you like to travel on?')
    await speak(kreis, 'de')
    await pressId(kreis, who('Amara'), question, 'choose-staying')
    const shown = () => privately(kreis, who('Amara')).find(({ ts }) => ts === question.ts)
    await until(() => shown()?.text.startsWith('*Weiterfahren.*') ?? false, 'the answer in German')
    expect(ENGLISH.in(words(shown()?.text))).toEqual([])
  })
})
