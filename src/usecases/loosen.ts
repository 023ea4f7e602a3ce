import { insertAudit } from '#db/audit.ts'
import { type Group, getGroup, updateSettings } from '#db/group.ts'
import { findLatestPoll, findPoll, lockPoll, type Poll, setPollSessionsWanted } from '#db/poll.ts'
import { getRun, setSessionsWanted } from '#db/run.ts'
import { isTimeZone } from '#domain/calendar.ts'
import { type GroupSettings, LONGEST_GAP_DAYS, settingsProblems } from '#domain/group.ts'
import type { LooserRule } from '#domain/planner.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { lockedGroupForConvenor } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { type Offer, offerFor } from './offer.ts'

/** The rules that a group's settings or its poll hold, and so the ones that can be applied with a press. */
export type AppliedRule = Extract<LooserRule, { rule: 'gapDays' | 'alternation' | 'minimum' | 'sessions' }>

/**
 * Makes rules looser, as the planner proposed for a closed poll of which no run fits, and answers what is possible
 * then. Gaps, alternation and minimum are the group's settings from now on; the number of sessions is this poll's.
 * A rule that has become looser in the meantime stays so.
 */
export function loosen(
  context: Context,
  actor: Actor,
  pollId: string,
  looser: readonly AppliedRule[],
): Promise<Outcome<Offer>> {
  return commit(context, async (tx) => {
    const asked = await findPoll(tx, pollId)
    const found = await lockedGroupForConvenor(tx, { ...actor, groupId: asked?.groupId ?? '' })
    if ('refusal' in found) return found
    if (!asked) return refuse({ code: 'noPollToFix' })
    const group = found.value
    await lockPoll(tx, pollId, 'change')
    const latest = await findLatestPoll(tx, asked.groupId)
    if (latest?.id !== pollId) return refuse({ code: 'pollReplaced' })
    if (latest.status === 'open') return refuse({ code: 'pollStillOpen' })
    if (latest.status === 'decided') return refuse({ code: 'pollDecidedAlready' })
    const settings = looser.reduce(loosened, ownSettings(group))
    if (!areValid(settings, group)) return refuse({ code: 'datesChanged' })
    await updateSettings(tx, group, settings, context.now)
    if (!looser.every(isAboutSessions)) {
      const byId = actor.slackUserId
      await insertAudit(tx, { groupId: group.id, byId, what: 'settingsChanged' }, context.now)
    }
    const sessions = looser.find(isAboutSessions)?.to
    if (sessions !== undefined && sessions < latest.sessionsWanted) {
      await setPollSessionsWanted(tx, pollId, sessions)
      const run = await getRun(tx, latest.runId)
      if (run.status === 'planning') await setSessionsWanted(tx, run.id, sessions)
    }
    const poll: Poll = (await findPoll(tx, pollId)) ?? latest
    return { value: await offerFor(tx, await getGroup(tx, group.id), poll, context.now) }
  })
}

/** Whether a press can apply a rule: more dates are asked about instead, and the settings hold no longer gap than this. */
export function isApplied(step: LooserRule): step is AppliedRule {
  if (step.rule === 'gapDays') return step.to.max <= LONGEST_GAP_DAYS
  return step.rule === 'alternation' || step.rule === 'minimum' || step.rule === 'sessions'
}

function isAboutSessions(step: AppliedRule): step is Extract<AppliedRule, { rule: 'sessions' }> {
  return step.rule === 'sessions'
}

function loosened(settings: GroupSettings, step: AppliedRule): GroupSettings {
  switch (step.rule) {
    case 'gapDays':
      return {
        ...settings,
        gapMinDays: Math.min(settings.gapMinDays, step.to.min),
        gapMaxDays: Math.max(settings.gapMaxDays, step.to.max),
      }
    case 'alternation':
      return { ...settings, alternation: settings.alternation === 'must' ? 'prefer' : settings.alternation }
    case 'minimum':
      return { ...settings, minimum: Math.min(settings.minimum, step.to) }
    case 'sessions':
      return settings
  }
}

function ownSettings(group: Group): GroupSettings {
  const {
    id: _,
    teamId: __,
    channelId: ___,
    convenorIds: ____,
    members: _____,
    away: ______,
    ...settings
  } = group
  return {
    ...settings,
    patterns: group.patterns.map(({ id: _id, position: _position, ...pattern }) => pattern),
  }
}

function areValid(settings: GroupSettings, { members, convenorIds }: Group): boolean {
  const memberIds = members.map(({ slackUserId }) => slackUserId)
  return settingsProblems(settings, { memberIds, convenorIds }, isTimeZone).length === 0
}
