import type { Check } from '#domain/check.ts'
import * as say from '#text/doctor.ts'
import { type Finding, ok, wrong } from './finding.ts'

/** What differs by less than this does no harm. */
const HARMLESS_SECONDS = 5

/** Whether this machine’s clock agrees with another, which is ahead by so many seconds. */
export function lookAtClock(check: Extract<Check, `${string}Clock`>, aheadSeconds: number): Finding {
  const isWrong = Math.abs(aheadSeconds) > HARMLESS_SECONDS
  return (isWrong ? wrong : ok)(check, say.clockFound(aheadSeconds, isWrong))
}
