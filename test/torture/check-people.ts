/** What people said and saw is what is stored and shown. */
import { emojiOf } from '#slack/emoji.ts'
import { expectedInWords } from '#text/session.ts'
import type { Accepted, Case } from './check.ts'

/** Compares every answer that somebody gave, all apologies, and the numbers that reminders show. */
export function checkPeople(given: Case, accepted: Accepted): { tally: string[]; compared: number } {
  const tally: string[] = []
  let compared = 0
  const compare = (isSame: boolean, what: string) => {
    compared += 1
    if (!isSame) tally.push(what)
  }
  comparePolls(given, compare)
  compareApologies(given, accepted, compare)
  return { tally, compared }
}

type Compare = (isSame: boolean, what: string) => void

function comparePolls({ facts, record, seen, circles }: Case, compare: Compare): void {
  for (const poll of facts.polls) {
    const circle = circles.find(({ channelId }) => channelId === poll.channelId)
    const pages = facts.deliveries.filter(
      ({ about }) => about.kind === 'pollPage' && about.pollId === poll.id,
    )
    const stored = (userId: string, page: number, mark: number) =>
      facts.answers.find(
        (each) =>
          each.pollId === poll.id && each.slackUserId === userId && each.page === page && each.mark === mark,
      )?.value ?? null
    for (const page of pages) {
      const message = record.standing[page.place ?? '']
      for (let mark = 1; message && mark <= 10; mark += 1) {
        const reaction = message.reactions.find(({ name }) => name === emojiOf(mark))
        for (const userId of circle?.tapping ?? []) {
          const isTapped = reaction?.userIds.includes(userId) ?? false
          const value = stored(userId, Number(page.about.page), mark)
          compare(
            (value === 'can') === isTapped,
            `${userId} ${isTapped ? 'tapped' : 'did not tap'} ${mark} on ${page.key}; stored: ${value}`,
          )
        }
      }
    }
    for (const { userId, value } of seen.forms.filter(({ channelId }) => channelId === poll.channelId)) {
      const own = facts.answers.filter((each) => each.pollId === poll.id && each.slackUserId === userId)
      compare(
        own.length > 0 && own.every((each) => each.value === value),
        `${userId} answered ${value} on the form; stored: ${own.map((each) => each.value).join(' ')}`,
      )
    }
  }
}

function compareApologies(
  { facts, record, seen, dueUntilMs, isToldPlaces }: Case,
  accepted: Accepted,
  compare: Compare,
): void {
  for (const { userId, sessionId } of seen.apologies) {
    const isStored = facts.apologies.some(
      (each) => each.sessionId === sessionId && each.slackUserId === userId,
    )
    compare(isStored, `${userId} was thanked for apologies for ${sessionId}, which are not stored`)
  }
  for (const { about, key, nonce, place, groupId } of facts.deliveries) {
    const session = facts.sessions.find(({ id }) => id === about.sessionId)
    if (about.kind !== 'reminder' || session?.status !== 'firm' || session.startsAtMs <= dueUntilMs) continue
    const text = record.standing[place ?? '']?.text
    if (!text) {
      // Whether it is there at all is asked elsewhere. Where the bot is never told its place, it cannot keep it up to date.
      if (isToldPlaces && accepted.has(nonce))
        compare(false, `${key} stands where the bot does not look: ${place}`)
      continue
    }
    const members = facts.groups.find(({ id }) => id === groupId)?.members ?? 0
    const away = facts.apologies.filter(({ sessionId }) => sessionId === session.id).length
    compare(
      text.includes(expectedInWords(members - away)),
      `${key} shows other numbers than ${members - away}: ${text}`,
    )
  }
}
