import type { Session } from '#db/session.ts'
import { placeOf } from '#domain/place.ts'
import { morePlaces, placeChangedIntro, placeLine, placeOnCard, placeOpen } from '#text/place.ts'
import { type Message, section } from './parts.ts'

/** Where a session takes place, as a line of its own; none where nobody has said. */
export function placeLines(session: Session): string[] {
  const shown = placeOf(session)
  return shown ? [placeLine(shown)] : []
}

/** A message about one session with where it takes place, as a line after its first. */
export function withPlace(session: Session, { text, blocks: [first, ...others] }: Message): Message {
  const lines = placeLines(session)
  return {
    text: [text, ...lines].join('\n'),
    blocks: [...(first ? [first] : []), ...lines.map((line) => section(line)), ...others],
  }
}

/** So many characters of places fit below the dates of the longest run: Slack takes 4,000 in a message. */
const PLACES_ON_CARD = 600

/** Where the sessions to come of a run take place: each place once, with the numbers of its sessions. */
export function cardPlaces(sessions: readonly Session[], now: Session['startsAt']): string[] {
  const coming = sessions.filter(({ status, startsAt }) => status === 'firm' && startsAt > now)
  const places = byPlace(coming).filter(([place]) => place !== null)
  const lines: string[] = []
  for (const [place, those] of places) {
    const isEverywhere = those.length === coming.length
    const line = placeOnCard(place ?? '', isEverywhere ? null : those.map(({ number }) => number))
    const room = PLACES_ON_CARD - lines.join('\n').length
    if (line.length > room) return [...lines, morePlaces()]
    lines.push(line)
  }
  return lines
}

/** So many days are named in a notice; of the others only how many they are. */
const DAYS_IN_NOTICE = 8

/** Tells the group where sessions take place of which the place has changed. */
export function placeChangedMessage(sessions: readonly Session[]): Message {
  const parts = byPlace(sessions).map(([, those]) => {
    const named = those.slice(0, DAYS_IN_NOTICE)
    const [line = placeOpen()] = those.flatMap(placeLines)
    return `${placeChangedIntro(named, those.length - named.length)}\n${line}`
  })
  const text = parts.join('\n')
  return { text, blocks: parts.map((part) => section(part)) }
}

function byPlace(sessions: readonly Session[]): [place: string | null, those: Session[]][] {
  return [...Map.groupBy(sessions, (session) => placeOf(session)?.place ?? null)]
}
