import { createHmac } from 'node:crypto'
import { TEAM } from './group.ts'
import type { Deed } from './sending.ts'
import { BOT } from './slack-answer.ts'

/** By which the bot knows that a request is Slack's. */
export const SIGNING_SECRET = 'signed-by-slack-alone'

export type Around = { responseUrl: string }

export type SignedRequest = { body: string; headers: Record<string, string> }

const FORM = 'application/x-www-form-urlencoded'

/** Makes of a deed what Slack sends of it; no two are the same. */
export function requestMaker({ responseUrl }: Around): (deed: Deed) => SignedRequest {
  let number = 0
  return (deed) => {
    number += 1
    switch (deed.kind) {
      case 'command':
        return signed(new URLSearchParams(commandOf(deed, number, responseUrl)).toString(), FORM)
      case 'press': {
        const payload = JSON.stringify(pressOf(deed, number, responseUrl))
        return signed(new URLSearchParams({ payload }).toString(), FORM)
      }
      case 'reaction':
        return signed(JSON.stringify(reactionOf(deed, number)), 'application/json')
    }
  }
}

type Of<K extends Deed['kind']> = Extract<Deed, { kind: K }>

function commandOf({ userId, channelId, text }: Of<'command'>, number: number, responseUrl: string) {
  return {
    command: '/supportgroup',
    text,
    team_id: TEAM,
    user_id: userId,
    channel_id: channelId,
    channel_name: 'circle',
    trigger_id: `1.${number}`,
    response_url: responseUrl,
  }
}

function pressOf({ userId, channelId, actionId, value }: Of<'press'>, number: number, responseUrl: string) {
  return {
    type: 'block_actions',
    user: { id: userId, team_id: TEAM },
    team: { id: TEAM },
    channel: { id: channelId },
    trigger_id: `1.${number}`,
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'part 2', value, action_ts: `${number}.0` }],
  }
}

function reactionOf({ userId, channelId, ts, name }: Of<'reaction'>, number: number) {
  return {
    type: 'event_callback',
    team_id: TEAM,
    event_id: `Ev${number}`,
    event: {
      type: 'reaction_added',
      user: userId,
      reaction: name,
      item: { type: 'message', channel: channelId, ts },
      item_user: BOT.user_id,
      event_ts: (Date.now() / 1000).toFixed(6),
    },
  }
}

function signed(body: string, type: string): SignedRequest {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const digest = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    body,
    headers: {
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  }
}
