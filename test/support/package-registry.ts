import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'

/** A package of one version that nobody has to unpack. */
export type Published = { name: string; version: string; integrity: string }

/** What the registry says, in the shapes of npm's own documentation; an answer is a status or what is sent with 200. */
export type Answers = {
  /** By the name of a package, to `POST /-/npm/v1/security/advisories/bulk`. */
  advisories: number | string | Record<string, object[]>
  /** Whether `GET /-/npm/v1/keys` tells the key with which packages are signed. */
  hasKeys: boolean
  /** What is signed of each package; null for no signature. */
  signed: (published: Published) => string | null
  /** Takes requests and answers none. */
  isSilent: boolean
}

/** As npm's registry: `name@version:integrity` is signed. */
export const WELL: Answers = {
  advisories: {},
  hasKeys: true,
  signed: ({ name, version, integrity }) => `${name}@${version}:${integrity}`,
  isSilent: false,
}

/** One that answers over HTTP, and notes what it was asked about vulnerabilities. */
export type PackageRegistry = { url: string; answers: Answers; asked: unknown[]; stop(): void }

const KEY_ID = 'SHA256:a-key-for-tests'

/** Starts a registry of these packages. */
export async function startPackageRegistry(packages: readonly Published[]): Promise<PackageRegistry> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const server = createServer((request, response) => {
    const send = (body: unknown) => {
      response.writeHead(typeof body === 'number' ? body : 200, { 'content-type': 'application/json' })
      response.end(typeof body === 'number' ? '' : typeof body === 'string' ? body : JSON.stringify(body))
    }
    if (registry.answers.isSilent) return
    if (request.url === '/-/npm/v1/keys') return send(registry.answers.hasKeys ? keys(publicKey) : 404)
    if (request.url === '/-/npm/v1/security/advisories/bulk') {
      bodyOf(request).then((body) => registry.asked.push(body))
      return send(registry.answers.advisories)
    }
    const published = packages.find(({ name }) => request.url === `/${name}`)
    send(published ? packument(published, registry, privateKey) : 404)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const registry: PackageRegistry = {
    url: `http://127.0.0.1:${port}/`,
    answers: WELL,
    asked: [],
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return registry
}

function keys(publicKey: KeyObject) {
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const kind = 'ecdsa-sha2-nistp256'
  return { keys: [{ expires: null, keyid: KEY_ID, keytype: kind, scheme: kind, key }] }
}

function packument(published: Published, { url, answers }: PackageRegistry, privateKey: KeyObject) {
  const { name, version, integrity } = published
  const signed = answers.signed(published)
  const sig = signed !== null && sign('sha256', Buffer.from(signed), privateKey).toString('base64')
  const dist = {
    tarball: `${url}${name}/-/${name}-${version}.tgz`,
    integrity,
    ...(sig && { signatures: [{ keyid: KEY_ID, sig }] }),
  }
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-encoding'] !== 'gzip') return JSON.parse(await text(request))
  return JSON.parse(gunzipSync(Buffer.concat(await request.toArray())).toString())
}
