/** What people may do at a bus stop and in planning, what time does, and how often each of all that happens. */
import fc from 'fast-check'
import type { ChoiceValue } from '#domain/bus-stop.ts'
import { choose } from '#usecases/bus-stop.ts'
import { closeBusStop } from '#usecases/close-bus-stop.ts'
import { recordChoiceFor } from '#usecases/record.ts'
import { tick } from '#usecases/tick.ts'
import {
  changesConvenors,
  changesSettings,
  comesOrGoes,
  endsInterest,
  invites,
  leaves,
  replies,
  returnsToInterest,
  showsInterest,
} from './membership-command.ts'
import { DAY, type Model } from './membership-model.ts'
import { type AskedBy, asked, asking, find, isRare, rarely, somebody } from './membership-somebody.ts'
import { actor, askForDates, fixFirstDates, idOf, NOBODY, type Real, versionNow } from './membership-stage.ts'
import { type Command, command, either } from './membership-step.ts'
import * as rule from './membership-stop-rule.ts'

const TIMES = ['day', 'begins', 'over', 'over', 'over', 'deadline', 'reminder'] as const
type Time = (typeof TIMES)[number] | 'again' | 'allOver'

/** Time goes by, at times just to the instant at which something becomes due; a tick then does what is due. */
const passes = (to: Time): Command =>
  command('tick', to, (model) => ({
    story: `a tick, ${to}`,
    rule: () => {
      model.now = timeOf(model, to)
      rule.tick(model)
      return undefined
    },
    act: async (context) => ({ value: await tick(context) }),
  }))

function timeOf(model: Model, to: Time): number {
  if (to === 'again') return model.now
  const sessions = model.runs.flatMap((run) => run.sessions)
  const open = model.invitations.filter(({ status }) => status === 'open')
  const times = {
    day: [],
    begins: sessions.map(({ startsAt }) => startsAt),
    over: sessions.map(({ endsAt }) => endsAt),
    allOver: sessions.map(({ endsAt }) => endsAt),
    deadline: open.map(({ answerBy }) => answerBy),
    reminder: open.map(rule.reminderAt),
  }[to]
  const ahead = times.filter((at) => at > model.now)
  if (ahead.length === 0) return model.now + DAY
  return to === 'allOver' ? Math.max(...ahead) : Math.min(...ahead)
}

/** Which bus stop: the newest, the one before, another group's, or none. */
type StopPicked = 'newest' | 'before' | 'ofAnotherGroup' | 'unknown'
const stopPicked = rarely<StopPicked>(
  fc.constantFrom('before', 'ofAnotherGroup', 'unknown'),
  12,
  fc.constant('newest'),
)

function stop(real: Real, picked: StopPicked): { meant: rule.StopMeant; id: string } {
  if (picked === 'ofAnotherGroup') return { meant: picked, id: real.stage.bystanderStopId }
  const stops = real.seen.runs.flatMap(({ stopId }, index) =>
    stopId ? [{ run: index + 1, id: stopId }] : [],
  )
  const found = picked === 'unknown' ? undefined : stops.at(picked === 'newest' ? -1 : -2)
  return found ? { meant: { run: found.run }, id: found.id } : { meant: 'unknown', id: NOBODY }
}

const wish = fc.record({
  value: fc.constantFrom<ChoiceValue[]>('gettingOff', 'staying', 'undecided', 'gettingOff'),
  hasToldGroup: fc.boolean(),
})

const chooses = fc.record({ by: asking('member'), stop: stopPicked, wish }).map((spec) =>
  command('choose', spec, (model, real) => {
    const who = asked(model, spec.by)
    const { meant, id } = stop(real, spec.stop)
    const { value, hasToldGroup } = spec.wish
    return {
      story: `${who.who} chooses ${value}${hasToldGroup ? ', has told' : ''} (${spec.stop} stop)`,
      rule: () => rule.choose(model, who, meant, { ...spec.wish, isOwnWord: true }),
      act: (context) => choose(context, actor(real, who), id, value, hasToldGroup),
    }
  }),
)

const record = fc.record({ by: asking('convenor'), whom: somebody('member'), stop: stopPicked, wish })

