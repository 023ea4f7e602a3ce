import { expect, test } from 'vitest'
import { homeView } from '#slack/views/home.ts'
import { statusMessage } from '#slack/views/status.ts'
import { group, status } from '../support/largest-group.ts'

const behind = { ...status, busStop: 'closed' as const, next: null, toCome: 0, poll: null }
const BEHIND =
  '*The bus stop is behind us.* The dates of our next run come next; a convenor asks about them with `/supportgroup schedule`.'

test('behind a bus stop neither the run that is over nor a choice is shown, but what comes next', () => {
  const { text, blocks } = statusMessage({ ...behind, isConvenor: false })
  expect(text).toBe(BEHIND)
  expect(JSON.stringify(blocks)).not.toContain('Calendar file')
})

test.each(['announced', 'asking', 'open', 'inviting'] as const)(
  'while the stop is %s a member sees their choice',
  (busStop) => {
    const { text } = statusMessage({ ...behind, busStop, poll: null })
    expect(text).toContain('Your choice so far: *Getting off at this stop*.')
    expect(text).toContain('We have reached the bus stop.')
    expect(text).not.toContain(BEHIND)
  },
)

test('somebody who is away sees on the Home tab that their place is kept, and no page for strangers', () => {
  const shown = JSON.stringify(homeView({ statuses: [], away: [group] }, null))
  expect(shown).toContain(`As far as I know you have left <#${group.channelId}>`)
  expect(shown).toContain('Your place is kept.')
  expect(shown).not.toContain('You are not in a group')
  expect(shown).not.toContain('Answer on a form')
})

test('of two surveys that are open at once each can be answered', () => {
  const shown = JSON.stringify(homeView({ statuses: [status], away: [] }, null))
  for (const { id } of status.surveys) expect(shown).toContain(`"value":"${id}"`)
  expect(status.surveys).toHaveLength(2)
})

test('a stranger sees what the bot is for', () => {
  expect(JSON.stringify(homeView({ statuses: [], away: [] }, null))).toContain(
    'You are not in a group that I look after yet.',
  )
})

test('Home speaks of each group in its own language, and of all of them in every language of theirs', () => {
  const german = { ...status, forConvenor: null, group: { ...group, name: 'Kreis', language: 'de' as const } }
  const shown = homeView({ statuses: [german, status], away: [] }, null).blocks
  const first = JSON.stringify(
    shown.slice(
      0,
      shown.findIndex(({ type }) => type === 'divider'),
    ),
  )
  expect(first).toContain('Als Nächstes: unser')
  expect(first).not.toContain('*Next: our')
  expect(JSON.stringify(shown)).toContain('*Next: our')
  expect(JSON.stringify(shown)).toContain('Ich lese nie Nachrichten')
  expect(JSON.stringify(shown)).toContain('I never read messages')
  const many = JSON.stringify(homeView({ statuses: Array(40).fill(german), away: [] }, null))
  expect(many).toContain('weitere deiner Gruppen')
  expect(many).not.toContain('more of your groups')
})

test('a convenor hears of sessions without a place where others have one, and of none where none has', () => {
  const shownWith = (placeOf: (index: number) => string | null) => {
    const sessions = status.run.sessions
      .slice(0, 4)
      .map((each, index) => ({ ...each, status: 'firm' as const, place: placeOf(index), usualPlace: null }))
    const home = { statuses: [{ ...status, run: { ...status.run, sessions } }], away: [] }
    return JSON.stringify(homeView(home, null))
  }
  const numbers = status.run.sessions.slice(0, 4).map(({ number }) => number)
  expect(shownWith((index) => (index % 2 === 0 ? 'Room 4' : null))).toContain(
    `No place is known yet for sessions ${numbers[1]} and ${numbers[3]} of the run.`,
  )
  expect(shownWith(() => 'Room 4')).not.toContain('No place is known yet')
  expect(shownWith(() => null)).not.toContain('No place is known yet')
})

test('a member chooses on Home once they have been asked about the bus stop, and before that only sees it ahead', () => {
  const shownAt = (busStop: 'announced' | 'asking') =>
    JSON.stringify(homeView({ statuses: [{ ...status, busStop, forConvenor: null }], away: [] }, null))
  expect(shownAt('asking')).toContain('choose-staying')
  expect(shownAt('announced')).not.toMatch(/choose-staying|Your choice so far/)
  expect(shownAt('announced')).toContain('The bus stop is')
})

test('nobody is told that they have not chosen before everybody is asked', () => {
  const undecided = { ...status, poll: null, mine: status.mine && { ...status.mine, choice: null } }
  for (const [busStop, isTold] of [
    ['announced', false],
    ['asking', true],
  ] as const) {
    const shown = { ...undecided, busStop }
    expect(statusMessage(shown).text.includes('You have not chosen yet')).toBe(isTold)
    const home = JSON.stringify(homeView({ statuses: [shown], away: [] }, null))
    expect(home.includes('You have not chosen yet')).toBe(isTold)
  }
})
