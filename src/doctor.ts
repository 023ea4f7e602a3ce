import { parseArgs } from 'node:util'
import { unforeseen } from './backup-program.ts'
import { examine } from './doctor/examine.ts'
import { doctorSummary, doctorUsage, findingLine } from './text/doctor.ts'

/** What it ends with when nothing is wrong, but no bot is running. */
const NO_BOT = 3

const asked = argumentsGiven()
if (asked) await run(asked.json)
else {
  console.error(doctorUsage())
  process.exitCode = 2
}

async function run(asJson: boolean): Promise<void> {
  const findings = await examine({
    environment: process.env,
    folder: process.cwd(),
    versions: process.versions,
  }).catch((error: unknown) => {
    console.error(unforeseen(error))
    return null
  })
  const wrong = findings?.filter(({ state }) => state === 'wrong').length ?? 1
  const isBotRunning = findings?.some(({ check, state }) => check === 'bot' && state === 'ok') ?? false
  if (findings && asJson)
    console.log(JSON.stringify({ isWell: wrong === 0 && isBotRunning, isBotRunning, findings }, null, 2))
  else if (findings)
    console.log(
      [
        ...findings.map(({ check, state, says }) => findingLine(check, state, says)),
        doctorSummary(wrong, isBotRunning),
      ].join('\n'),
    )
  process.exitCode = wrong > 0 ? 1 : isBotRunning ? 0 : NO_BOT
}

function argumentsGiven(): { json: boolean } | null {
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean' } } })
    return { json: values.json === true }
  } catch {
    return null
  }
}
