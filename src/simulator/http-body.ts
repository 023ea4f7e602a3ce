/** Reading and writing of HTTP bodies. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The whole body as bytes. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** The fields of a body in JSON, form or multipart encoding; no fields when it is empty or cannot be read. */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(bytes, type)
  if (!type.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(bytes.toString()))
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** The fields of a multipart body; files become their text, or a data URL. */
export async function readMultipart(bytes: Buffer, type: string): Promise<Record<string, string>> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    fields[name] = typeof value === 'string' ? value : readable(Buffer.from(await value.arrayBuffer()))
  }
  return fields
}

/** Bytes as text when they are UTF-8, otherwise as a `data:` URL, so that a picture survives. */
export function readable(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return `data:application/octet-stream;base64,${bytes.toString('base64')}`
  }
}

/** Ends the response with `body` as JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}
