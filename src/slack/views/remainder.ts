import type { KnownBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import type { Session } from '#db/session.ts'
import { placeOf } from '#domain/place.ts'
import type { ButtonName } from '#text/button.ts'
import { ownPlaceGoes } from '#text/place.ts'
import {
  anewChoice,
  anewIsTheSame,
  comingLine,
  moveChoice,
  nextIsAskedAnyway,
  onlySkipping,
  replaceConfirmation,
  skipChoice,
  whatNow,
  whichDateFalls,
} from '#text/remainder.ts'
import { skipConfirmation } from '#text/session.ts'
import type { Falling, Replacement } from '#usecases/remainder.ts'
import { actions, labelled, type Message, section } from './parts.ts'
import { expectedAt } from './session.ts'

/** Slack takes fifty blocks; nobody plans further ahead than this with one date that falls. */
const SESSIONS_SHOWN = 40

/** The coming sessions, each with a button that says its date cannot be kept. */
export function comingMessage(group: Group, coming: readonly Session[]): Message {
  const shown = coming.slice(0, SESSIONS_SHOWN)
  const lines = shown.map((session) => comingLine(session, expectedAt(group, session)))
  return {
    text: [whichDateFalls(), ...lines].join('\n'),
    blocks: [
      section(whichDateFalls()),
      ...shown.map(
        (session, index): KnownBlock => section(lines[index] ?? '', labelled('dateFalls', session.id)),
      ),
    ],
  }
}

/** What may become of the run, with a button for each choice. */
export function fallingMessage(falling: Falling): Message {
  const { group, session, move, anew } = falling
  const choices: Choice[] = []
  const [moved] = move ? withWhen(group, move) : []
  if (move && moved) {
    choices.push({ words: moveChoice(moved), press: replaceButton('move', 'moveSession', session, move) })
  }
  if (anew) {
    choices.push({
      words: anewChoice(anew.dropped, withWhen(group, anew)),
      press: replaceButton('planAnew', 'planAnew', session, anew),
    })
  }
  choices.push({
    words: skipChoice(),
    press: labelled('skip', session.id, { actionId: 'skipSession', confirm: skipConfirmation(session) }),
  })
  const note = [...noteBelow(falling), ...(isAnyPlacedAlone(falling) ? [ownPlaceGoes()] : [])]
  return {
    text: [whatNow(session), ...choices.map(({ words }) => words), ...note].join('\n'),
    blocks: [
      section(whatNow(session)),
      ...choices.flatMap(({ words, press }): KnownBlock[] => [section(words), actions(press)]),
      ...note.map((words) => section(words)),
    ],
  }
}

type Choice = { words: string; press: ReturnType<typeof labelled> }

function noteBelow({ group, move, anew }: Falling): string[] {
  if (group.planning === 'oneAtATime') return [nextIsAskedAnyway()]
  if (move && !anew) return [anewIsTheSame()]
  return move || anew ? [] : [onlySkipping()]
}

/** Whether a date that may go has a place of its own. */
function isAnyPlacedAlone({ move, anew }: Falling): boolean {
  const dropped = [move, anew].flatMap((each) => each?.dropped ?? [])
  return dropped.some((session) => ['instead', 'only'].includes(placeOf(session)?.is ?? ''))
}

/** A button carries the session and the new dates' instants, so that exactly what was shown is done. */
function replaceButton(name: ButtonName, actionId: string, session: Session, { dates }: Replacement) {
  const starts = dates.map(({ startsAt }) => startsAt.toMillis()).join(',')
  const confirm = replaceConfirmation(dates.length)
  return labelled(name, `${session.id} ${starts}`, { actionId, confirm })
}

function withWhen({ timeZone }: Group, { dates, coming }: Replacement) {
  return dates.map((date, index) => ({ when: { ...date, timeZone }, coming: coming[index] ?? 0 }))
}
