import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import type { Outcome } from '#domain/refusal.ts'
import { answerSheet, recordAnswers } from '#usecases/answer.ts'
import { myApologies, setApology } from '#usecases/apology.ts'
import { busStopAhead, choose } from '#usecases/bus-stop.ts'
import { requestCalendarFile } from '#usecases/calendar-file.ts'
import { requestClosing } from '#usecases/close.ts'
import { closeBusStop } from '#usecases/close-bus-stop.ts'
import type { Actor, Context } from '#usecases/context.ts'
import { changeConvenors, convenorsHere } from '#usecases/convenor.ts'
import { fixRun } from '#usecases/fix.ts'
import { changeSettings, settingsOf } from '#usecases/group.ts'
import { homeOf } from '#usecases/home.ts'
import { interestNow } from '#usecases/interest.ts'
import { acceptInvitation, declineInvitation, invite, myInvitation } from '#usecases/invitation.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { setReminding } from '#usecases/mute.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { offerNow } from '#usecases/offer.ts'
import { postParked } from '#usecases/parked.ts'
import { mayOpenPoll, openPoll, previewPoll } from '#usecases/poll.ts'
import { leaveAsItIs, skip, takeBack } from '#usecases/session.ts'
import { settleByHand } from '#usecases/settle.ts'
import { statusHere } from '#usecases/status.ts'
import { offerToConvene, supportOffer } from '#usecases/take-over.ts'
import {
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  type TestGroup,
  value,
  WINDOW,
} from '../support/group-desk.ts'

let desk: Desk
let group: TestGroup
let ids: { pollId: string; runId: string; sessionId: string; busStopId: string; deliveryId: string }

/** Ines convenes the group with Ruth and is not on its roster. */
beforeAll(async () => {
  desk = await openDesk()
  group = await newGroup(desk, { convenors: ['ruth', 'ines'], interested: ['isla'] })
  const { runId, sessionIds } = await fixedRun(group)
  const { db } = desk.database
  const poll = await db.poll.findFirstOrThrow({ where: { runId } })
  const busStop = await db.busStop.findFirstOrThrow({ where: { runId } })
  const delivery = await db.delivery.findFirstOrThrow({ where: { groupId: group.id } })
  ids = {
    pollId: poll.id,
    runId,
    sessionId: sessionIds[0] ?? '',
    busStopId: busStop.id,
    deliveryId: delivery.id,
  }
})
afterAll(() => desk.close())

type Ask = (context: Context, actor: Actor) => Promise<Outcome<unknown>>

const settings = { ...DEFAULT_SETTINGS, name: 'taken over', timeZone: 'UTC' }
const nobody = { added: [], removed: [] }
const takingOver = { added: ['U-x'], removed: ['U-ruth'] }
const people = { memberIds: takingOver, interestedIds: nobody }

/** What only convenors may do, in the group of their channel. */
const CONVENING: Record<string, Ask> = {
  changeSettings: (context, actor) => changeSettings(context, actor, settings, people),
  settingsOf,
  changeConvenors: (context, actor) => changeConvenors(context, actor, takingOver),
  mayOpenPoll,
  previewPoll: (context, actor) => previewPoll(context, actor, WINDOW, []),
  openPoll: (context, actor) => openPoll(context, actor, WINDOW, []),
  requestClosing,
  offerNow,
  nudgeNow,
  interestNow,
  postParked,
  invite: (context, actor) => invite(context, actor, ['U-isla']),
}

/** What only convenors may do, with something that a button names. */
const CONVENING_BY_ID: Record<string, Ask> = {
  fixRun: (context, actor) => fixRun(context, actor, ids.pollId, [0, 1, 2]),
  leaveAsItIs: (context, actor) => leaveAsItIs(context, actor, ids.sessionId),
  skip: (context, actor) => skip(context, actor, ids.sessionId),
  takeBack: (context, actor) => takeBack(context, actor, ids.sessionId),
  closeBusStop: (context, actor) => closeBusStop(context, actor, ids.busStopId, ''),
  settleByHand: (context, actor) => settleByHand(context, actor, ids.deliveryId, true),
}

/** What members do for themselves. */
const TAKING_PART: Record<string, Ask> = {
  answerSheet,
  myApologies,
  setReminding: (context, actor) => setReminding(context, actor, false),
  offerToConvene,
  supportOffer: (context, actor) => supportOffer(context, actor, randomUUID()),
}
const TAKING_PART_BY_ID: Record<string, Ask> = {
  recordAnswers: (context, actor) => recordAnswers(context, actor, ids.pollId, new Map()),
  setApology: (context, actor) => setApology(context, actor, ids.sessionId, true),
  leaveGroup: (context, actor) => leaveGroup(context, actor, group.id),
  choose: (context, actor) => choose(context, actor, ids.busStopId, 'gettingOff'),
}

/** What members and convenors may see. */
const SEEING: Record<string, Ask> = { statusHere, busStopAhead, convenorsHere }
const SEEING_BY_ID: Record<string, Ask> = {
  requestCalendarFile: (context, actor) => requestCalendarFile(context, actor, ids.runId),
}

const BY_ID = { ...CONVENING_BY_ID, ...TAKING_PART_BY_ID, ...SEEING_BY_ID }
const EVERYTHING = Object.entries({ ...CONVENING, ...TAKING_PART, ...SEEING, ...BY_ID })
const now = () => desk.at('2027-01-12T09:00Z')

