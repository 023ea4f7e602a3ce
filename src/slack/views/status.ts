import type { HomeView, KnownBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import { datesSought } from '#domain/run.ts'
import { lastSessionOn } from '#domain/session.ts'
import { busStopAheadText, ownChoiceText } from '#text/bus-stop.ts'
import { settingsInWords } from '#text/group.ts'
import { speaking } from '#text/language.ts'
import { awayText, notArrivedText } from '#text/presence.ts'
import { refusalInWords } from '#text/refusal.ts'
import { runCardText } from '#text/session.ts'
import {
  answeredText,
  busStopBehindText,
  choosingText,
  nextSessionText,
  nothingPlanned,
  openPollText,
  privacyText,
  silentText,
  strangerText,
} from '#text/status.ts'
import type { Status } from '#usecases/status.ts'
import { inviteButton } from './bus-stop.ts'
import { actions, button, context, header, type Message, section } from './parts.ts'
import { placeLines } from './place.ts'
import { expectedAt, yourTime } from './session.ts'

/** How a group stands, as one person may see it. */
export function statusMessage(status: Status): Message {
  const blocks = statusBlocks(status)
  const text = blocks.flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []))
  return { text: text.join('\n'), blocks }
}

/**
 * The Home tab: one part for each group, clearly apart, also for those that a person is away from; a friendly page for
 * strangers.
 */
export function homeView(statuses: readonly Status[], away: readonly Group[]): HomeView {
  if (statuses.length + away.length === 0)
    return { type: 'home', blocks: [section(strangerText()), context(privacyText())] }
  return {
    type: 'home',
    blocks: [
      ...statuses.flatMap((status) => part(status.group, () => statusBlocks(status))),
      ...away.flatMap((group) => {
        return part(group, () => [
          section(refusalInWords({ code: 'memberAway', channelId: group.channelId })),
        ])
      }),
      ...inEachLanguage([...statuses.map(({ group }) => group), ...away], privacyText).map(context),
    ],
  }
}

/** What is about all of somebody's groups, once in each language of theirs. */
function inEachLanguage(groups: readonly Group[], words: () => string): string[] {
  return [...new Set(groups.map(({ language }) => language))].map((language) => speaking(language, words))
}

/** Each group is spoken of in its own language. */
function part({ name, language }: Group, blocks: () => readonly KnownBlock[]): KnownBlock[] {
  return speaking(language, () => [header(name), ...blocks(), { type: 'divider' }])
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
    const card = run.sessions.map((session) => ({
      ...session,
      isSkipped: session.status === 'skipped',
      isOver: session.endsAt <= status.now,
    }))
    blocks.push(section(runCardText(run.sessionsWanted, datesSought(run, group.planning), card)))
    const choice = mine ? [ownChoiceText(mine.choice)] : []
    blocks.push(section([busStopAheadText(status.toCome, lastSessionOn(run)), ...choice].join(' ')))
  }
  if (blocks.length === 0) blocks.push(section(nothingPlanned()))
  if (status.isConvenor) blocks.push(...notThere(group))
  const buttons = statusButtons(status)
  if (buttons.length > 0) blocks.push(actions(...buttons))
  if (status.isConvenor) blocks.push(context(settingsInWords(group)))
  return blocks
}

/** Whether the newest run and its bus stop are behind the group: of it there is nothing to show any more. */
function hasPassedStop({ busStop }: Status): boolean {
  return busStop === 'closed'
}

/** Whom a convenor may want to speak to: those who have left, and newcomers who have not been let in. */
function notThere({ away, members }: Group): KnownBlock[] {
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
    ...(poll?.status === 'open' && mine ? [button('Answer on a form', 'answerOnForm', group.id)] : []),
    ...(next && mine ? [button('Send or take back apologies', 'apologies', group.id)] : []),
    ...(hasCard ? [button('Calendar file', 'calendarFile', run.id)] : []),
    ...(mine
      ? [
          mine.isMuted
            ? button('Remind me privately again', 'remindAgain', group.id)
            : button('Do not remind me privately', 'doNotRemind', group.id),
        ]
      : []),
    ...(poll?.status === 'open' && isConvenor ? [button('Close the poll now', 'closePoll', group.id)] : []),
    ...(mayInvite ? [inviteButton(group.id)] : []),
  ]
}
