/**
 * Slack, as a process of its own: says yes to every call at once, and tells the bot what people do. It has no memory and
 * checks nothing, so that what is measured is the bot.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { type Around, requestMaker } from './request.ts'
import { send } from './send.ts'
import type { Sending, Sent } from './sending.ts'
import { slackAnswer } from './slack-answer.ts'

/** From the parent: who is in which channel, and what to send. */
export type ToSlack = { id: number } & ({ members: Record<string, string[]> } | { sending: Sending })

/** To the parent. */
export type FromSlack = { url: string } | { id: number; sent: Sent | null }

let members: Record<string, string[]> = {}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const given = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()))
    const method = request.url?.split('/').at(-1) ?? ''
    const answer =
      method === 'apps.connections.open'
        ? { ok: true, url: `ws://${request.headers.host}/link` }
        : slackAnswer(method, given, members)
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
})
// Over Socket Mode it only greets.
new WebSocketServer({ server }).on('connection', (socket) => socket.send('{"type":"hello"}'))
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const around: Around = { responseUrl: `${url}/response` }
  const make = requestMaker(around)
  process.on('message', async (message: ToSlack) => {
    if ('members' in message) members = message.members
    const sent = 'sending' in message ? await send(message.sending, make) : null
    tell({ id: message.id, sent })
  })
  tell({ url })
})
process.on('disconnect', () => process.exit())

function tell(message: FromSlack): void {
  process.send?.(message)
}
