/** Everything the bot says to people, by kind, and for whom each kind is: what a whole story is held against. */
import type { Message } from '#simulator/contract.ts'
import { posts, privately, until, type World } from './world.ts'

/** Whom a kind of message is for: everybody in the channel, a member, a convenor, somebody who would like a place. */
export type Audience = 'channel' | 'member' | 'convenor' | 'interested'

type Kind = { name: string; for: Audience; words: RegExp }

/** In the order in which they are tried. */
const KINDS: readonly Kind[] = [
  { name: 'introduction', for: 'channel', words: /^Hello\. I look after the diary of/ },
  {
    name: 'poll page',
    for: 'channel',
    words: /^\*Dates for our next|^\*A new date for our run|^\*New dates/,
  },
  { name: 'run card', for: 'channel', words: /^\*Our run of / },
  { name: 'card shown again', for: 'channel', words: /^\*Next: our \w+ session, / },
  { name: 'reminder', for: 'channel', words: /^\*Our \w+ session: / },
  { name: 'place notice', for: 'channel', words: /^\*About the place of our / },
  { name: 'dates fall', for: 'channel', words: /cannot be kept\. I am asking about another date just below/ },
  { name: 'run changed', for: 'channel', words: /^The new date is firm\./ },
  { name: 'run over', for: 'channel', words: /^That was the last of our eight sessions/ },
  { name: 'bus stop closed', for: 'channel', words: /^\*We have passed the bus stop\.\*/ },
  { name: 'survey result', for: 'channel', words: /^\*How helpful has the group been for us\?\*/ },
  { name: 'new convenor', for: 'channel', words: /^From now on .* convenes? the group\./ },
  {
    name: 'bus stop reminder',
    for: 'member',
    words: /We do not know yet whether you would like to travel on/,
  },
  {
    name: 'has the group heard',
    for: 'member',
    words: /^You are getting off at this stop\. Has the group heard/,
  },
  { name: 'bus stop question', for: 'member', words: /Would you like to travel on\?/ },
  { name: 'choice', for: 'member', words: /^\*(Staying|Getting off at this stop|Not sure yet)\.\* / },
  { name: 'survey question', for: 'member', words: /^\*How helpful has the group been for you\?\*/ },
  { name: 'farewell', for: 'member', words: /^Thank you for travelling with / },
  { name: 'ceased to convene', for: 'member', words: /^You no longer convene the group/ },
  { name: 'became convenor', for: 'convenor', words: /^You convene the group in/ },
  {
    name: 'runs to choose from',
    for: 'convenor',
    words: /possible (run|choice)|possible attendances|Fix it/,
  },
  { name: 'dates fixed', for: 'convenor', words: /^That is firm now\./ },
  { name: 'survey without a result', for: 'convenor', words: /^The survey has closed with fewer than five/ },
  { name: 'everybody answered', for: 'convenor', words: /^Everybody has answered/ },
  { name: 'next steps', for: 'convenor', words: /^I remind the group by myself before each session/ },
  {
    name: 'late change',
    for: 'convenor',
    words: /(sends apologies|can come after all) for .* expected now\./,
  },
  { name: 'low numbers', for: 'convenor', words: /your minimum is/ },
  { name: 'bus stop summary', for: 'convenor', words: /^\*The bus stop\.\*|^This bus stop is behind us\./ },
  {
    name: 'reply to an invitation',
    for: 'convenor',
    words: /(would like to join and|would rather not join|has not answered the invitation)/,
  },
  { name: 'interest shown', for: 'convenor', words: /would like a place and is on the interest list/ },
  { name: 'next run', for: 'convenor', words: /^The bus stop is closed\./ },
  { name: 'invitation', for: 'interested', words: /^A place is free in .*, and you are invited\./ },
  {
    name: 'invitation reminder',
    for: 'interested',
    words: /^You are invited to join .* and have not answered yet/,
  },
  {
    name: 'state of an invitation',
    for: 'interested',
    words: /^You are joining|^You have joined|You stay on the interest list/,
  },
  { name: 'getting on', for: 'interested', words: /^You are on the roster of/ },
]

/** What kind of thing a message is; fails for words that nobody foresaw. */
export function kindOf(text: string): Kind {
  const kind = KINDS.find(({ words }) => words.test(text))
  if (!kind) throw new Error(`The bot said what no test foresaw: ${text}`)
  return kind
}

/** A message and the name of the person it went to; `channel` for everybody. */
export type Heard = { to: string; message: Message }

/** Everything the bot has said, to the channel and to each person privately, in order of time. */
export function everythingSaid(world: World): Heard[] {
  const inChannel = posts(world).map((message) => ({ to: 'channel', message }))
  const inPrivate = [...world.people, ...world.interested].flatMap((who) =>
    privately(world, who).map((message) => ({ to: who.realName, message })),
  )
  return [...inChannel, ...inPrivate].sort((a, b) => Number(a.message.ts) - Number(b.message.ts))
}

/** The names of everybody whom something that is shown speaks of, its buttons and forms included. */
export function namesIn(world: World, shown: { text?: string; blocks: readonly unknown[] }): string[] {
  // Slack makes up the ids of blocks at random, and one may happen to hold a name.
  const words = JSON.stringify(shown, (key, value) => (key === 'block_id' ? undefined : value))
  return [...world.people, ...world.interested]
    .filter(({ id, realName }) => words.includes(id) || words.includes(realName))
    .map(({ realName }) => realName)
}

/** Everybody opens the Home tab: what each of them reads there, and whom else it names. */
export async function homesNow(world: World): Promise<{ name: string; words: string; others: string[] }[]> {
  const homes = []
  for (const { id, realName: name } of [...world.people, ...world.interested]) {
    const shown = () =>
      world.simulator.calls().filter(({ method, args }) => method === 'views.publish' && args.user_id === id)
    const before = shown().length
    await world.simulator.openHome(id)
    await until(() => shown().length > before, `${name}’s Home tab`)
    const blocks = world.simulator.home(id)?.blocks ?? []
    const others = namesIn(world, { blocks }).filter((each) => each !== name)
    homes.push({ name, words: JSON.stringify(blocks), others })
  }
  return homes
}
