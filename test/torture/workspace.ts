/** What the simulated workspace and the bots in it are started with. */
import { readFile } from 'node:fs/promises'
import { type Config, parseConfig } from '#config.ts'
import type { RemoteSimulator } from './simulator-handle.ts'

/** The app as its manifest says; with or without the permission to hear where its messages stand. */
export async function slackOptions(hasMetadata: boolean) {
  const file = await readFile(new URL('../../manifest.json', import.meta.url), 'utf8')
  const manifest = JSON.parse(file)
  return {
    scopes: [...manifest.oauth_config.scopes.bot, ...(hasMetadata ? ['metadata.message:read'] : [])],
    events: [
      ...manifest.settings.event_subscriptions.bot_events,
      ...(hasMetadata ? ['message_metadata_posted'] : []),
    ],
    commands: ['/supportgroup'],
    transport: { kind: 'socket' as const },
  }
}

/** As the environment would say it. */
export function configFor({ botToken, appToken, apiUrl }: RemoteSimulator, databaseUrl: string): Config {
  const parsed = parseConfig({
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
  })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.config
}
