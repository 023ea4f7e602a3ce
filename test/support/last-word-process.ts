/** Logs much at once for somebody at a terminal, and ends with its last line. */
import { openLog } from '#bot-log.ts'

const log = await openLog('info', true)
for (let line = 0; line < 500; line += 1) log.info({ transport: 'socket' }, 'connected to Slack')
log.fatal({ name: 'Error' }, 'an error that nobody foresaw ends the bot')
process.exit(1)
