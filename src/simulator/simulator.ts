/** Puts the simulated workspace together. */
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { type AppLink, createAppLink } from './app-link.ts'
import { command } from './command.ts'
import { chooseOnConsentPage } from './consent.ts'
import type { Channel, Message, Outcome, Person, Simulator, SimulatorOptions } from './contract.ts'
import { createEventFeed } from './event-feed.ts'
import { closeView, fill, press, submit } from './interaction.ts'
import { createLimits } from './limit.ts'
import { archiveChannel, convertChannel, joinChannel, leaveChannel, shareChannel } from './membership.ts'
import { addMessage, sharedMessage } from './message.ts'
import { addReaction, removeReaction } from './method/reaction.ts'
import { Refusal } from './refusal.ts'
import { startServer } from './server.ts'
import { topModal, viewPayload } from './view.ts'
import {
  actingPerson,
  channelOf,
  directChannel,
  type Identity,
  messagesOf,
  newId,
  nextTs,
  personOf,
  type Workspace,
} from './workspace.ts'

/** Starts a workspace with nobody in it but the bot. It ends with `stop`. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const listeners = new Set<() => void>()
  const workspace = emptyWorkspace(options, () => {
    for (const listener of listeners) listener()
  })
  const link = createAppLink(workspace.identity, options.transport)
  const feed = createEventFeed(workspace, link, options.eventRetrySeconds)
  const { server, url } = await startServer(workspace, link.socketMode, options.port ?? 0)
  workspace.url = url
  workspace.emit = feed.emit
  workspace.socketUrl = () => link.socketMode.newUrl(url)
  const { identity } = workspace
  const { botName = 'Bot' } = options
  addPerson(workspace, {
    id: identity.botUserId,
    name: botName.toLowerCase(),
    realName: botName,
    timeZone: 'UTC',
    locale: 'en-GB',
    isBot: true,
  })
  return {
    ...identity,
    get botToken() {
      return identity.botToken
    },
    url,
    apiUrl: `${url}/api/`,
    setTransport: link.setTransport,
    ...workplace(workspace),
    ...deeds(workspace, link),
    ...sights(workspace),
    calls: () => [...workspace.calls],
    addFault: (fault) => void workspace.faults.push(fault),
    clearFaults: () => void workspace.faults.splice(0),
    repeatEvents: feed.repeat,
    holdEvents: feed.hold,
    releaseEvents: feed.release,
    refreshConnection: link.socketMode.refresh,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async stop() {
      feed.stop()
      await link.stop()
      await closeServer(server)
      refuseUnknownMethods(workspace)
    },
  }
}

function workplace(workspace: Workspace) {
  return {
    addPerson: (given: NewPerson) => ({ ...addPerson(workspace, given) }),
    addChannel: (given: NewChannel) => structuredClone(addChannel(workspace, given)),
    joinChannel: (channelId: string, userId: string, inviterId?: string) =>
      joinChannel(workspace, channelId, userId, inviterId),
    leaveChannel: (channelId: string, userId: string) => leaveChannel(workspace, channelId, userId),
    archiveChannel: (channelId: string) => archiveChannel(workspace, channelId),
    shareChannel: (channelId: string, isShared: boolean) => shareChannel(workspace, channelId, isShared),
    convertChannel: (channelId: string, kind: 'private' | 'public') =>
      convertChannel(workspace, channelId, kind),
    deactivatePerson(userId: string) {
      personOf(workspace, userId).isDeactivated = true
      workspace.changed()
    },
    reactivatePerson(userId: string) {
      personOf(workspace, userId).isDeactivated = false
      workspace.changed()
    },
    async uninstallApp() {
      workspace.isInstalled = false
      const tokens = { oauth: [], bot: [workspace.identity.botUserId] }
      await workspace.emit({ type: 'tokens_revoked', tokens, event_ts: nextTs(workspace) })
      await workspace.emit({ type: 'app_uninstalled', event_ts: nextTs(workspace) })
    },
    installApp() {
      workspace.isInstalled = true
    },
    consent: (given: Parameters<Simulator['consent']>[0]) => chooseOnConsentPage(workspace, given),
  }
}

function deeds(workspace: Workspace, link: AppLink) {
  const reacting =
    (change: typeof addReaction) =>
    async (given: { userId: string; channelId: string; ts: string; name: string }): Promise<Outcome> => {
      const channel = memberChannel(workspace, given)
      try {
        const message = sharedMessage(workspace, channel.id, given.ts)
        await change(workspace, channel, message, given.userId, given.name)
        return { ok: true }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { ok: false, failed: error.code }
      }
    }
  return {
    command: (given: Parameters<Simulator['command']>[0]) => command(workspace, link, given),
    press: (given: Parameters<Simulator['press']>[0]) => press(workspace, link, given),
    fill: (given: Parameters<Simulator['fill']>[0]) => fill(workspace, given),
    submit: (given: Parameters<Simulator['submit']>[0]) => submit(workspace, link, given),
    closeView: (given: Parameters<Simulator['closeView']>[0]) => closeView(workspace, link, given),
    react: reacting(addReaction),
    unreact: reacting(removeReaction),
    async openHome(userId: string): Promise<Outcome> {
      const home = workspace.homes.get(actingPerson(workspace, userId).id)
      await workspace.emit({
        type: 'app_home_opened',
        user: userId,
        channel: directChannel(workspace, userId).id,
        tab: 'home',
        ...(home === undefined ? {} : { view: viewPayload(workspace, home) }),
        event_ts: nextTs(workspace),
      })
      return { ok: true }
    },
    async say(given: { userId: string; channelId: string; text: string }): Promise<void> {
      addMessage(workspace, { ...given, channelId: memberChannel(workspace, given).id })
    },
  }
}

function sights(workspace: Workspace) {
  const messages = (channelId: string, viewerId: string): Message[] => {
    const channel = channelOf(workspace, channelId)
    if (channel.kind !== 'public' && !channel.memberIds.includes(viewerId)) return []
    const seen = messagesOf(workspace, channelId).filter(({ onlyFor }) => (onlyFor ?? viewerId) === viewerId)
    return structuredClone(seen)
  }
  return {
    messages,
    directMessages: (userId: string) =>
      messages(directChannel(workspace, personOf(workspace, userId).id).id, userId),
    people: () => structuredClone([...workspace.people.values()]),
    channels: () => structuredClone([...workspace.channels.values()]),
    openView(userId: string) {
      const top = topModal(workspace, personOf(workspace, userId).id)
      if (top === undefined) return undefined
      const { id, view, values, errors, hash } = top
      return structuredClone({ id, view, values, errors, hash })
    },
    home: (userId: string) => structuredClone(workspace.homes.get(personOf(workspace, userId).id)?.view),
  }
}

type NewPerson = Parameters<Simulator['addPerson']>[0]
type NewChannel = Parameters<Simulator['addChannel']>[0]

function addPerson(workspace: Workspace, given: NewPerson): Person {
  const id = given.id ?? newId(workspace, 'U')
  if (workspace.people.has(id)) throw new Error(`There is a person ${id} already`)
  const { name, realName, timeZone, locale = 'en-GB', isBot = false, isGuest = false, teamId } = given
  const account = { isBot, isGuest, isDeactivated: false, ...(teamId && { teamId }) }
  const person = { id, name, realName, timeZone, locale, ...account }
  workspace.people.set(id, person)
  workspace.changed()
  return person
}

function addChannel(workspace: Workspace, given: NewChannel): Channel {
  const id = given.id ?? newId(workspace, 'C')
  if (workspace.channels.has(id)) throw new Error(`There is a channel ${id} already`)
  for (const memberId of given.memberIds) personOf(workspace, memberId)
  const { name, kind, memberIds, isShared = false } = given
  const channel = { id, name, kind, memberIds: [...memberIds], isShared, isArchived: false }
  workspace.channels.set(id, channel)
  workspace.changed()
  return channel
}

function memberChannel(workspace: Workspace, given: { userId: string; channelId: string }): Channel {
  const channel = channelOf(workspace, given.channelId)
  if (!channel.memberIds.includes(actingPerson(workspace, given.userId).id)) {
    throw new Error(`${given.userId} is not in ${given.channelId}`)
  }
  return channel
}

function emptyWorkspace(options: SimulatorOptions, changed: () => void): Workspace {
  return {
    identity: newIdentity(options),
    now: options.now ?? (() => new Date()),
    url: '',
    scopes: options.scopes,
    appScopes: options.appScopes ?? ['connections:write'],
    commands: options.commands,
    events: options.events,
    isInstalled: options.isInstalled ?? true,
    people: new Map(),
    channels: new Map(),
    messages: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    messageValues: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    uploads: new Map(),
    grants: new Map(),
    redirectUrl: options.redirectUrl,
    calls: [],
    faults: [],
    limits: options.limits ? createLimits() : () => null,
    lastTsMicros: 0n,
    counter: 0,
    emit: async () => {},
    changed,
    socketUrl: () => '',
  }
}

function newIdentity({ teamId = 'T0SIMULATED', app }: SimulatorOptions): Identity {
  const secret = () => randomBytes(12).toString('hex')
  const appId = 'A0SIMULATED'
  return {
    teamId,
    teamDomain: 'simulated',
    teamName: 'Simulated workspace',
    appId,
    botId: 'B0SIMULATED',
    botUserId: 'U0BOT',
    // New ones each time, so that an app can never reach another workspace of the same process by mistake.
    botToken: `xoxb-${secret()}`,
    appToken: `xapp-1-${appId}-${secret()}`,
    clientId: '12345.67890',
    clientSecret: secret(),
    signingSecret: secret(),
    ...app,
    verificationToken: secret(),
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function refuseUnknownMethods(workspace: Workspace): void {
  const unknown = workspace.calls.filter((call) => call.answer.error === 'unknown_method')
  if (unknown.length === 0) return
  throw new Error(
    `The app called methods that are not there: ${unknown.map((call) => call.method).join(', ')}`,
  )
}
