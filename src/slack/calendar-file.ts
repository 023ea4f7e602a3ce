import { getGroup } from '#db/group.ts'
import { getRun, type Run } from '#db/run.ts'
import { runCalendar } from '#text/calendar.ts'
import { speaking } from '#text/language.ts'
import { calendarFileMissing } from '#text/session.ts'
import { ask } from '#usecases/context.ts'
import { errorName } from './log.ts'
import type { Shell } from './shell.ts'

/** Puts the calendar file of a run under the message that announced it. Where files are not allowed, says so. */
export async function sendCalendarFile(shell: Shell, runId: string, channelId: string): Promise<void> {
  const { run, language } = await ask(shell.context(), async (tx) => {
    const run = await getRun(tx, runId)
    return { run, language: (await getGroup(tx, run.groupId)).language }
  })
  await speaking(language, () => send(shell, run, channelId))
}

async function send(shell: Shell, run: Run, channelId: string): Promise<void> {
  const content = runCalendar(run.sessions, shell.context().now)
  try {
    await shell.client.files.uploadV2({
      channel_id: channelId,
      filename: 'sessions.ics',
      title: 'Our sessions',
      content,
    })
  } catch (error) {
    const { name, code } = errorName(error)
    shell.log.warn({ name, code }, 'calendar file not sent')
    const text = calendarFileMissing(code === 'missing_scope')
    await shell.poster.chat.postMessage({ channel: channelId, text })
  }
}