const records = record.map((spec) =>
  command('recordChoiceFor', spec, (model, real) => {
    const who = asked(model, spec.by)
    const whom = find(model, spec.whom)
    const { meant, id } = stop(real, spec.stop)
    return {
      story: `${who.who} records ${JSON.stringify(spec.wish)} for ${whom} (${spec.stop} stop)`,
      rule: () => rule.recordChoice(model, who, whom, meant, { ...spec.wish, isOwnWord: whom === who.who }),
      act: (context) => recordChoiceFor(context, actor(real, who), idOf(whom), id, spec.wish),
    }
  }),
)

const closes = fc.record({ by: asking('convenor'), stop: stopPicked, isOld: isRare(6) }).map((spec) =>
  command('closeBusStop', spec, (model, real) => {
    const who = asked(model, spec.by)
    const { meant, id } = stop(real, spec.stop)
    const facts = rule.stopFacts(model, meant)
    const seen = spec.isOld ? real.looked : { facts, version: null }
    return {
      story: `${who.who} closes the bus stop (${spec.stop})${spec.isOld ? ' as it was seen before' : ''}`,
      rule: () => rule.closeStop(model, who, meant, seen.facts === facts),
      act: async (context) => {
        const version = seen.version ?? (await versionNow(context, real, id))
        if (!spec.isOld) real.looked = { facts, version }
        return closeBusStop(context, actor(real, who), id, version)
      },
    }
  }),
)

const asksForDates = (by: AskedBy, sessions: number) =>
  command('openPoll', { by, sessions }, (model, real) => {
    const who = asked(model, by)
    return {
      story: `${who.who} asks about dates for a run of ${sessions}`,
      rule: () => rule.openPoll(model, who, sessions),
      act: (context) => askForDates(context, actor(real, who), sessions),
      learn: ({ poll }) => {
        if (model.poll && poll) model.poll.dates = poll.dates
      },
    }
  })

const fixesDates = (by: AskedBy) =>
  command('fixRun', by, (model, real) => {
    const who = asked(model, by)
    const dates = model.poll?.dates.slice(0, model.poll.sessions) ?? []
    return {
      story: `${who.who} has the poll closed and fixes its first dates`,
      rule: () => rule.fixDates(model, who, dates),
      act: (context) => fixFirstDates(context, actor(real, who), real.seen.poll),
    }
  })

const planning = fc
  .tuple(asking('convenor'), fc.integer({ min: 2, max: 4 }))
  .map((spec) => asksForDates(...spec))
const isPollOpen = ({ poll }: Model) => poll?.status === 'open'
const isAnybodyInvited = ({ invitations }: Model) =>
  invitations.some(({ status }) => status === 'open' || status === 'accepted')

export const again = passes('again')

const nothing: Command = { check: () => true, run: async () => undefined, toString: () => '-' }

/** The first takes the place of the others when a failure is made smaller. */
export const anything: fc.Arbitrary<Command> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant(nothing) },
  { weight: 1, arbitrary: fc.constant(again) },
  { weight: 10, arbitrary: fc.constantFrom(...TIMES).map(passes) },
  { weight: 7, arbitrary: showsInterest },
  { weight: 2, arbitrary: endsInterest },
  { weight: 2, arbitrary: returnsToInterest },
  { weight: 10, arbitrary: invites },
  { weight: 20, arbitrary: fc.tuple(replies, invites).map((spec) => either(isAnybodyInvited, ...spec)) },
  { weight: 14, arbitrary: chooses },
  { weight: 3, arbitrary: records },
  { weight: 5, arbitrary: closes },
  { weight: 2, arbitrary: leaves },
  { weight: 8, arbitrary: changesSettings },
  { weight: 2, arbitrary: changesConvenors },
  { weight: 5, arbitrary: comesOrGoes },
  { weight: 2, arbitrary: planning },
  { weight: 2, arbitrary: asking('convenor').map(fixesDates) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(asking('convenor').map(fixesDates), planning)
      .map((spec) => either(isPollOpen, ...spec)),
  },
)

const convenor: AskedBy = { by: { role: 'convenor', n: 0 }, isElsewhere: false }

/** How runs may begin: with firm dates still ahead, or at a bus stop that has just opened. */
export const withFirmDates = [asksForDates(convenor, 4), fixesDates(convenor)]
export const atTheStop = [asksForDates(convenor, 2), fixesDates(convenor), passes('allOver')]
