import { asCode } from './domain/error-code.ts'
import { setUp } from './setup/assistant.ts'
import { Interrupted } from './setup/desk.ts'
import { drawnDesk } from './setup/drawn-desk.ts'
import { plainDesk } from './setup/plain-desk.ts'
import { interrupted, noFile, noTerminal } from './text/assistant.ts'

if (!process.stdin.isTTY || !process.stdout.isTTY) {
  console.error(noTerminal())
  process.exit(2)
}
// Between two questions the terminal itself sends this; nothing has been begun that could be left half done.
process.once('SIGINT', giveUp)
const desk = process.env.ACCESSIBLE ? plainDesk : drawnDesk
await setUp(desk, process.cwd(), process.env.SLACK_API_URL || null).catch((error: unknown) => {
  if (error instanceof Interrupted) giveUp()
  const code = asCode((error as NodeJS.ErrnoException).code)
  if (!code) throw error
  console.error(noFile(code))
  process.exitCode = 1
})

function giveUp(): never {
  console.log(interrupted())
  process.exit(130)
}
