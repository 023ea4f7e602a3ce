import type { KnownBlock } from '@slack/types'
import { decisionsOf } from '#domain/decision.ts'
import { comingSessions } from '#domain/session.ts'
import { formWords } from '#text/form.ts'
import { settingsInWords } from '#text/group.ts'
import {
  auditLabel,
  convenorIntro,
  decisionText,
  expectedAheadText,
  interestedText,
  notHeardFromText,
  nothingWaits,
  resultsText,
  settingsLabel,
} from '#text/home.ts'
import { closePollConfirmation } from '#text/status.ts'
import { isSilent, type Status } from '#usecases/status.ts'
import { TREND_NEEDS } from '#usecases/survey-trend.ts'
import { inviteButton } from './bus-stop.ts'
import { actions, button, context, labelled, section } from './parts.ts'
import { expectedAt } from './session.ts'
import { notThere } from './status.ts'

/** Longer lists are hard to read, and Slack takes 3,000 characters in a paragraph; what is further away can wait. */
const SESSIONS_AT_MOST = 20
const RESULTS_AT_MOST = 12

/** What a convenor sees of a group above what its members see: what wants a decision first. */
export function convenorBlocks(status: Status): KnownBlock[] {
  const { group, run, busStop, forConvenor, poll, mayInvite } = status
  if (!forConvenor) return []
  const { silentIds, interested, results } = forConvenor
  const ahead = sessionsAhead(status)
  const decisions = decisionsOf({
    ...forConvenor,
    poll: poll?.status ?? null,
    hasRun: run !== null,
    busStop,
    ahead,
    minimum: group.minimum,
  })
  const waiting = decisions.length > 0 ? decisions.map(decisionText) : [nothingWaits()]
  const about = [
    ...(poll?.status === 'open' ? [notHeardFromText(silentIds)] : []),
    ...(interested > 0 ? [interestedText(interested)] : []),
    ...(results.length > 0 ? [resultsText(results.slice(-RESULTS_AT_MOST))] : []),
  ]
  return [
    section([convenorIntro(), ...waiting].join('\n')),
    ...(ahead.length > 0 ? aheadBlocks(group.id, ahead) : []),
    ...about.map((text) => section(text)),
    ...notThere(group),
    actions(
      ...(poll?.status === 'open'
        ? [
            labelled('closePoll', group.id, {
              confirm: closePollConfirmation(status.silent, isSilent(status)),
            }),
          ]
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

/** The sessions to come, and what a convenor may change about them. */
function aheadBlocks(groupId: string, ahead: ReturnType<typeof sessionsAhead>): KnownBlock[] {
  return [
    section(expectedAheadText(ahead.slice(0, SESSIONS_AT_MOST))),
    actions(labelled('changeDates', groupId), button(formWords('place').title, 'place', groupId)),
  ]
}

function sessionsAhead({ run, group, now }: Status) {
  return comingSessions(run?.sessions ?? [], now).map((session) => ({
    ...session,
    expected: expectedAt(group, session),
  }))
}
