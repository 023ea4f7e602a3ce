/** The Web API over HTTP: reads a call, checks token and scopes, runs the method, keeps a record, obeys the faults. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { ApiCall, Fault } from './contract.ts'
import { readBody, sendJson } from './http-body.ts'
import { missingScope } from './method/access.ts'
import type { Args } from './method/argument.ts'
import { METHODS, type Method } from './method/table.ts'
import { Refusal } from './refusal.ts'
import type { Workspace } from './workspace.ts'

type Answer = Record<string, unknown>

const DEFAULT_LATENESS_SECONDS = 12
const JSON_ARGUMENTS = ['blocks', 'attachments', 'metadata', 'view', 'files']

/** Answers one call of a Web API method. */
export async function answerCall(
  workspace: Workspace,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { token, args } = await readCall(request)
  const fault = takeFault(workspace, method)
  if (fault === undefined || fault.kind === 'processThenDrop' || fault.kind === 'late') {
    const answer = processCall(workspace, method, token, args)
    record(workspace, method, args, answer, fault)
    if (fault?.kind === 'processThenDrop') return void request.socket.destroy()
    if (fault?.kind === 'late') {
      await wait((fault.seconds ?? DEFAULT_LATENESS_SECONDS) * 1000, undefined, { ref: false })
    }
    return sendJson(response, 200, answer, { 'x-oauth-scopes': workspace.scopes.join(',') })
  }
  failCall(workspace, method, args, fault, request, response)
}

function failCall(
  workspace: Workspace,
  method: string,
  args: Args,
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const error = { rateLimited: 'ratelimited', internalError: 'internal_error' }[fault.kind as string]
  const answer = error === undefined ? {} : { ok: false, error }
  record(workspace, method, args, answer, fault)
  if (fault.kind === 'dropBefore') return void request.socket.destroy()
  if (fault.kind === 'unavailable') return void response.writeHead(503).end('Service Unavailable')
  const isRateLimited = fault.kind === 'rateLimited'
  const headers: Record<string, string> = isRateLimited ? { 'retry-after': String(fault.seconds ?? 1) } : {}
  sendJson(response, isRateLimited ? 429 : 200, answer, headers)
}

function processCall(workspace: Workspace, name: string, token: string | undefined, args: Args): Answer {
  try {
    const method = METHODS[name]
    if (method === undefined) throw new Refusal('unknown_method', { req_method: name })
    checkToken(workspace, method, token)
    return { ok: true, ...method.run(workspace, args) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, error: error.code, ...error.details }
  }
}

function checkToken(workspace: Workspace, method: Method, token: string | undefined): void {
  const { botToken, appToken } = workspace.identity
  if (token === undefined || token === '') throw new Refusal('not_authed')
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth')
  if (token !== (method.token === 'bot' ? botToken : appToken)) throw new Refusal('not_allowed_token_type')
  if (!workspace.isInstalled) throw new Refusal('account_inactive')
  if (method.anyOf.length > 0 && !method.anyOf.some((scope) => workspace.scopes.includes(scope))) {
    throw missingScope(workspace, method.anyOf)
  }
}

async function readCall(request: IncomingMessage): Promise<{ token: string | undefined; args: Args }> {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams
  const { token: field, ...args } = { ...Object.fromEntries(query), ...(await readBody(request)) } as Args
  for (const name of JSON_ARGUMENTS) {
    const value = args[name]
    if (typeof value === 'string') args[name] = parsedOrAsItIs(value)
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return { token: bearer ?? (typeof field === 'string' ? field : undefined), args }
}

function parsedOrAsItIs(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function takeFault(workspace: Workspace, method: string): Fault | undefined {
  const index = workspace.faults.findIndex((fault) => fault.method === method || fault.method === '*')
  const fault = workspace.faults[index]
  if (fault === undefined) return undefined
  const left = (fault.times ?? 1) - 1
  if (left > 0) workspace.faults[index] = { ...fault, times: left }
  else workspace.faults.splice(index, 1)
  return fault
}

function record(
  workspace: Workspace,
  method: string,
  args: Args,
  answer: Answer,
  fault: Fault | undefined,
): void {
  const call: ApiCall = { at: workspace.now(), method, args, answer }
  workspace.calls.push(fault === undefined ? call : { ...call, fault: fault.kind })
}
