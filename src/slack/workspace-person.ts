import type { UsersInfoResponse } from '@slack/web-api'
import { type Refusal, refuse } from '#domain/refusal.ts'
import type { Shell } from './shell.ts'
import { verdictOf } from './slack-answer.ts'

/** Whether somebody is of this workspace itself: no guest, and not from another one. */
export function isOfWorkspace(user: UsersInfoResponse['user'], teamId: string): boolean {
  if (!user || user.is_restricted || user.is_ultra_restricted || user.is_stranger) return false
  return user.team_id === teamId
}

/**
 * Why somebody may not put themselves on a list, or null: guests and people from other workspaces come in only when a
 * convenor adds them by name. Asked before anything else, so that the answer tells nothing of any group.
 */
export async function whyNotByThemselves(shell: Shell, userId: string): Promise<{ refusal: Refusal } | null> {
  const { user } = await shell.client.users.info({ user: userId }).catch((error) => {
    if (verdictOf(error).kind === 'refused') return { user: undefined }
    throw error
  })
  return isOfWorkspace(user, shell.teamId) ? null : refuse({ code: 'notByThemselves' })
}