/** Everything in the database that a refused request must leave as it is. */
async function everything() {
  const { db } = desk.database
  return JSON.stringify([
    await db.group.findMany({ include: { convenors: true, members: true, interests: true, patterns: true } }),
    await db.session.findMany({ include: { apologies: true } }),
    await db.poll.findMany(),
    await db.delivery.findMany({ orderBy: { id: 'asc' } }),
    await db.choice.findMany(),
    await db.invitation.findMany(),
  ])
}

describe('somebody who is neither a convenor nor on the roster', () => {
  test.each(EVERYTHING)('is refused %s, and nothing is changed', async (_, ask) => {
    const before = await everything()
    expect(code(await ask(now(), group.as('stranger')))).toBe('notMember')
    expect(code(await ask(now(), group.as('isla')))).toBe('notMember')
    expect(await everything()).toBe(before)
  })

  test('sees no group on the Home tab', async () => {
    expect((await homeOf(now(), group.as('stranger'))).statuses).toEqual([])
    expect((await homeOf(now(), group.as('ben'))).statuses).toHaveLength(1)
    expect((await homeOf(now(), group.as('ines'))).statuses).toHaveLength(1)
  })
})

describe('somebody of the same name in another workspace', () => {
  test.each(EVERYTHING)('is refused %s, even by id, and nothing is changed', async (name, ask) => {
    const before = await everything()
    const elsewhere = { ...group.as('ruth'), teamId: 'T2' }
    expect(code(await ask(now(), elsewhere)), name).toBe('noGroupHere')
    expect((await homeOf(now(), elsewhere)).statuses).toEqual([])
    expect(await everything()).toBe(before)
  })

  test('cannot answer an invitation of this one, and neither can anybody else but the one who is invited', async () => {
    value(await invite(now(), group.as('ruth'), ['U-isla']))
    const { id } = await desk.database.db.invitation.findFirstOrThrow({ where: { groupId: group.id } })
    const before = await everything()
    for (const actor of [{ ...group.as('isla'), teamId: 'T2' }, group.as('stranger'), group.as('ruth')]) {
      expect(code(await myInvitation(now(), actor, id))).toBe('notInvited')
      expect(code(await acceptInvitation(now(), actor, id, true))).toBe('notInvited')
      expect(code(await declineInvitation(now(), actor, id))).toBe('notInvited')
    }
    expect(await everything()).toBe(before)
  })
})

describe('a member who is not a convenor', () => {
  test.each(Object.entries({ ...CONVENING, ...CONVENING_BY_ID }))(
    'is refused %s, told who convenes, and nothing is changed',
    async (_, ask) => {
      const before = await everything()
      expect(await ask(now(), group.as('ben'))).toEqual({
        refusal: { code: 'notConvenor', convenorIds: ['U-ines', 'U-ruth'] },
      })
      expect(await everything()).toBe(before)
    },
  )
})

describe('a convenor who is not on the roster', () => {
  test.each(Object.entries({ ...TAKING_PART, ...TAKING_PART_BY_ID }))(
    'is refused %s, and nothing is changed',
    async (_, ask) => {
      const before = await everything()
      expect(code(await ask(now(), group.as('ines')))).toBe('notMember')
      expect(await everything()).toBe(before)
    },
  )

  test.each(Object.entries({ ...SEEING, ...SEEING_BY_ID }))('may %s', async (_, ask) => {
    expect(code(await ask(now(), group.as('ines')))).toBeUndefined()
  })
})

test.each(Object.entries({ ...CONVENING, ...TAKING_PART, ...SEEING }))(
  '%s in a channel without a group says so',
  async (_, ask) => {
    expect(code(await ask(now(), { ...group.as('ruth'), channelId: 'C-other' }))).toBe('noGroupHere')
  },
)

test('an id of something that does not exist is refused like something that is gone', async () => {
  const unknown = randomUUID()
  const ruth = group.as('ruth')
  expect(code(await fixRun(now(), ruth, unknown, [0]))).toBe('noPollToFix')
  expect(code(await skip(now(), ruth, unknown))).toBe('sessionGone')
  expect(code(await setApology(now(), ruth, unknown, true))).toBe('sessionGone')
  expect(code(await requestCalendarFile(now(), ruth, unknown))).toBe('noRun')
  expect(code(await acceptInvitation(now(), ruth, unknown, true))).toBe('notInvited')
  expect(code(await closeBusStop(now(), ruth, unknown, ''))).toBe('busStopClosedAlready')
  expect(code(await choose(now(), ruth, unknown, 'staying'))).toBe('busStopClosed')
  expect(code(await recordAnswers(now(), ruth, unknown, new Map()))).toBe('pollClosed')
})

test('somebody who has got off is a stranger from then on', async () => {
  const other = await newGroup(desk)
  const leaving = { added: [], removed: ['U-ben'] }
  const change = { memberIds: leaving, interestedIds: nobody }
  expect(code(await changeSettings(now(), other.as('ruth'), settings, change))).toBeUndefined()
  expect(code(await statusHere(now(), other.as('ben')))).toBe('notMember')
  expect(code(await statusHere(now(), other.as('chloe')))).toBeUndefined()
})
