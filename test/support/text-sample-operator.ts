/** Samples of what is said on the terminal to whoever sets the bot up. */
import * as assistant from '#text/assistant.ts'

const KINDS = ['bot', 'app', 'user', 'browser', 'expiring', 'workflow', 'webhook', 'secret', 'unknown']
const SECRETS = ['botToken', 'appToken', 'signingSecret', 'clientSecret', 'databaseUrl'] as const
const ADDRESS = 'https://bot.example.org'

const both = ({ label, hint }: { label: string; hint: string }) => `${label}: ${hint}`

export const OPERATOR_SAID: Record<string, Record<string, string[]>> = {
  assistant: {
    noTerminal: [assistant.noTerminal()],
    assistantTitle: [assistant.assistantTitle()],
    interrupted: [assistant.interrupted()],
    transportQuestion: [assistant.transportQuestion()],
    transportOption: (['socket', 'http', 'many'] as const).map((way) => both(assistant.transportOption(way))),
    addressQuestion: [assistant.addressQuestion()],
    badAddress: [assistant.badAddress()],
    nameQuestion: [assistant.nameQuestion()],
    badName: [assistant.badName(35)],
    makeTheApp: [ADDRESS, null].map((link) => assistant.makeTheApp('slack-app-manifest.json', link)),
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
    nothingToWrite: [assistant.nothingToWrite()],
    stillWrong: [assistant.stillWrong(['SLACK_BOT_TOKEN is missing.', 'PORT is 0.'])],
    whatIsNext: [
      assistant.whatIsNext({ handle: 'supportgroup', address: null, isForMany: false }),
      assistant.whatIsNext({ handle: 'supportgroup', address: ADDRESS, isForMany: false }),
      assistant.whatIsNext({ handle: 'supportgroup', address: ADDRESS, isForMany: true }),
    ],
  },
}

export const OPERATOR_MODULES = { assistant }
