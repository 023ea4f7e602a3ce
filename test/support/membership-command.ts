/** What people may do to the interest list, the roster and the convenors, and when they may not. */
import fc from 'fast-check'
import { changeConvenors } from '#usecases/convenor.ts'
import { changeSettings } from '#usecases/group.ts'
import { endInterest, returnToInterest, showInterest } from '#usecases/interest.ts'
import { acceptInvitation, declineInvitation, invite } from '#usecases/invitation.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { recordPresence } from '#usecases/presence.ts'
import { convenorsNow, onRoster, PEOPLE } from './membership-model.ts'
import * as rule from './membership-rule.ts'
import { asked, asking, edit, find, idsOf, isRare, namesOf, rarely, somebody } from './membership-somebody.ts'
import { actor, idOf, NOBODY, settingsWith } from './membership-stage.ts'
import { command } from './membership-step.ts'
import { followPresence } from './membership-stop-rule.ts'

export const showsInterest = fc.record({ by: asking('anybody'), isWordWrong: isRare(12) }).map((spec) =>
  command('showInterest', spec, (model, real) => {
    const who = asked(model, spec.by)
    const word = spec.isWordWrong ? 'zzzz-9999' : real.word
    return {
      story: `${who.who} shows interest${spec.isWordWrong ? ' with a wrong word' : ''}`,
      rule: () => rule.showInterest(model, who, !spec.isWordWrong),
      act: (context) => showInterest(context, actor(real, who), word),
    }
  }),
)

export const endsInterest = asking('interested').map((spec) =>
  command('endInterest', spec, (model, real) => {
    const who = asked(model, spec)
    return {
      story: `${who.who} leaves the interest list`,
      rule: () => rule.endInterest(model, who),
      act: (context) => endInterest(context, actor(real, who), real.group.id),
    }
  }),
)

export const returnsToInterest = asking('anybody').map((spec) =>
  command('returnToInterest', spec, (model, real) => {
    const who = asked(model, spec)
    return {
      story: `${who.who} returns to the interest list`,
      rule: () => rule.returnToInterest(model, who),
      act: (context) => returnToInterest(context, actor(real, who), real.group.id),
    }
  }),
)

const guests = fc.array(somebody('interested'), { minLength: 1, maxLength: 3 })

export const invites = fc.record({ by: asking('convenor'), whom: guests }).map((spec) =>
  command('invite', spec, (model, real) => {
    const who = asked(model, spec.by)
    const names = spec.whom.map((each) => find(model, each))
    return {
      story: `${who.who} invites ${names.join(', ')}`,
      rule: () => rule.invite(model, who, names),
      act: (context) => invite(context, actor(real, who), names.map(idOf)),
    }
  }),
)

const reply = fc.record({
  isNo: isRare(4),
  /** Which invitation: first those that can be answered so, the newest first. */
  n: rarely(fc.nat(8), 3, fc.constant(0)),
  by: rarely(asking('interested'), 9, fc.constant(null)),
  isWelcomeWanted: fc.boolean(),
})

/** At times somebody else replies, or the invitation is an old one or does not exist. */
export const replies = reply.map((spec) =>
  command(spec.isNo ? 'decline' : 'accept', spec, (model, real) => {
    const { isNo, isWelcomeWanted } = spec
    const newest = model.invitations.toReversed()
    const open = newest.filter(({ status }) => status === 'open' || (isNo && status === 'accepted'))
    const invited = [...open, ...newest.filter((each) => !open.includes(each))][spec.n]
    const who = spec.by ? asked(model, spec.by) : { who: invited?.who ?? 'lena', isElsewhere: false }
    const stored = real.seen.invitations.find(
      (each) => each.who === invited?.who && each.sentAt === invited.sentAt,
    )
    const id = stored?.id ?? NOBODY
    return {
      story: `${who.who} ${isNo ? 'declines' : 'accepts'} the invitation of ${invited?.who ?? 'nobody'}`,
      rule: () =>
        isNo ? rule.decline(model, who, invited) : rule.accept(model, who, invited, isWelcomeWanted),
      act: (context) =>
        isNo
          ? declineInvitation(context, actor(real, who), id)
          : acceptInvitation(context, actor(real, who), id, isWelcomeWanted),
    }
  }),
)

export const leaves = asking('member').map((spec) =>
  command('leaveGroup', spec, (model, real) => {
    const who = asked(model, spec)
    return {
      story: `${who.who} leaves`,
      mayChangeLockedRoster: true,
      rule: () => rule.leave(model, who),
      act: (context) => leaveGroup(context, actor(real, who), real.group.id),
    }
  }),
)

const settings = fc.record({
  by: asking('convenor'),
  members: edit('interested', 'member'),
  interested: edit('anybody', 'interested'),
  places: fc.option(fc.integer({ min: 1, max: 8 })),
  isOverride: fc.boolean(),
})

export const changesSettings = settings.map((spec) =>
  command('changeSettings', spec, (model, real) => {
    const who = asked(model, spec.by)
    const members = namesOf(model, spec.members)
    const interested = namesOf(model, spec.interested)
    const change = { members, interested, places: spec.places ?? model.places, isOverride: spec.isOverride }
    return {
      story: `${who.who} changes the settings: ${JSON.stringify(change)}`,
      mayChangeLockedRoster: spec.isOverride,
      rule: () => rule.changeSettings(model, who, change),
      act: (context) => {
        const people = { memberIds: idsOf(members), interestedIds: idsOf(interested) }
        return changeSettings(context, actor(real, who), settingsWith(change.places), people, spec.isOverride)
      },
    }
  }),
)

export const changesConvenors = fc
  .record({ by: asking('convenor'), who: edit('anybody', 'convenor') })
  .map((spec) =>
    command('changeConvenors', spec, (model, real) => {
      const who = asked(model, spec.by)
      const names = namesOf(model, spec.who)
      return {
        story: `${who.who} changes convenors: ${JSON.stringify(names)}`,
        rule: () => rule.changeConvenors(model, who, names),
        act: (context) => changeConvenors(context, actor(real, who), idsOf(names)),
      }
    }),
  )

/** Somebody leaves the channel or comes into it, or their account is closed or opened again. */
export const comesOrGoes = fc.record({ n: fc.nat(8), isAccount: isRare(4) }).map((spec) =>
  command('recordPresence', spec, (model, real) => {
    const people = spec.isAccount ? [...onRoster(model), ...convenorsNow(model)] : onRoster(model)
    const who = people[spec.n % Math.max(1, people.length)] ?? PEOPLE[0]
    const set = spec.isAccount ? model.closedAccounts : model.inChannel
    if (!set.delete(who)) set.add(who)
    const seen = { inChannel: [...model.inChannel].map(idOf), closed: [...model.closedAccounts].map(idOf) }
    return {
      story: `${who} is ${set.has(who) ? '' : 'not '}${spec.isAccount ? 'somebody without an account' : 'in the channel'}`,
      rule: () => {
        followPresence(model)
        return undefined
      },
      act: async (context) => ({ value: await recordPresence(context, real.group.id, seen) }),
    }
  }),
)
