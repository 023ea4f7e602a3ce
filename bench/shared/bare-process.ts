/** A Bolt app whose listeners do nothing but acknowledge, as a process of its own, for comparison. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { SIGNING_SECRET } from './request.ts'
import { BOT } from './slack-answer.ts'

const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR })
const authorize = async () => ({ botToken: 'xoxb-bench', botUserId: BOT.user_id, botId: BOT.bot_id })
const app = new App({ authorize, receiver, logLevel: LogLevel.ERROR })
app.command('/supportgroup', ({ ack }) => ack())
app.action(/./, ({ ack }) => ack())
app.event('reaction_added', async () => {})
const server = (await app.start(0)) as Server
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` })
process.on('disconnect', () => process.exit())
