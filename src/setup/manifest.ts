import * as z from 'zod'

/** How Slack reaches the bot, and where: what the manifest of an app has to say of that. */
export type Way = { transport: 'socket' } | { transport: 'http' | 'many'; address: string }

/** What is chosen about an app before it is made. */
export type AppChoice = Way & { name: string }

/** What this program changes in the project's own manifest; the rest stays as it is there. */
const manifest = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z.looseObject({
    bot_user: z.looseObject({ display_name: z.string() }),
    slash_commands: z.array(z.looseObject({ url: z.string().optional() })),
  }),
  oauth_config: z.looseObject({ redirect_urls: z.array(z.string()).optional() }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ request_url: z.string().optional() }),
    interactivity: z.looseObject({ request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
  }),
})

export type Manifest = z.infer<typeof manifest>

/** Slack allows no more for the name of an app. */
export const LONGEST_NAME = 35

/** Longer addresses are cut by some browsers and servers. */
const LONGEST_LINK = 4000

/** The manifest of an app for this choice. `source` is the text of the project's own. */
export function manifestFor(source: string, choice: AppChoice): Manifest {
  const own = manifest.parse(JSON.parse(source))
  const { display_information, features, settings, oauth_config } = own
  const named = {
    ...own,
    display_information: { ...display_information, name: choice.name },
    features: { ...features, bot_user: { ...features.bot_user, display_name: handleFor(choice.name) } },
  }
  if (choice.transport === 'socket') return named
  const requestUrl = `${choice.address}/slack/events`
  return {
    ...named,
    features: {
      ...named.features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url: requestUrl })),
    },
    oauth_config: {
      ...oauth_config,
      ...(choice.transport === 'many' && { redirect_urls: [`${choice.address}/slack/oauth_redirect`] }),
    },
    settings: {
      ...settings,
      event_subscriptions: { ...settings.event_subscriptions, request_url: requestUrl },
      interactivity: { ...settings.interactivity, request_url: requestUrl },
      socket_mode_enabled: false,
    },
  }
}

/** What was chosen when this manifest was written; null where it is none of ours. */
export function choiceIn(text: string): AppChoice | null {
  try {
    const { display_information, settings, oauth_config } = manifest.parse(JSON.parse(text))
    const { name } = display_information
    const requestUrl = settings.event_subscriptions.request_url
    if (!requestUrl) return { name, transport: 'socket' }
    const address = requestUrl.replace(/\/slack\/events$/, '')
    return { name, address, transport: oauth_config.redirect_urls ? 'many' : 'http' }
  } catch {
    return null
  }
}

/** The bot’s handle: what is typed after `/invite @`. */
export function handleFor(name: string): string {
  const handle = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return handle || 'supportgroup'
}

/** The page of Slack on which an app with this manifest is made at a press; null where its address would be too long. */
export function prefilledLink(made: Manifest): string | null {
  const link = `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(made))}`
  return link.length <= LONGEST_LINK ? link : null
}

/** A public address as it is put before Slack’s paths; null where it is none. */
export function publicAddress(text: string): string | null {
  const url = URL.parse(text.trim())
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username || !url.hostname.includes('.'))
    return null
  return `${url.origin}${url.pathname}`.replace(/\/(slack\/events\/?)?$/, '')
}
