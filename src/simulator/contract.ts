/**
 * What the simulated Slack workspace offers to those who use it: tests, the demo and its page.
 * It speaks Slack's words only; nothing here knows which app is connected.
 */
import type { KnownBlock, View } from '@slack/types'

/** How the workspace reaches the app: the app connects by WebSocket, or the workspace posts signed HTTP requests. */
export type Transport = { kind: 'socket' } | { kind: 'http'; requestUrl: string }

export type SimulatorOptions = {
  /** 0 or absent: any free port on 127.0.0.1. */
  port?: number
  /** The workspace's clock, used for message timestamps; default the real one. */
  now?: () => Date
  /** Scopes of the bot token; a method that needs another answers `missing_scope`. */
  scopes: string[]
  /** Scopes of the app-level token; default `connections:write`. */
  appScopes?: string[]
  /** Names of slash commands that the app registered, such as `/supportgroup`. */
  commands: string[]
  /** May be changed later with `setTransport`, because an HTTP app learns its port when it starts. */
  transport: Transport
  /** Events the app subscribed to; others are not sent. */
  events: string[]
  /** Slack's id of the workspace; default `T0SIMULATED`. */
  teamId?: string
  /** By what Slack and the app know each other in every workspace; default made up. */
  app?: { clientId: string; clientSecret: string; signingSecret: string; appToken?: string }
  /** Where people come back to who have agreed to install the app. */
  redirectUrl?: string
  /** Whether the app is installed from the beginning, as by its makers; default true. */
  isInstalled?: boolean
  /** What the app is called in the workspace; its handle is the same in small letters. Default `Bot`. */
  botName?: string
  /**
   * Real seconds to wait before each further attempt at an event that was not acknowledged. Slack waits 0, 60 and 300;
   * the default is 0, 1 and 5, so that nobody waits for minutes. The last is repeated: up to
   * 24 attempts at an app that does not acknowledge, without end while there is no app to be reached.
   */
  eventRetrySeconds?: number[]
  /**
   * Whether calls that come faster than Slack takes them meet `rateLimited`, with the seconds that are left in
   * `Retry-After`; default false. By Slack's own pages on rate limits: one post a second in each channel; of `chat.update`,
   * `reactions.add`, `reactions.get` and `conversations.info` 50 a minute each; of `views.*`, `users.info`,
   * `conversations.members` and `chat.postEphemeral` 100. Slack promises at least these, takes short bursts of posts
   * now and then, and does not say how it counts; here a minute's calls may come at once. Counted by real
   * time, whatever `now` says.
   */
  limits?: boolean
}

export type Person = {
  id: string
  /** The handle, such as `fiona`. */
  name: string
  realName: string
  /** IANA zone. */
  timeZone: string
  /** What the person has set Slack to, such as `de-DE`; default `en-GB`. */
  locale: string
  isBot: boolean
  isGuest: boolean
  /** Set for somebody whose account is in another workspace. */
  teamId?: string
  isDeactivated: boolean
}

export type Channel = {
  id: string
  name: string
  kind: 'private' | 'public' | 'direct'
  isShared: boolean
  isArchived: boolean
  memberIds: string[]
}

export type Reaction = { name: string; userIds: string[] }

export type Message = {
  channelId: string
  ts: string
  /** The poster; the bot's own user id for the app's messages. */
  userId: string
  text: string
  blocks: KnownBlock[]
  reactions: Reaction[]
  /** `content` is the text of the file, or a `data:` URL when it is not text; `altText` what a picture shows. */
  files: { id: string; name: string; title: string; content: string; altText?: string }[]
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
  /** Set for an ephemeral message: the only person who sees it. */
  onlyFor?: string
  /** How often `chat.update` changed it. */
  edits: number
  /** Set for an answer in a thread: the `ts` of the message that it answers. */
  threadTs?: string
}

/** A modal as the person sees it: the view's blocks, what has been filled in so far, errors beside the fields. */
export type OpenView = {
  id: string
  view: View
  /** `state.values` as Slack would send it: block id → action id → value object. */
  values: Record<string, Record<string, unknown>>
  /** Errors by block id, from the last `response_action: errors`. */
  errors: Record<string, string>
  hash: string
}

/** One Web API call that the app made, with the answer given. The proof of what the app did and did not do. */
export type ApiCall = {
  at: Date
  method: string
  args: Record<string, unknown>
  answer: Record<string, unknown>
  /** The fault that met this call; `FaultKind` says with which the call took effect. */
  fault?: FaultKind
}

/** What happened to something a person did. `failed` is what Slack would show, such as "did not respond". */
export type Outcome = { ok: true } | { ok: false; failed: string }

/** What can go wrong with a call. It takes effect all the same where the first word is `process`, and with `late`. */
export type FaultKind =
  | 'dropBefore'
  | 'processThenDrop'
  /** The connection breaks in the middle of the answer. */
  | 'processThenCut'
  | 'late'
  | 'rateLimited'
  /** 503. */
  | 'unavailable'
  | 'processThenUnavailable'
  /** 500 with Slack's word for a failure of its own. */
  | 'serverError'
  | 'internalError'
  | 'processThenFatalError'
  /** A page where the answer should be. */
  | 'notJson'
  | 'processThenNotJson'

