/** Samples of what is said about what is kept. */
import { AuditKind } from '#db/generated/enums.ts'
import type { KeyProblem } from '#domain/key.ts'
import { KEPT, type MyData } from '#domain/my-data.ts'
import * as audit from '#text/audit.ts'
import * as consent from '#text/consent.ts'
import * as erased from '#text/erased.ts'
import * as erasure from '#text/erasure.ts'
import * as install from '#text/install.ts'
import * as key from '#text/key.ts'
import * as myData from '#text/my-data.ts'
import { startsAt, TYPED } from './text-sample-plain.ts'

const zone = 'Europe/London'
const entry = { at: startsAt, subjectId: null }
const row = { group: 'circle', joinedAt: '2027-03-07T14:00:00+00:00', isThere: true, leftAt: null }
const everything = Object.fromEntries(KEPT.map((table) => [table, [row]])) as unknown as MyData
const kinds = Object.values(AuditKind)

const KEY_PROBLEMS = {
  missing: '',
  unreadable: '/run/secrets/keys (ENOENT)',
  readableByOthers: '/opt/supportgroup/.data/keys',
  notAKey: '2',
  weak: '1',
  twice: '2',
  unknown: '1f2e3d4c',
  inUse: '',
  noDatabase: '',
} as const satisfies Record<KeyProblem, string>
/** A page for whoever installs the bot, from top to bottom. */
function onePage({ title, paragraphs, next }: install.InstallPage): string[] {
  return [title, ...paragraphs, ...(next === null ? [] : [next])]
}

/** What each function of these modules says. */
export const privacySaid = (): Record<string, Record<string, string[]>> => ({
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
  consent: { agreedText: [consent.agreedText(startsAt, zone)] },
  erased: { erasedPerson: [erased.erasedPerson()] },
  erasure: {
    forgetMeText: [[], [TYPED], [TYPED, TYPED]].map(erasure.forgetMeText),
    forgetMeConfirmation: [erasure.forgetMeConfirmation()],
    forgottenText: [[], [TYPED]].map((names) => erasure.forgottenText(startsAt, names)),
    memberErasedText: [erasure.memberErasedText()],
    wordsErasedText: [erasure.wordsErasedText()],
  },
  key: {
    keysUsage: [key.keysUsage()],
    keysRotated: [key.keysRotated(12, true), key.keysRotated(1, false)],
    nothingToRotate: [key.nothingToRotate()],
    oldKeysDropped: [0, 1, 2].map(key.oldKeysDropped),
    oldKeysInUse: [key.oldKeysInUse()],
    keysNotOurs: [key.keysNotOurs()],
    keyProblem: Object.entries(KEY_PROBLEMS).map(([problem, detail]) =>
      key.keyProblem(problem as KeyProblem, detail),
    ),
  },
  install: {
    beforeInstallPage: onePage(install.beforeInstallPage()),
    installedPage: onePage(install.installedPage()),
    notAgreedPage: onePage(install.notAgreedPage()),
    outdatedInstallPage: onePage(install.outdatedInstallPage()),
    organisationPage: onePage(install.organisationPage()),
    notInstalledPage: onePage(install.notInstalledPage()),
  },
  myData: {
    myDataPage: [myData.myDataPage(everything, startsAt)],
    myDataText: [1, 12].map(myData.myDataText),
    myDataSent: [myData.myDataSent()],
    myDataFileNames: Object.values(myData.myDataFileNames()),
    nothingKept: [myData.nothingKept()],
    myDataNotSent: [true, false].map(myData.myDataNotSent),
  },
})

/** The modules of these samples. */
export const PRIVACY_MODULES = { audit, consent, erased, erasure, install, key, myData }
