import { setUp } from './setup/assistant.ts'
import { Interrupted } from './setup/question.ts'
import { interrupted, noTerminal } from './text/assistant.ts'

if (!process.stdin.isTTY || !process.stdout.isTTY) {
  console.error(noTerminal())
  process.exit(2)
}
// Between two questions the terminal itself sends this; nothing has been begun that could be left half done.
process.once('SIGINT', giveUp)
await setUp(process.cwd(), process.env.SLACK_API_URL || null).catch((error: unknown) => {
  if (!(error instanceof Interrupted)) throw error
  giveUp()
})

function giveUp(): never {
  console.log(interrupted())
  process.exit(130)
}
