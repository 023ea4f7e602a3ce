import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertAudit } from '#db/audit.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { auditMessage } from '#slack/views/audit.ts'
import { auditNow } from '#usecases/audit.ts'
import { closePoll, requestClosing } from '#usecases/close.ts'
import { commit } from '#usecases/context.ts'
import { changeConvenors } from '#usecases/convenor.ts'
import { fixRun } from '#usecases/fix.ts'
import { changeSettings } from '#usecases/group.ts'
import { endInterest, interestNow, showInterest } from '#usecases/interest.ts'
import { acceptInvitation, invite } from '#usecases/invitation.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { nudgeNow } from '#usecases/nudge.ts'
import { replaceDates, whatIfItFalls } from '#usecases/remainder.ts'
import { skip } from '#usecases/session.ts'
import {
  answerAll,
  closeStop,
  code,
  type Desk,
  fixedRun,
  newGroup,
  openDesk,
  pollFor,
  type TestGroup,
  value,
} from '../support/group-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const MORNING = '2027-01-12T09:00Z'
const OVER = '2027-06-01T09:00Z'
const settings = { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London', minimum: 2 }
const nobody = { added: [], removed: [] }
const ids = (...names: string[]) => names.map((name) => `U-${name}`)

/** What was noted in a group since its first entries, oldest first: by whom, what and about whom. */
async function noted({ id: groupId }: TestGroup, since = 0): Promise<string[]> {
  const entries = await desk.database.db.auditEntry.findMany({ where: { groupId }, orderBy: { id: 'asc' } })
  return entries
    .map(({ byId, what, subjectId }) => [byId ?? 'bot', what, subjectId].filter(Boolean).join(' '))
    .slice(since)
}

describe('what was done is noted, with who did it', () => {
  test('from set-up to dates that are fixed', async () => {
    const group = await newGroup(desk)
    const pollId = await pollFor(group)
    value(await nudgeNow(desk.at('2027-01-05T09:00Z'), group.as('ruth')))
    for (const name of ['ruth', 'amara', 'ben', 'chloe']) await answerAll(group, name, 'can')
    value(await requestClosing(desk.at('2027-01-06T09:00Z'), group.as('ruth')))
    await closePoll(desk.at('2027-01-06T09:01Z'), pollId)
    value(await fixRun(desk.at('2027-01-06T09:02Z'), group.as('ruth'), pollId, [0, 3, 6]))
    expect(await noted(group)).toEqual([
      'U-ruth groupSetUp',
      'U-ruth pollOpened',
      'U-ruth nudgeAsked',
      'U-ruth closingAsked',
      'bot pollClosed',
      'U-ruth runFixed',
    ])
  })

  test('about people: roster, interest list, invitations, convenors', async () => {
    const group = await newGroup(desk, { interested: ['isla', 'jonas'] })
    const change = (memberIds: typeof nobody | object, interestedIds: object) =>
      changeSettings(desk.at(MORNING), group.as('ruth'), settings, {
        memberIds: { ...nobody, ...memberIds },
        interestedIds: { ...nobody, ...interestedIds },
      })
    value(await change({ added: ids('dan', 'isla'), removed: ids('chloe') }, { added: ids('kate') }))
    value(await change({}, { removed: ids('jonas') }))
    const { word } = value(await interestNow(desk.at(MORNING), group.as('ruth')))
    value(await showInterest(desk.at(MORNING), group.as('lena'), word))
    value(await endInterest(desk.at(MORNING), group.as('lena'), group.id))
    value(await changeConvenors(desk.at(MORNING), group.as('ruth'), { added: ids('ben'), removed: [] }))
    value(await leaveGroup(desk.at(MORNING), group.as('dan'), group.id))
    expect(await noted(group, 1)).toEqual([
      'U-ruth settingsChanged',
      'U-ruth putOnRoster U-dan',
      'U-ruth putOnRoster U-isla',
      'U-ruth takenOffRoster U-chloe',
      'U-ruth putOnInterestList U-kate',
      'U-ruth settingsChanged',
      'U-ruth takenOffInterestList U-jonas',
      'U-lena putOnInterestList U-lena',
      'U-lena takenOffInterestList U-lena',
      'U-ruth becameConvenor U-ben',
      'U-dan leftGroup U-dan',
    ])
  })

  test('about a run under way, and its bus stop', async () => {
    const group = await newGroup(desk, { interested: ['isla'] })
    const { sessionIds } = await fixedRun(group)
    const since = (await noted(group)).length
    value(await invite(desk.at(MORNING), group.as('ruth'), ids('isla')))
    const { id } = await desk.database.db.invitation.findFirstOrThrow({ where: { groupId: group.id } })
    value(await acceptInvitation(desk.at(MORNING), group.as('isla'), id, false))
    const [first = '', , last = ''] = sessionIds
    value(await skip(desk.at(MORNING), group.as('ruth'), first))
    const { move } = value(await whatIfItFalls(desk.at(MORNING), group.as('ruth'), last))
    const starts = (move?.dates ?? []).map(({ startsAt }) => startsAt.toMillis())
    value(await replaceDates(desk.at(MORNING), group.as('ruth'), last, starts))
    const poll = await desk.database.db.poll.findFirstOrThrow({ where: { openForGroupId: group.id } })
    await closePoll(desk.at('2027-01-18T09:00Z'), poll.id)
    value(await fixRun(desk.at('2027-01-18T09:01Z'), group.as('ruth'), poll.id, [0]))
    value(await closeStop(group, 'ruth', desk.at(OVER)))
    expect(await noted(group, since)).toEqual([
      'U-ruth invited U-isla',
      'U-isla gotOn U-isla',
      'U-ruth sessionSkipped',
      'U-ruth datesReplaced',
      'bot pollClosed',
      'U-ruth runFixed',
      'U-ruth busStopClosed',
    ])
  })

  test('and what was refused, or was taken back with its transaction, is not', async () => {
    const group = await newGroup(desk)
    expect(code(await requestClosing(desk.at(MORNING), group.as('ruth')))).toBe('noOpenPoll')
    await expect(
      commit(desk.at(MORNING), async (tx) => {
        await insertAudit(tx, { groupId: group.id, byId: 'U-ruth', what: 'pollOpened' }, desk.at(MORNING).now)
        throw new Error('broken')
      }),
    ).rejects.toThrow('broken')
    expect(await noted(group)).toEqual(['U-ruth groupSetUp'])
  })
})

describe('a convenor reads it', () => {
  test('newest first, in words and in the zone of the group, and no more than one message holds', async () => {
    const group = await newGroup(desk)
    const { db } = desk.database
    for (let minute = 0; minute < 40; minute += 1) {
      const { now } = desk.at('2027-07-01T12:00Z')
      const entry = { groupId: group.id, byId: 'U-ruth', what: 'settingsChanged' } as const
      await insertAudit(db, entry, now.plus({ minutes: minute }))
    }
    const { text, blocks } = auditMessage(value(await auditNow(desk.at(MORNING), group.as('ruth'))))
    const [intro, first, ...rest] = text.split('\n')
    expect(intro).toContain('newest first* (times in UK time)')
    expect(first).toBe('1 July 2027, 13:39: <@U-ruth> changed the settings.')
    expect(rest.at(-2)).toBe('1 July 2027, 13:10: <@U-ruth> changed the settings.')
    expect(rest.at(-1)).toContain('the newest 30 of 41 entries')
    expect(blocks).toHaveLength(5)
  })

  test('and nobody else does, nor a convenor of another group', async () => {
    const group = await newGroup(desk)
    const other = await newGroup(desk, { convenors: ['ines'], members: ['ines', 'jack'] })
    expect(code(await auditNow(desk.at(MORNING), group.as('ben')))).toBe('notConvenor')
    expect(code(await auditNow(desk.at(MORNING), group.as('ines')))).toBe('notMember')
    expect(code(await auditNow(desk.at(MORNING), { ...group.as('ruth'), channelId: randomUUID() }))).toBe(
      'noGroupHere',
    )
    expect(value(await auditNow(desk.at(MORNING), other.as('ines'))).entries).toHaveLength(1)
  })
})
