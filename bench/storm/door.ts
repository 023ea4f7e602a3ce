import { Agent, request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { KEPT_MS } from '#simulator/server.ts'

/** One address for all workspaces, as Slack has: each call goes to the one whose token it carries. */
export async function startDoor(
  urls: ReadonlyMap<string, string>,
): Promise<{ apiUrl: string; posted: () => number }> {
  const agent = new Agent({ keepAlive: true })
  const [anyUrl = ''] = urls.values()
  let posted = 0
  const server = createServer({ keepAliveTimeout: KEPT_MS }, (request, response) => {
    const { url = '', method, headers } = request
    const to = urls.get(headers.authorization ?? '') ?? anyUrl
    const passedOn = ask(`${to}${url}`, { method, headers, agent }, (answer) => {
      if (url === '/api/chat.postMessage' && answer.statusCode === 200) posted += 1
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passedOn.on('error', () => response.destroy())
    request.pipe(passedOn)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posted: () => posted,
  }
}
