/** The Web API over HTTP: reads a call, checks token and scopes, runs the method, keeps a record, obeys the faults. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { ApiCall, Fault, FaultKind } from './contract.ts'
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
  const fault = tooFast(workspace, method, args) ?? takeFault(workspace, method, args)
  if (fault !== undefined && isLost(fault.kind)) {
    record(workspace, method, args, failureOf(fault.kind), fault)
    return failCall(fault, request, response)
  }
  const answer = processCall(workspace, method, token, args)
  record(workspace, method, args, answer, fault)
  if (fault !== undefined && fault.kind !== 'late') return failCall(fault, request, response, answer)
  if (fault !== undefined) {
    await wait((fault.seconds ?? DEFAULT_LATENESS_SECONDS) * 1000, undefined, { ref: false })
  }
  sendJson(response, 200, answer, {
    'x-oauth-scopes': scopesOf(workspace, token).join(','),
    date: workspace.now().toUTCString(),
  })
}

/** Whether a call that meets this fault has no effect. */
function isLost(kind: FaultKind): boolean {
  return kind !== 'late' && !kind.startsWith('process')
}

/** What Slack says of a call that failed, in the answer's own shape; nothing where the failure is of another shape. */
function failureOf(kind: FaultKind): Answer {
  const error = {
    rateLimited: 'ratelimited',
    internalError: 'internal_error',
    serverError: 'internal_error',
    processThenFatalError: 'fatal_error',
  }[kind as string]
  return error === undefined ? {} : { ok: false, error }
}

/** Answers in the way of the fault; `answer` is what would have been said of a call that took effect. */
function failCall(
  { kind, seconds }: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer = {},
): void {
  switch (kind) {
    case 'rateLimited':
      return void sendJson(response, 429, failureOf(kind), { 'retry-after': String(seconds ?? 1) })
    case 'unavailable':
    case 'processThenUnavailable':
      return void response.writeHead(503).end('Service Unavailable')
    case 'serverError':
      return void sendJson(response, 500, failureOf(kind))
    case 'internalError':
    case 'processThenFatalError':
      return void sendJson(response, 200, failureOf(kind))
    case 'notJson':
    case 'processThenNotJson':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Be right back.</html>')
    case 'processThenCut':
      return void cutAnswer(response, JSON.stringify(answer))
    default:
      return void request.socket.destroy()
  }
}

/** Announces the whole answer, sends half of it and breaks the connection. */
function cutAnswer(response: ServerResponse, text: string): void {
  const length = Buffer.byteLength(text)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(length) })
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy())
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
  if (method.token === 'none') return
  const { botToken, appToken } = workspace.identity
  if (token === undefined || token === '') throw new Refusal('not_authed')
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth')
  if (token !== (method.token === 'bot' ? botToken : appToken)) throw new Refusal('not_allowed_token_type')
  if (!workspace.isInstalled) throw new Refusal('account_inactive')
  const granted = scopesOf(workspace, token)
  if (method.anyOf.length > 0 && !method.anyOf.some((scope) => granted.includes(scope))) {
    throw missingScope(granted, method.anyOf)
  }
}

/** What a token may do. */
function scopesOf({ identity, scopes, appScopes }: Workspace, token: string | undefined): readonly string[] {
  return token === identity.appToken ? appScopes : scopes
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

/** What Slack's own limits do to a call, as a fault that nobody asked for. */
function tooFast({ limits }: Workspace, method: string, args: Args): Fault | undefined {
  const seconds = limits(method, args)
  return seconds === null ? undefined : { method, kind: 'rateLimited', seconds }
}

function takeFault(workspace: Workspace, method: string, args: Args): Fault | undefined {
  const isMet = (fault: Fault) =>
    (fault.method === method || fault.method === '*') &&
    (fault.holding === undefined || JSON.stringify(args).includes(fault.holding))
  const particular = workspace.faults.findIndex((fault) => fault.holding !== undefined && isMet(fault))
  const index = particular >= 0 ? particular : workspace.faults.findIndex(isMet)
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
