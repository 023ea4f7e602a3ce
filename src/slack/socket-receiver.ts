import { type App, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { LinkState } from './link.ts'
import { slackLogger } from './log.ts'
import type { SlackOptions, Take } from './workspace-app.ts'

type Surroundings = {
  options: SlackOptions
  log: Logger
  /** Follows whether there is a connection. */
  link: LinkState
  /** Called when there is one again after there was none. */
  onReconnect(): void
  take: Take
}

/** Holds the connection of Socket Mode. What fails before it is acknowledged stays so, and Slack sends it again. */
export function socketReceiver(
  appToken: string,
  { options, log, link, onReconnect, take }: Surroundings,
): SocketModeReceiver {
  const logger = slackLogger(log)
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions: options },
    // It has been logged by name; Bolt's own line quotes the error.
    processEventErrorHandler: async () => false,
  })
  // It asks nothing of an app but to take what arrives.
  receiver.init({ processEvent: take } as App)
  let connections = 0
  receiver.client.on('connected', () => {
    link.isUp()
    connections += 1
    if (connections > 1) onReconnect()
  })
  for (const event of ['close', 'disconnected']) receiver.client.on(event, link.isDown)
  return receiver
}
