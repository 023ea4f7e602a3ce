import { getGroup } from '#db/group.ts'
import { getRun } from '#db/run.ts'
import { calendarFileNames } from '#text/calendar.ts'
import { calendarText } from '#text/ical.ts'
import { speaking } from '#text/language.ts'
import { calendarFileMissing } from '#text/session.ts'
import { currentEntries } from '#usecases/calendar.ts'
import { commit } from '#usecases/context.ts'
import { errorName } from './log.ts'
import type { Shell } from './shell.ts'

/** Puts the calendar file of a run under the message that announced it. Where files are not allowed, says so. */
export async function sendCalendarFile(shell: Shell, runId: string, channelId: string): Promise<void> {
  const { entries, group } = await commit(shell.context(), async (tx) => ({
    entries: await currentEntries(tx, shell.context(), runId),
    group: await getGroup(tx, (await getRun(tx, runId)).groupId),
  }))
  await speaking(group.language, () => send(shell, calendarText(entries, group.timeZone), channelId))
}

async function send(shell: Shell, content: string, channelId: string): Promise<void> {
  try {
    await shell.client.files.uploadV2({
      channel_id: channelId,
      ...calendarFileNames(),
      content,
    })
  } catch (error) {
    const { name, code } = errorName(error)
    shell.log.warn({ name, code }, 'calendar file not sent')
    const text = calendarFileMissing(code === 'missing_scope')
    await shell.poster.chat.postMessage({ channel: channelId, text })
  }
}
