import type { KnownBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import { datesSought } from '#domain/run.ts'
import { lastSessionOn } from '#domain/session.ts'
import { busStopAheadText, ownChoiceText } from '#text/bus-stop.ts'
import { settingsInWords } from '#text/group.ts'
import { awayText, notArrivedText } from '#text/presence.ts'
import { runCardText } from '#text/session.ts'
import {
  answeredText,
  busStopBehindText,
  choosingText,
  closePollConfirmation,
  nextSessionText,
  nothingPlanned,
  openPollText,
  silentText,
} from '#text/status.ts'
import { isSilent, type Status } from '#usecases/status.ts'
import { inviteButton } from './bus-stop.ts'
import { actions, context, labelled, type Message, section } from './parts.ts'
import { placeLines } from './place.ts'
import { cardOf, expectedAt, yourTime } from './session.ts'

/** How a group stands, as one person may see it. */
export function statusMessage(status: Status): Message {
  const blocks = statusBlocks(status)
  const text = blocks.flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []))
  return { text: text.join('\n'), blocks }
}

function statusBlocks(status: Status): KnownBlock[] {
  const { group, run, next, poll, mine } = status
  const blocks: KnownBlock[] = []
  if (next) {
    const isAway = mine !== null && next.apologyMemberIds.includes(mine.memberId)
    const lines = [nextSessionText(next, expectedAt(group, next), isAway), ...placeLines(next)]
    blocks.push(section(lines.join('\n')), yourTime(next))
  }
  if (poll?.status === 'open') {
    const answered = mine ? [answeredText(mine.answered, poll.dates.length)] : []
    blocks.push(section([openPollText(poll.closesAt, poll.timeZone), ...answered].join(' ')))
    if (status.isConvenor) blocks.push(section(silentText(status.silent)))
  }
  if (poll?.status === 'closed') blocks.push(section(choosingText()))
  if (hasPassedStop(status)) {
    blocks.push(section(busStopBehindText()))
  } else if (run && run.sessions.length > 0) {
    blocks.push(
      section(runCardText(run.sessionsWanted, datesSought(run, group.planning), cardOf(run, status.now))),
    )
    const ahead = busStopAheadText(status.toCome, lastSessionOn(run))
    blocks.push(section([ahead, ...choiceSoFar(status)].join(' ')))
  }
  if (blocks.length === 0) blocks.push(section(nothingPlanned()))
  if (status.isConvenor) blocks.push(...notThere(group))
  const buttons = statusButtons(status)
  if (buttons.length > 0) blocks.push(actions(...buttons))
  if (status.isConvenor) blocks.push(context(settingsInWords(group)))
  return blocks
}

/** What somebody has chosen for the bus stop; that they have not is said only once everybody is asked. */
function choiceSoFar({ mine, busStop }: Status): string[] {
  const isAsked = busStop !== null && busStop !== 'announced'
  return mine && (mine.choice || isAsked) ? [ownChoiceText(mine.choice)] : []
}

/** Whether the newest run and its bus stop are behind the group: of it there is nothing to show any more. */
function hasPassedStop({ busStop }: Status): boolean {
  return busStop === 'closed'
}

/** Whom a convenor may want to speak to: those who have left, and newcomers who have not been let in. */
export function notThere({ away, members }: Group): KnownBlock[] {
  const idsOf = (people: Group['members']) => people.map(({ slackUserId }) => slackUserId)
  const newcomers = members.filter(({ hasArrived }) => !hasArrived)
  return [
    ...(away.length > 0 ? [section(awayText(idsOf(away)))] : []),
    ...(newcomers.length > 0 ? [section(notArrivedText(idsOf(newcomers)))] : []),
  ]
}

function statusButtons(status: Status) {
  const { group, run, next, poll, mine, isConvenor, mayInvite } = status
  const hasCard = run !== null && run.sessions.length > 0 && !hasPassedStop(status)
  return [
    ...(poll?.status === 'open' && mine ? [labelled('answerOnForm', group.id)] : []),
    ...(next && mine ? [labelled('apologies', group.id)] : []),
    ...(hasCard ? [labelled('calendarFile', run.id), labelled('runPicture', run.id)] : []),
    ...(mine
      ? [
          mine.isMuted
            ? labelled('remindAgain', group.id)
            : labelled('doNotRemindPrivately', group.id, { actionId: 'doNotRemind' }),
        ]
      : []),
    ...(poll?.status === 'open' && isConvenor
      ? [labelled('closePoll', group.id, { confirm: closePollConfirmation(status.silent, isSilent(status)) })]
      : []),
    ...(mayInvite ? [inviteButton(group.id)] : []),
  ]
}
