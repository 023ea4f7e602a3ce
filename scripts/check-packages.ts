// npm run packages [-- SECONDS]
// Asks the registry whether what runs here has known vulnerabilities, and whether all packages are as they were published.
// Fails for what it says, never for its silence, and ends within a minute.
import { execFile } from 'node:child_process'
import { signatureVerdict, vulnerabilityVerdict } from './package-verdict.ts'

const [seconds = '50'] = process.argv.slice(2)

const [vulnerabilities, signatures] = await Promise.all([
  npm('audit', '--omit=dev'),
  npm('audit', 'signatures'),
])
for (const { lines, isBad } of [vulnerabilityVerdict(vulnerabilities), signatureVerdict(signatures)]) {
  console.log(lines.join('\n'))
  if (isBad) process.exitCode = 1
}

/** What npm prints as JSON, whatever it ends with; a sentence when it prints none. */
function npm(...command: string[]): Promise<unknown> {
  // By itself npm would ask three times, a minute and more.
  const args = [...command, '--json', '--fetch-retries=0', '--no-update-notifier']
  const limits = { timeout: Number(seconds) * 1000, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 } as const
  return new Promise((resolve) =>
    execFile('npm', args, limits, (error, printed) => {
      if (error?.killed) return resolve(`nothing came within ${seconds} seconds`)
      try {
        resolve(JSON.parse(printed))
      } catch {
        resolve(`npm ended with ${error?.code ?? 0} and said nothing`)
      }
    }),
  )
}
