// node scripts/count-results.ts REPORT TESTS CHECK…
// Prints what failed and "N passed, N failed" from vitest's JSON report and the exit codes of the tests and of every other check.
import { readFileSync } from 'node:fs'

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; message?: string; assertionResults: Result[] }[]
}

type Result = { status: string; fullName: string; failureMessages?: string[] }

const [path = '', testExit, ...checkExits] = process.argv.slice(2)
const report = readReport(path)
// A file that cannot be loaded has no tests to fail.
const brokenFiles = report?.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
)
const failedTests = (report?.numFailedTests ?? 0) + (brokenFiles?.length ?? 0)
const failedChecks = checkExits.filter((exit) => exit !== '0').length
const failed = (testExit === '0' ? failedTests : Math.max(1, failedTests)) + failedChecks
for (const line of whatFailed(report)) console.log(line)
console.log(`${report?.numPassedTests ?? 0} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Told once more at the end: by then much else has been printed after it. */
function whatFailed(all: Report | undefined): string[] {
  return (all?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [`FAILED: ${name}\n${message ?? ''}`]
    return failed.map(
      (each) => `FAILED: ${name}: ${each.fullName}\n${each.failureMessages?.join('\n') ?? ''}`,
    )
  })
}

/** Undefined when vitest ended before it could write one. */
function readReport(file: string): Report | undefined {
  const text = readFileSync(file, 'utf8')
  return text === '' ? undefined : JSON.parse(text)
}
