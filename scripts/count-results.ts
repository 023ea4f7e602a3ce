// node scripts/count-results.ts REPORT TESTS CHECK…
// Prints "N passed, N failed" from vitest's JSON report and the exit codes of the tests and of every other check.
import { readFileSync } from 'node:fs'

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const [path = '', testExit, ...checkExits] = process.argv.slice(2)
const report = readReport(path)
// A file that cannot be loaded has no tests to fail.
const brokenFiles = report?.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
)
const failedTests = (report?.numFailedTests ?? 0) + (brokenFiles?.length ?? 0)
const failedChecks = checkExits.filter((exit) => exit !== '0').length
const failed = (testExit === '0' ? failedTests : Math.max(1, failedTests)) + failedChecks
console.log(`${report?.numPassedTests ?? 0} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Undefined when vitest ended before it could write one. */
function readReport(file: string): Report | undefined {
  const text = readFileSync(file, 'utf8')
  return text === '' ? undefined : JSON.parse(text)
}
