import { type Logger as SlackLogger, SocketModeReceiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'

/**
 * Holds the connection of Socket Mode. What fails before it is acknowledged stays so, and Slack sends it again.
 * `onReconnect` is called whenever there is a connection again after there was none for a while.
 */
export function socketReceiver(
  appToken: string,
  logger: SlackLogger,
  clientOptions: WebClientOptions,
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
    connections += 1
    if (connections > 1) onReconnect()
  })
  return receiver
}
