import { findRun } from '#db/run.ts'
import { paragraph } from '#slack/views/parts.ts'
import { clockRulesChangedText } from '#text/clock-rules.ts'
import type { Renderers } from './renderer.ts'

/** What is said when clock rules have changed. */
export const zoneDataRenderers: Renderers<'clockRulesChanged'> = {
  async clockRulesChanged({ tx, about, group, now }) {
    const run = await findRun(tx, about.runId)
    if (!run) return null
    // Sessions that have been skipped or moved since are nothing to tell of any more.
    const coming = run.sessions.filter(({ status, startsAt }) => status === 'firm' && startsAt > now)
    const shifted = about.shifts.split(',').flatMap((shift) => {
      const [was = '', is = '', how = ''] = shift.split(':')
      const session = coming.find(({ startsAt }) => startsAt.toMillis() === Number(is))
      const wasAt = session?.startsAt.minus(Number(is) - Number(was))
      return session && wasAt ? [{ ...session, wasAt, isMoved: how === 'moved' }] : []
    })
    if (shifted.length === 0 && about.dates === 0) return null
    const timeZone = shifted[0]?.timeZone ?? group.timeZone
    return paragraph(clockRulesChangedText(timeZone, shifted, about.dates, about.movedDates))
  },
}
