import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import terminalLink from 'terminal-link'
import { parseConfig } from '#config.ts'
import * as say from '#text/assistant.ts'
import { askDatabase } from './database.ts'
import type { Desk } from './desk.ts'
import { namesChanged, type Settings, settingsIn, textOf, withSettings, writeWhole } from './env-file.ts'
import {
  type AppChoice,
  choiceIn,
  handleFor,
  LONGEST_NAME,
  manifestFor,
  prefilledLink,
  publicAddress,
} from './manifest.ts'
import { type Asked, askAppToken, askBotToken, askClient, askShortSecret } from './token.ts'

/** Where the manifest is written that is to be pasted. */
const MANIFEST_FILE = 'slack-app-manifest.json'

const ownFile = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

/**
 * Asks for what the bot needs to know, checks it against Slack, and writes `.env` in `folder`. `apiUrl` is another server
 * than Slack’s own; null for what `.env` says. Throws `Interrupted` when whoever is asked wants to stop.
 */
export async function setUp(desk: Desk, folder: string, apiUrl: string | null): Promise<void> {
  desk.open(say.assistantTitle())
  const file = join(folder, '.env')
  const text = textOf(file)
  const before = settingsIn(text ?? '')
  const choice = await chooseApp(desk, before, folder)
  showManifest(desk, choice, join(folder, MANIFEST_FILE))
  const asked = { desk, before, apiUrl: apiUrl ?? (before.SLACK_API_URL || null) }
  const settings = {
    ...(await askSecrets(choice, asked)),
    ...(apiUrl && { SLACK_API_URL: apiUrl }),
    ...(await askDatabase(desk, before)),
  }
  await write(desk, file, text, settings)
  const address = choice.transport === 'socket' ? null : choice.address
  desk.close(
    say.whatIsNext({ handle: handleFor(choice.name), address, isForMany: choice.transport === 'many' }),
  )
}

/** What is to be known of the app before it is made; what was chosen last time is offered. */
async function chooseApp(desk: Desk, before: Settings, folder: string): Promise<AppChoice> {
  const made = choiceIn(textOf(join(folder, MANIFEST_FILE)) ?? '')
  const usual = made ?? choiceIn(ownFile('manifest.json'))
  const inUse = before.SLACK_CLIENT_ID ? 'many' : before.SLACK_SIGNING_SECRET ? 'http' : 'socket'
  const ways = ['socket', 'http', 'many'] as const
  const transport = await desk.askWhich(
    say.transportQuestion(),
    ways.map((value) => ({ value, ...say.transportOption(value) })),
    made?.transport ?? (before.SLACK_APP_TOKEN ? 'socket' : inUse),
  )
  const name = await desk.askLine(say.nameQuestion(), usual?.name ?? null, (given) =>
    given.length < 1 || given.length > LONGEST_NAME ? say.badName(LONGEST_NAME) : undefined,
  )
  if (transport === 'socket') return { transport, name }
  const earlier = made && made.transport !== 'socket' ? made.address : null
  const address = await desk.askLine(say.addressQuestion(), earlier, (given) =>
    publicAddress(given) === null ? say.badAddress() : undefined,
  )
  return { transport, name, address: publicAddress(address) ?? address }
}

function showManifest(desk: Desk, choice: AppChoice, file: string): void {
  const made = manifestFor(ownFile('manifest.json'), choice)
  writeWhole(file, `${JSON.stringify(made, null, 2)}\n`, 0o644)
  desk.show(say.makeTheApp(file, linked(prefilledLink(made))))
}

/** Such that a press opens it where the terminal can do that: in one that wraps its lines half an address would be opened. */
function linked(address: string | null): string | null {
  return address && terminalLink(address, address, { fallback: false })
}

/** What lets the bot speak with Slack; what belongs to another way of reaching it is emptied. */
async function askSecrets({ transport }: AppChoice, asked: Asked): Promise<Settings> {
  const none = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '' }
  if (transport === 'many') {
    const client = await askClient(asked)
    return { ...none, ...client, SLACK_SIGNING_SECRET: await askSigningSecret(asked) }
  }
  const bot = await askBotToken(asked)
  const found = { ...none, SLACK_BOT_TOKEN: bot.token }
  return transport === 'socket'
    ? { ...found, SLACK_APP_TOKEN: await askAppToken(asked, bot) }
    : { ...found, SLACK_SIGNING_SECRET: await askSigningSecret(asked) }
}

function askSigningSecret({ desk, before }: Asked): Promise<string> {
  return askShortSecret(desk, 'signingSecret', before.SLACK_SIGNING_SECRET)
}

/** Changes these settings in the file and nothing else, once whoever is asked agrees to lose what was there. */
async function write(desk: Desk, file: string, text: string | null, settings: Settings): Promise<void> {
  const before = settingsIn(text ?? '')
  const changed = namesChanged(before, settings)
  if (changed.length === 0) return desk.tell('info', say.nothingToWrite())
  const next = withSettings(text ?? ownFile('.env.example'), settings)
  if (next === null) return desk.tell('error', say.cannotChange(changed))
  const isAgreed =
    text === null || (await desk.askWhich(say.replaceQuestion(changed), say.yesOrNo(), 'yes')) === 'yes'
  if (!isAgreed) return desk.tell('info', say.leftAsItWas())
  writeWhole(file, next, 0o600)
  desk.tell('success', say.settingsWritten(file))
  if (settings.SLACK_API_URL) desk.tell('info', say.otherServer(settings.SLACK_API_URL))
  const parsed = parseConfig(settingsIn(next))
  if ('problems' in parsed) desk.tell('warn', say.stillWrong(parsed.problems))
}
