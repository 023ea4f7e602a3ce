import type { Check } from '#domain/check.ts'

/** What came of one thing that was looked at, in a sentence with the next step. */
export type Finding = { check: Check; state: 'ok' | 'wrong' | 'notRunning' | 'notChecked'; says: string }

/** It is as it has to be. */
export function ok(check: Check, says: string): Finding {
  return { check, state: 'ok', says }
}

/** Something has to be done. */
export function wrong(check: Check, says: string): Finding {
  return { check, state: 'wrong', says }
}

/** Nothing is wrong with it, but it does nothing just now. */
export function notRunning(check: Check, says: string): Finding {
  return { check, state: 'notRunning', says }
}

/** It could not be looked at, for another reason. */
export function notChecked(says: string, ...checks: Check[]): Finding[] {
  return checks.map((check) => ({ check, state: 'notChecked', says }))
}
