import type { KnownBlock } from '@slack/types'
import { placeOf } from '#domain/place.ts'
import { comingSessions } from '#domain/session.ts'
import { settingsInWords } from '#text/group.ts'
import {
  auditLabel,
  convenorIntro,
  type Decision,
  decisionText,
  expectedAheadText,
  interestedText,
  notHeardFromText,
  nothingWaits,
  resultsText,
  settingsLabel,
} from '#text/home.ts'
import { closePollConfirmation } from '#text/status.ts'
import type { Status } from '#usecases/status.ts'
import { TREND_NEEDS } from '#usecases/survey-trend.ts'
import { inviteButton } from './bus-stop.ts'
import { actions, button, context, labelled, section } from './parts.ts'
import { expectedAt } from './session.ts'
import { notThere } from './status.ts'

/** Longer lists are hard to read, and Slack takes 3,000 characters in a paragraph; what is further away can wait. */
const SESSIONS_AT_MOST = 20
const THIN_AT_MOST = 3
const RESULTS_AT_MOST = 12

/** What a convenor sees of a group above what its members see: what wants a decision first. */
export function convenorBlocks(status: Status): KnownBlock[] {
  const { group, forConvenor, poll, mayInvite } = status
  if (!forConvenor) return []
  const { silentIds, interested, results } = forConvenor
  const decisions = decisionsOf(status)
  const waiting = decisions.length > 0 ? decisions.map(decisionText) : [nothingWaits()]
  const ahead = sessionsAhead(status)
  const about = [
    ...(ahead.length > 0 ? [expectedAheadText(ahead.slice(0, SESSIONS_AT_MOST))] : []),
    ...(poll?.status === 'open' ? [notHeardFromText(silentIds)] : []),
    ...(interested > 0 ? [interestedText(interested)] : []),
    ...(results.length > 0 ? [resultsText(results.slice(-RESULTS_AT_MOST))] : []),
  ]
  return [
    section([convenorIntro(), ...waiting].join('\n')),
    ...about.map((text) => section(text)),
    ...notThere(group),
    actions(
      ...(poll?.status === 'open'
        ? [labelled('closePoll', group.id, { confirm: closePollConfirmation(status.silent) })]
        : []),
      ...(mayInvite ? [inviteButton(group.id)] : []),
      ...(results.length >= TREND_NEEDS ? [labelled('surveyTrend', group.id)] : []),
      button(settingsLabel(), 'settings', group.id),
      button(auditLabel(), 'audit', group.id),
    ),
    context(settingsInWords(group)),
    { type: 'divider' },
  ]
}

function sessionsAhead({ run, group, now }: Status) {
  return comingSessions(run?.sessions ?? [], now).map((session) => ({
    ...session,
    expected: expectedAt(group, session),
  }))
}

function decisionsOf(status: Status): Decision[] {
  const { run, poll, busStop, group } = status
  const ahead = sessionsAhead(status)
  const placeless = ahead.filter((session) => !placeOf(session))
  const thin = ahead.filter(({ expected }) => expected < group.minimum)
  return [
    ...(poll?.status === 'closed' ? [{ what: 'datesToChoose' } as const] : []),
    ...thin
      .slice(0, THIN_AT_MOST)
      .map((session) => ({ what: 'thin', session, minimum: group.minimum }) as const),
    // A group that says no place at all does not want to.
    ...(placeless.length > 0 && placeless.length < ahead.length
      ? [{ what: 'placeless', numbers: placeless.map(({ number }) => number) } as const]
      : []),
    ...(busStop === 'open' || busStop === 'inviting' ? [{ what: 'busStop' } as const] : []),
    ...(!poll && (!run || busStop === 'closed') ? [{ what: 'datesToFind' } as const] : []),
  ]
}
