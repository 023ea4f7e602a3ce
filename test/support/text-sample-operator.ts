/** Samples of what is said on the terminal to whoever sets the bot up. */
import { CHECKS } from '#domain/check.ts'
import * as assistant from '#text/assistant.ts'
import * as doctor from '#text/doctor.ts'
import * as progress from '#text/progress.ts'

const KINDS = ['bot', 'app', 'user', 'browser', 'expiring', 'workflow', 'webhook', 'secret', 'unknown']
const SECRETS = ['botToken', 'appToken', 'signingSecret', 'clientSecret', 'databaseUrl'] as const
const ADDRESS = 'https://bot.example.org'

const NO_TROUBLE = { notThere: [], archived: [], notPrivate: [], noAnswer: [] }
const port = (is: doctor.PortFound['is']) => doctor.portsFound([{ name: 'HEALTH_PORT', port: 8080, is }])

const both = ({ label, hint }: { label: string; hint: string }) => `${label}: ${hint}`

export const OPERATOR_SAID: Record<string, Record<string, string[]>> = {
  progress: {
    progressWords: (['backup', 'restore', 'sealing', 'planning'] as const).map(progress.progressWords),
    progressLine: [null, 83].map((secondsLeft) =>
      progress.progressLine('Backing up', { share: 0.42, seconds: 61, secondsLeft }),
    ),
  },
  assistant: {
    noTerminal: [assistant.noTerminal()],
    assistantTitle: [assistant.assistantTitle()],
    interrupted: [assistant.interrupted()],
    noFile: [assistant.noFile('EACCES')],
    transportQuestion: [assistant.transportQuestion()],
    transportOption: (['socket', 'http', 'many'] as const).map((way) => both(assistant.transportOption(way))),
    addressQuestion: [assistant.addressQuestion()],
    badAddress: [assistant.badAddress()],
    nameQuestion: [assistant.nameQuestion()],
    badName: [assistant.badName(35)],
    makeTheApp: [ADDRESS, null].map((link) => assistant.makeTheApp('slack-app-manifest.json', link)),
    numbered: [assistant.numbered(1, { label: 'By Socket Mode', hint: 'no public address' })],
    numberOfThese: [assistant.numberOfThese()],
    notOneOfThese: [assistant.notOneOfThese(3)],
    enterMeans: [assistant.enterMeans('2')],
    secretQuestion: SECRETS.flatMap((secret) =>
      [null, '1a2b'].map((ending) => assistant.secretQuestion(secret, ending)),
    ),
    clientIdQuestion: [assistant.clientIdQuestion()],
    otherKind: KINDS.flatMap((kind) => [assistant.otherKind('bot', kind), assistant.otherKind('app', kind)]),
    notOne: [...SECRETS, 'clientId' as const].map(assistant.notOne),
    askingSlack: [assistant.askingSlack()],
    botTokenGood: [assistant.botTokenGood('supportgroup', 'Practice')],
    scopesMissing: [['users:read'], ['users:read', 'files:write']].map(assistant.scopesMissing),
    wrongBearer: [assistant.wrongBearer('notABot'), assistant.wrongBearer('wholeOrganisation')],
    otherWorkspace: [assistant.otherWorkspace('Practice', 'Institute')],
    appTokenGood: [assistant.appTokenGood()],
    appTokenWrong: [assistant.appTokenWrong('noConnections'), assistant.appTokenWrong('otherApp')],
    clientGood: [assistant.clientGood()],
    clientRefused: [assistant.clientRefused('bad_client_secret')],
    whatNowQuestion: [assistant.whatNowQuestion()],
    whatNowOption: (['other', 'again', 'goOn'] as const).map(assistant.whatNowOption),
    databaseQuestion: [assistant.databaseQuestion()],
    databaseOption: (['embedded', 'own'] as const).map((place) => both(assistant.databaseOption(place))),
    databaseGood: [assistant.databaseGood()],
    keyMade: [assistant.keyMade()],
    replaceQuestion: [['SLACK_BOT_TOKEN'], ['SLACK_BOT_TOKEN', 'DATABASE_URL']].map(
      assistant.replaceQuestion,
    ),
    yesOrNo: assistant.yesOrNo().map(({ label }) => label),
    leftAsItWas: [assistant.leftAsItWas()],
    cannotChange: [assistant.cannotChange(['DATABASE_URL'])],
    settingsWritten: [assistant.settingsWritten('/opt/supportgroup/.env')],
    otherServer: [assistant.otherServer('http://127.0.0.1:4000/api/')],
    nothingToWrite: [assistant.nothingToWrite()],
    stillWrong: [assistant.stillWrong(['SLACK_BOT_TOKEN is missing.', 'PORT is 0.'])],
    whatIsNext: [
      assistant.whatIsNext({ handle: 'supportgroup', address: null, isForMany: false }),
      assistant.whatIsNext({ handle: 'supportgroup', address: ADDRESS, isForMany: false }),
      assistant.whatIsNext({ handle: 'supportgroup', address: ADDRESS, isForMany: true }),
    ],
  },
  doctor: {
    findingLine: CHECKS.flatMap((check) =>
      (['ok', 'wrong', 'notRunning', 'notChecked'] as const).map((state) =>
        doctor.findingLine(check, state, 'It is so.'),
      ),
    ),
    doctorSummary: [0, 1, 2].flatMap((wrong) => [true, false].map((is) => doctor.doctorSummary(wrong, is))),
    doctorUsage: [doctor.doctorUsage()],
    nodeVersion: [doctor.nodeVersion('24.21.0', null), doctor.nodeVersion('20.1.0', '24.12')],
    rightsFound: [[], ['.data/keys']].map(doctor.rightsFound),
    settingsFound: [[], ['SLACK_BOT_TOKEN is missing.']].map(doctor.settingsFound),
    databaseFound: (['own', 'beside', 'started'] as const).map(doctor.databaseFound),
    noDatabaseYet: [doctor.noDatabaseYet()],
    notStartedYet: [doctor.notStartedYet()],
    migrationsFound: [
      doctor.migrationsFound(3, []),
      doctor.migrationsFound(3, ['20261124_initial']),
      doctor.migrationsFound(1, ['20261124_initial']),
    ],
    migrationsRefused: [doctor.migrationsRefused('The database cannot be used.')],
    keysFit: [doctor.keysFit()],
    ownKeysGone: [doctor.ownKeysGone('/opt/supportgroup/keys')],
    becauseOf: CHECKS.map(doctor.becauseOf),
    clockFound: [
      doctor.clockFound(0.1, false),
      doctor.clockFound(-3, false),
      doctor.clockFound(60, true),
      doctor.clockFound(-60, true),
    ],
    noSlackClock: [doctor.noSlackClock()],
    zoneDataFound: [doctor.zoneDataFound('2026b', null), doctor.zoneDataFound('2026b', '2026c')],
    botFound: [
      doctor.botFound(1, null),
      doctor.botFound(2, null),
      doctor.botFound(0, null),
      doctor.botFound(0, 90),
      doctor.botFound(0, 9000),
    ],
    queueFound: [
      doctor.queueFound(0, 0, false),
      doctor.queueFound(0, 2, false),
      doctor.queueFound(900, 0, true),
    ],
    portsFound: (['free', 'ours', 'unwell', 'taken', 'silent'] as const).map(port),
    noPorts: [doctor.noPorts()],
    tokensFound: [
      doctor.tokensFound(0, []),
      doctor.tokensFound(1, []),
      doctor.tokensFound(2, []),
      doctor.tokensFound(2, ['T1']),
    ],
    scopesFound: [
      doctor.scopesFound([], []),
      doctor.scopesFound(['users:read'], []),
      doctor.scopesFound(['users:read'], ['T1']),
    ],
    overHttp: [doctor.overHttp()],
    ofMany: [doctor.ofMany()],
    workspaceFound: [doctor.workspaceFound(0, 0), doctor.workspaceFound(3, 0), doctor.workspaceFound(3, 2)],
    channelsFound: [
      doctor.channelsFound(0, NO_TROUBLE),
      doctor.channelsFound(2, NO_TROUBLE),
      doctor.channelsFound(4, { notThere: ['C1'], archived: ['C2'], notPrivate: ['C3'], noAnswer: ['C4'] }),
    ],
  },
}

export const OPERATOR_MODULES = { assistant, doctor, progress }
