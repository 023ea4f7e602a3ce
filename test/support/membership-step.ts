/** One step of a run: the rule says what is to happen, the use case does it, and both must come to the same. */
import type fc from 'fast-check'
import { expect } from 'vitest'
import { BUS_STOP_TRANSITIONS } from '#domain/bus-stop.ts'
import { INVITATION_TRANSITIONS } from '#domain/invitation.ts'
import type { Transitions } from '#domain/life-cycle.ts'
import type { Outcome } from '#domain/refusal.ts'
import type { Context } from '#usecases/context.ts'
import { checkAnnouncement } from './membership-announcement.ts'
import { isLocked, MODELLED, type Model, PEOPLE, picture } from './membership-model.ts'
import type { Answer } from './membership-rule.ts'
import {
  contextAt,
  look,
  nameOf,
  pictureOf,
  type Real,
  type Seen,
  type SeenDelivery,
} from './membership-stage.ts'

export type Step = {
  /** For whoever reads of a failure. */
  story: string
  mayChangeLockedRoster?: boolean
  rule(): Answer
  act(context: Context): Promise<Outcome<unknown>>
  /** Takes from the database what is no rule of membership, such as dates. */
  learn?(seen: Seen): void
}

export type Command = fc.AsyncCommand<Model, Real>

export function command(kind: string, spec: unknown, step: (model: Model, real: Real) => Step): Command {
  return {
    check: () => true,
    run: async (model, real) => {
      model.now += 1000
      await compare(kind, step(model, real), model, real)
    },
    toString: () => `${kind} ${JSON.stringify(spec)}`,
  }
}

/** The first where that makes sense at the time, else the second. */
export function either(makesSense: (model: Model) => boolean, first: Command, second: Command): Command {
  return {
    check: () => true,
    run: (model, real) => (makesSense(model) ? first : second).run(model, real),
    toString: () => `${first} or else ${second}`,
  }
}

async function compare(kind: string, step: Step, model: Model, real: Real): Promise<void> {
  const { story, rule, act, learn } = step
  const wasLocked = isLocked(model)
  const before = real.seen
  model.fresh = []
  const expected = rule() ?? 'done'
  const { homes } = real.stage
  homes.clear()
  real.story.push(`${new Date(model.now).toISOString()} ${story}: ${expected}`)
  const actual = answerOf(await act(contextAt(real.stage.desk, model.now)))
  expect(actual, 'the answer').toBe(expected)
  const seen = await look(real.stage.eye, real.group, [...real.knownKeys])
  learn?.(seen)
  real.seen = seen
  real.tally(kind, expected)
  expect(pictureOf(seen), 'what is stored').toEqual(picture(model))
  expect(saidOf(seen.deliveries, real), 'what is said').toEqual(model.fresh.toSorted())
  const { mayChangeLockedRoster = false } = step
  if (wasLocked && !mayChangeLockedRoster)
    expect(rosterOf(seen), 'the locked roster').toEqual(rosterOf(before))
  const changed = PEOPLE.filter((who) => standing(before, who) !== standing(seen, who))
  expect([...homes].map(nameOf), 'whose Home tabs are shown anew').toEqual(expect.arrayContaining(changed))
  checkCourse(before, seen)
  checkDeliveries(before, seen, real)
  if (kind === 'invite' && seen.invitations.length > before.invitations.length) checkPlaces(seen)
  checkPeople(seen)
  if (model.fresh.includes('busStopClosed #circle')) await checkAnnouncement(model, real, model.runs.length)
}

function answerOf(outcome: Outcome<unknown>): string {
  if ('refusal' in outcome) return outcome.refusal.code
  const saved = outcome.value as { problems?: { field: string; problem: string }[] } | null
  const problems = saved?.problems?.map(({ field, problem }) => `${field} ${problem}`)
  return problems?.join(', ') ?? 'done'
}

function saidOf(deliveries: readonly SeenDelivery[], { group }: Real): string[] {
  return deliveries
    .filter(({ about, status }) => status === 'pending' && MODELLED.has(about.kind))
    .map(({ about, address }) => `${about.kind} ${address === group.channelId ? '#circle' : nameOf(address)}`)
    .sort()
}

const rosterOf = ({ members }: Seen) =>
  members
    .filter(({ isOn }) => isOn)
    .map(({ who }) => who)
    .sort()

/** As what somebody belongs to the group. */
const standing = ({ members, convenors }: Seen, who: string) =>
  JSON.stringify([members.find((each) => each.isOn && each.who === who), convenors.includes(who)])

/** Nothing goes another way than its life cycle allows. */
function checkCourse(before: Seen, after: Seen): void {
  for (const [index, { stop: from }] of before.runs.entries()) {
    const to = after.runs[index]?.stop
    if (from) expect(reachable(BUS_STOP_TRANSITIONS, from), 'the course of a bus stop').toContain(to)
  }
  for (const { id, status: from } of before.invitations) {
    const to = after.invitations.find((each) => each.id === id)?.status
    expect(reachable(INVITATION_TRANSITIONS, from), 'the course of an invitation').toContain(to)
  }
}

function reachable<S extends string>(transitions: Transitions<S>, from: string): string[] {
  const next = transitions[from as S] ?? []
  return [from, ...next.flatMap((each) => reachable(transitions, each))]
}

/** Everything is said once, and what is meant for convenors reaches nobody else. */
function checkDeliveries(before: Seen, after: Seen, real: Real): void {
  const convenors = [...before.convenors, ...after.convenors]
  for (const { key, about, address, status } of after.deliveries) {
    expect(real.knownKeys.has(key), `said twice: ${JSON.stringify(about)}`).toBe(false)
    real.knownKeys.add(key)
    if (status !== 'pending') continue
    if ('convenorId' in about) {
      expect(address, `whom ${about.kind} is for`).toBe(about.convenorId)
      expect(convenors, `who is told ${about.kind}`).toContain(nameOf(address))
    }
    if (about.kind === 'busStopReminder') {
      const key = `${about.busStopId} ${about.memberId}`
      real.reminders.set(key, (real.reminders.get(key) ?? 0) + 1)
      expect(real.reminders.get(key), 'reminders to one member at one stop').toBeLessThanOrEqual(2)
    }
  }
}

/** At the moment of inviting there is a place for everybody who stays or may say yes. */
function checkPlaces({ runs, members, invitations, places }: Seen): void {
  const run = runs.at(-1)
  const isAtStop = run?.stop === 'open' || run?.stop === 'inviting'
  const off = isAtStop ? (run?.wishes ?? []).filter(({ value }) => (value as string) === 'gettingOff') : []
  const staying = members.filter(({ who, isOn }) => isOn && !off.some((wish) => wish.who === who)).length
  const asked = invitations.filter(({ status }) => status === 'open' || status === 'accepted').length
  expect(staying + asked, 'people and places').toBeLessThanOrEqual(places)
}

function checkPeople({ members, interest, invitations }: Seen): void {
  const both = members.filter(({ who, isOn }) => isOn && interest.includes(who))
  expect(both, 'on the roster and on the interest list').toEqual([])
  const open = invitations.filter(({ status }) => status === 'open').map(({ who }) => who)
  expect(new Set(open).size, 'one open invitation for each person').toBe(open.length)
}
