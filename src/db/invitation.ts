import type { DateTime } from 'luxon'
import { INVITATION_TRANSITIONS, type InvitationStatus } from '#domain/invitation.ts'
import { statesBefore } from '#domain/life-cycle.ts'
import type { Tx } from './client.ts'
import type { Invitation as InvitationRow } from './generated/client.ts'
import { instant } from './time.ts'
import { INSTALLED } from './workspace.ts'

/** Somebody on the interest list was asked whether they want to join. */
export type Invitation = {
  id: string
  groupId: string
  slackUserId: string
  /** The run they would join, or at whose bus stop they would get on. */
  runId: string
  isAtBusStop: boolean
  status: InvitationStatus
  sentAt: DateTime
  answerBy: DateTime
  isWelcomeWanted: boolean
  agreedAt: DateTime | null
  agreedTo: string | null
}

/** The invitation with this id, or null. */
export async function findInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  const row = await tx.invitation.findUnique({ where: { id } })
  return row && toInvitation(row)
}

/** Everybody invited for a run, at its bus stop or before it began, in the order in which they were asked. */
export async function invitationsOf(tx: Tx, runId: string, isAtBusStop: boolean): Promise<Invitation[]> {
  const rows = await tx.invitation.findMany({ where: { runId, isAtBusStop }, orderBy: { id: 'asc' } })
  return rows.map(toInvitation)
}

/** Every invitation that waits for an answer, oldest first; for whoever looks ahead, as ticks need not. */
export async function openInvitations(tx: Tx): Promise<(Invitation & { isReminded: boolean })[]> {
  const rows = await tx.invitation.findMany({
    where: { openForGroupId: { not: null }, group: INSTALLED },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({ ...toInvitation(row), isReminded: row.remindedAt !== null }))
}

/** The open invitations about which something may be due by an instant, the longest due first. */
export async function invitationsToFollow(tx: Tx, at: DateTime): Promise<Invitation[]> {
  const rows = await tx.invitation.findMany({
    where: { status: 'open', followAt: { lte: at.toJSDate() }, group: INSTALLED },
    orderBy: [{ followAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toInvitation)
}

/** Notes when the next thing about an invitation is due. */
export async function setFollowAt(tx: Tx, id: string, at: DateTime): Promise<void> {
  await tx.invitation.updateMany({ where: { id }, data: { followAt: at.toJSDate() } })
}

/** Stores an open invitation and returns its id; null when the person has one already. */
export async function insertInvitation(
  tx: Tx,
  invitation: Omit<Invitation, 'id' | 'status' | 'isWelcomeWanted' | 'agreedAt' | 'agreedTo'> & {
    followAt: DateTime
  },
): Promise<string | null> {
  const { sentAt, answerBy, followAt, ...columns } = invitation
  const [row] = await tx.invitation.createManyAndReturn({
    data: [
      {
        ...columns,
        status: 'open',
        openForGroupId: invitation.groupId,
        sentAt: sentAt.toJSDate(),
        answerBy: answerBy.toJSDate(),
        followAt: followAt.toJSDate(),
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  })
  return row?.id ?? null
}

/** What is stored of somebody who has not agreed, or takes it back. */
const NO_CONSENT = { agreedAt: null, agreedTo: null, isWelcomeWanted: false }

/** Takes back what somebody agreed to in every invitation to a group. */
export async function forgetConsent(tx: Tx, groupId: string, slackUserId: string): Promise<void> {
  await tx.invitation.updateMany({ where: { groupId, slackUserId }, data: NO_CONSENT })
}

/** Moves an invitation to a state; false when its state does not allow that. Declining takes back an agreement. */
export async function moveInvitation(tx: Tx, id: string, to: InvitationStatus): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, status: { in: statesBefore(INVITATION_TRANSITIONS, to) } },
    data: { status: to, openForGroupId: null, ...(to === 'declined' && NO_CONSENT) },
  })
  return count === 1
}

/** Stores what somebody agreed to when they accepted. */
export async function saveConsent(
  tx: Tx,
  id: string,
  consent: { agreedAt: DateTime; agreedTo: string; isWelcomeWanted: boolean },
): Promise<void> {
  await tx.invitation.update({
    where: { id },
    data: { ...consent, agreedAt: consent.agreedAt.toJSDate() },
  })
}

/** Notes that somebody has had their reminder; false when they had it before. */
export async function markReminded(tx: Tx, id: string, now: DateTime): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, status: 'open', remindedAt: null },
    data: { remindedAt: now.toJSDate() },
  })
  return count === 1
}

function toInvitation(row: InvitationRow): Invitation {
  const { id, groupId, slackUserId, runId, isAtBusStop, status, isWelcomeWanted, agreedTo } = row
  return {
    id,
    groupId,
    slackUserId,
    runId,
    isAtBusStop,
    status,
    sentAt: instant(row.sentAt),
    answerBy: instant(row.answerBy),
    isWelcomeWanted,
    agreedAt: row.agreedAt && instant(row.agreedAt),
    agreedTo,
  }
}
