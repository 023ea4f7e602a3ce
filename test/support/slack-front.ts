/** One address for several simulated workspaces, as Slack has. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Simulator } from '#simulator/contract.ts'

export type SlackFront = { apiUrl: string; stop(): Promise<void> }

/** Passes each call on to the workspace whose token, or whose code, it carries; without either to the first. */
export async function startFront(simulators: readonly Simulator[]): Promise<SlackFront> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    const { authorization = '', 'content-type': type = '' } = request.headers
    const code = new URLSearchParams(body.toString()).get('code') ?? ''
    const isMeant = ({ botToken, teamId }: Simulator) =>
      authorization === `Bearer ${botToken}` || code.startsWith(`${teamId}-`)
    const { url = '' } = simulators.find(isMeant) ?? simulators[0] ?? {}
    const answer = await fetch(`${url}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(authorization && { authorization }) },
      body,
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
