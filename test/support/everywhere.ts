/** Somebody who is in every table and every column in which a person can be. */
import { type Desk, fixedRun, MONDAY, newGroup, type TestGroup } from './group-desk.ts'

export type Everywhere = { group: TestGroup; slackUserId: string }

/**
 * A group that Ruth and Ben convene, with a run, its bus stop and an open survey; Ben, Ruth and Amara have done
 * and said everything there that can be done and said, also for one another.
 */
export async function personEverywhere(desk: Desk): Promise<Everywhere> {
  const group = await newGroup(desk, { convenors: ['ruth', 'ben'], interested: ['isla'] })
  const { db } = desk.database
  const { runId, sessionIds } = await fixedRun(group)
  const { workspaceId } = await db.group.findUniqueOrThrow({ where: { id: group.id } })
  const [sessionId = '', another = ''] = sessionIds
  const members = await db.member.findMany({ where: { groupId: group.id } })
  const memberId = (name: string) => members.find((each) => each.slackUserId === `U-${name}`)?.id ?? ''
  const at = new Date(MONDAY)
  const people = [
    { name: 'ben', by: 'U-ruth', supports: 'ruth' },
    { name: 'ruth', by: 'U-ben', supports: 'ben' },
    { name: 'amara', by: 'U-ben', supports: 'ben' },
  ]
  const busStop = await db.busStop.findFirstOrThrow({ where: { runId } })
  const survey = await db.survey.create({
    data: {
      runId,
      occasion: 'halfWay',
      status: 'open',
      closesAt: new Date('2027-03-01'),
      counts: Array(11).fill(0),
    },
  })
  await db.answer.updateMany({ where: { memberId: memberId('amara') }, data: { recordedBy: 'U-ben' } })
  for (const { name, by, supports } of people) {
    const own = { memberId: memberId(name), recordedBy: by }
    const slackUserId = `U-${name}`
    await db.apology.create({ data: { ...own, sessionId, sentAt: at } })
    await db.apology.create({ data: { ...own, sessionId: another, sentAt: at, recordedBy: null } })
    await db.choice.create({ data: { ...own, busStopId: busStop.id, value: 'staying', chosenAt: at } })
    await db.surveyMember.create({ data: { surveyId: survey.id, memberId: own.memberId, hasAnswered: true } })
    await db.convenorOffer.create({
      data: { groupId: group.id, supporterId: own.memberId, memberId: memberId(supports) },
    })
    await db.calendarFeed.create({
      data: { memberId: own.memberId, tokenHash: own.memberId, madeAt: at },
    })
    await db.interest.create({ data: { groupId: group.id, slackUserId, since: at } })
    await db.invitation.create({
      data: {
        groupId: group.id,
        slackUserId,
        runId,
        isAtBusStop: false,
        status: 'joined',
        sentAt: at,
        answerBy: at,
      },
    })
    const homeTab = { workspaceId, slackUserId, openedAt: at }
    await db.homeTab.createMany({ data: [homeTab], skipDuplicates: true })
    await db.pace.create({ data: { workspaceId, address: slackUserId, freeAt: at } })
    await db.auditEntry.create({
      data: { groupId: group.id, at, byId: by, what: 'answersRecorded', subjectId: slackUserId },
    })
  }
  return { group, slackUserId: 'U-ben' }
}