/** A fault for the next matching Web API calls. */
export type Fault = {
  /** Method name, such as `chat.postMessage`, or `*`. */
  method: string
  kind: FaultKind
  /** Only calls with this text somewhere in their arguments; such a fault comes before those for any call. */
  holding?: string
  /** How many matching calls it hits; default 1. */
  times?: number
  /** Seconds: of `Retry-After` (default 1), or of lateness (default 12, longer than a patient client waits). */
  seconds?: number
}

export type PressTarget = { channelId: string; ts: string } | { viewId: string } | { home: true }

export type Simulator = {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** For the app's `slackApiUrl`, with the trailing slash. */
  apiUrl: string
  /** The token that is good now; another one after every installation. */
  readonly botToken: string
  appToken: string
  clientId: string
  clientSecret: string
  signingSecret: string
  botUserId: string
  appId: string
  teamId: string

  setTransport(transport: Transport): void
  addPerson(person: {
    name: string
    realName: string
    timeZone: string
    locale?: string
    isBot?: boolean
    isGuest?: boolean
    teamId?: string
    id?: string
  }): Person
  addChannel(channel: {
    name: string
    kind: 'private' | 'public'
    memberIds: string[]
    isShared?: boolean
    id?: string
  }): Channel
  /** People and the bot enter and leave; sends the membership events. */
  joinChannel(channelId: string, userId: string, inviterId?: string): Promise<void>
  leaveChannel(channelId: string, userId: string): Promise<void>
  archiveChannel(channelId: string): Promise<void>
  /** The channel is shared with another workspace, or no longer. */
  shareChannel(channelId: string, isShared: boolean): Promise<void>
  /** A private channel becomes public, or the other way round; no event tells apps of it. */
  convertChannel(channelId: string, kind: 'private' | 'public'): void
  /** The person's account is closed; they stay listed in their channels, as in Slack. */
  deactivatePerson(userId: string): void
  /** It is open again. */
  reactivatePerson(userId: string): void
  /** An administrator removes the app: both events are sent and the tokens stop working. */
  uninstallApp(): Promise<void>
  /** It is installed again, here with the same tokens. */
  installApp(): void
  /**
   * Somebody chooses on Slack's page to which an app has sent them, at `address`; answers where Slack sends their browser
   * then.
   */
  consent(input: {
    userId: string
    address: string
    choice: 'allow' | 'allowForOrganisation' | 'cancel'
  }): string

  /** What people do. Each resolves when the app has acknowledged, or with what Slack would show instead. */
  command(input: { userId: string; channelId: string; command: string; text: string }): Promise<Outcome>
  /**
   * Presses a button, or chooses in a select, radio group or checkbox list: pass Slack's value object as `chosen`, where
   * an option may be given by its `value` alone. Throws if the person cannot see the element or it offers no such choice.
   */
  press(input: {
    userId: string
    target: PressTarget
    blockId?: string
    actionId: string
    chosen?: Record<string, unknown>
  }): Promise<Outcome>
  /** Fills fields of an open view without telling the app, as typing does. Same shape as `state.values`. */
  fill(input: { userId: string; viewId: string; values: Record<string, Record<string, unknown>> }): void
  /**
   * Sends the form. Fields that are missing or wrong get their errors in `openView` and the app is not told; errors
   * that the app answers are shown there too, and the outcome is `ok` because the app did answer.
   */
  submit(input: { userId: string; viewId: string }): Promise<Outcome>
  closeView(input: { userId: string; viewId: string }): Promise<Outcome>
  react(input: { userId: string; channelId: string; ts: string; name: string }): Promise<Outcome>
  unreact(input: { userId: string; channelId: string; ts: string; name: string }): Promise<Outcome>
  openHome(userId: string): Promise<Outcome>
  /** A person writes a message themselves. */
  say(input: { userId: string; channelId: string; text: string }): Promise<void>

  /** What people see. */
  people(): Person[]
  channels(): Channel[]
  /** Messages of a channel in order as this person sees them, their ephemeral ones included. */
  messages(channelId: string, viewerId: string): Message[]
  /** The private conversation between a person and the bot. */
  directMessages(userId: string): Message[]
  /** The modal on top of this person's stack. */
  openView(userId: string): OpenView | undefined
  home(userId: string): View | undefined

  /**
   * Everything the app asked of the Web API, oldest first. An unknown method is listed too, with `unknown_method` as
   * its answer, and makes `stop` fail.
   */
  calls(): ApiCall[]
  addFault(fault: Fault): void
  clearFaults(): void
  /** Sends the last `count` events again, as Slack does when it saw no acknowledgement in time. */
  repeatEvents(count: number): Promise<void>
  /** From now on events are kept back instead of sent, until `releaseEvents` sends them in order, backwards, or loses them. */
  holdEvents(): void
  releaseEvents(choice: 'inOrder' | 'backwards' | 'lost'): Promise<void>
  /** Socket Mode: tells the app to reconnect. */
  refreshConnection(): void
  /** Called after anything visible changed; returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** Ends the workspace; rejects if the app ever called a method that the workspace does not know. */
  stop(): Promise<void>
}
