import { type Logger as SlackLogger, SocketModeReceiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { LinkState } from './link.ts'

/**
 * Holds the connection of Socket Mode. What fails before it is acknowledged stays so, and Slack sends it again.
 * `link` follows whether there is a connection; `onReconnect` is called when there is one again after there was none.
 */
export function socketReceiver(
  appToken: string,
  logger: SlackLogger,
  clientOptions: WebClientOptions,
  link: LinkState,
  onReconnect: () => void,
): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions },
    // It has been logged by name; Bolt's own line quotes the error.
    processEventErrorHandler: async () => false,
  })
  let connections = 0
  receiver.client.on('connected', () => {
    link.isUp()
    connections += 1
    if (connections > 1) onReconnect()
  })
  for (const event of ['close', 'disconnected']) receiver.client.on(event, link.isDown)
  return receiver
}
