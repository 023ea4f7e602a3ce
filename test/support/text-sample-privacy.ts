/** Samples of what is said about what is kept. */
import { AuditKind } from '#db/generated/enums.ts'
import * as audit from '#text/audit.ts'
import { startsAt } from './text-sample-plain.ts'

const zone = 'Europe/London'
const entry = { at: startsAt, subjectId: null }
const kinds = Object.values(AuditKind)

/** What each function of these modules says. */
export const PRIVACY_SAID: Record<string, Record<string, string[]>> = {
  audit: {
    auditLine: [
      ...kinds.map((what) => audit.auditLine({ ...entry, what, byId: 'U1', subjectId: 'U2' }, zone)),
      ...kinds.map((what) => audit.auditLine({ ...entry, what, byId: 'U1', subjectId: 'U1' }, zone)),
      audit.auditLine({ ...entry, what: 'runFixed', byId: null }, zone),
    ],
    auditIntro: [audit.auditIntro(zone)],
    auditEnd: [audit.auditEnd(30, 112)],
    auditEmpty: [audit.auditEmpty()],
  },
}

/** The modules of these samples. */
export const PRIVACY_MODULES = { audit }
