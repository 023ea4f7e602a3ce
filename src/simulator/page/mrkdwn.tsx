/**
 * Draws Slack's texts. Own components and not slack-blocks-to-jsx (1.1.1): that one formats dates in the
 * browser's zone and in American order, where this page shows them in the zone of the person chosen in it; it
 * draws emoji as letters of a font that many machines lack; it gives every message the same element id; and its
 * buttons and fields call nobody back, so that half of the blocks would have to be drawn here anyway.
 */
import type { TextObject } from '@slack/types'
import type { MouseEvent, ReactNode } from 'react'
import { emojiUrl } from './emoji-picture.ts'
import { keyed } from './keyed.ts'
import { type Inline, parseMrkdwn, parsePlain } from './mrkdwn-parse.ts'
import { clockTime, formatSlackDate, longDay, zoneName } from './slack-date.ts'
import { nameOf, useWorkspace } from './workspace.tsx'

const TAGS = { bold: 'strong', italic: 'em', strike: 's' } as const

/** A mrkdwn text with quotations and preformatted parts. */
export function Mrkdwn({ text, isVerbatim = false }: { text: string; isVerbatim?: boolean }) {
  return keyed(parseMrkdwn(text, isVerbatim)).map(({ key, item: part }) => {
    if (part.kind === 'pre') return <pre key={key}>{part.text}</pre>
    if (part.kind === 'quote') {
      return (
        <blockquote key={key}>
          <Inlines items={part.children} />
        </blockquote>
      )
    }
    return (
      <p key={key}>
        <Inlines items={part.children} />
      </p>
    )
  })
}

/** A text object in one line of other text, such as a button's label: plain text as it is, mrkdwn without parts. */
export function InlineText({ text }: { text: TextObject }) {
  if (text.type === 'plain_text') return <Inlines items={parsePlain(text.text, text.emoji ?? true)} />
  const items = parseMrkdwn(text.text, text.verbatim).flatMap((part): Inline[] =>
    part.kind === 'pre' ? [{ kind: 'code', text: part.text }] : part.children,
  )
  return <Inlines items={items} />
}

/** A text object with room of its own. */
export function TextBlock({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} isVerbatim={text.verbatim ?? false} />
  return (
    <p>
      <InlineText text={text} />
    </p>
  )
}

function Inlines({ items }: { items: Inline[] }): ReactNode {
  return keyed(items).map(({ key, item }) => <InlineItem key={key} item={item} />)
}

function InlineItem({ item }: { item: Inline }): ReactNode {
  const { state } = useWorkspace()
  switch (item.kind) {
    case 'text':
      return item.text
    case 'break':
      return <br />
    case 'bold':
    case 'italic':
    case 'strike': {
      const Tag = TAGS[item.kind]
      return (
        <Tag>
          <Inlines items={item.children} />
        </Tag>
      )
    }
    case 'code':
      return <code>{item.text}</code>
    case 'emoji':
      return <Emoji name={item.name} />
    case 'user':
      return <Mention userId={item.id} />
    case 'channel':
      return <span className="mention">#{state.channelNames[item.id] ?? item.label ?? item.id}</span>
    case 'broadcast':
      return <span className="mention">@{item.name.replace(/^@/, '')}</span>
    case 'link':
      return <TextLink url={item.url}>{item.label}</TextLink>
    case 'date':
      return <SlackDate {...item} />
  }
}

export function Mention({ userId }: { userId: string }) {
  const { state, viewer } = useWorkspace()
  const isYou = userId === viewer.id
  return <span className={isYou ? 'mention mention-you' : 'mention'}>@{nameOf(state, userId)}</span>
}

/** The picture of an emoji, with its name for those who do not see it; unknown names stay text. */
export function Emoji({ name }: { name: string }) {
  const url = emojiUrl(name)
  if (!url) return `:${name}:`
  return (
    <img className="emoji" src={url} alt={name.replaceAll('_', ' ')} title={`:${name}:`} draggable={false} />
  )
}

/** A date in the reader's zone; pointing at it shows the day, time and zone in full. */
export function SlackDate(props: { unix: number; format: string; url?: string; fallback: string }) {
  const { viewer, now } = useWorkspace()
  const at = new Date(props.unix * 1000)
  if (Number.isNaN(at.getTime())) return props.fallback
  const zone = viewer.timeZone
  const inFull = `${longDay(at, zone)}, ${clockTime(at, zone)} (${zoneName(zone)})`
  const shown = (
    <time dateTime={at.toISOString()} title={inFull}>
      {formatSlackDate(props.unix, props.format, zone, now)}
    </time>
  )
  return props.url ? <TextLink url={props.url}>{shown}</TextLink> : shown
}

const PERMALINK = /\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})(?:\?|$)/

/** A link out of the workspace opens a new tab; one to a message of this workspace leads there. */
export function TextLink({ url, children }: { url: string; children: ReactNode }) {
  const { open, state } = useWorkspace()
  if (!/^(https?|mailto|tel):/i.test(url)) return children
  const [, channelId, seconds, micros] = PERMALINK.exec(url) ?? []
  const room = state.conversations.find(({ id, messages }) =>
    id === 'direct' ? messages.some((message) => message.channelId === channelId) : id === channelId,
  )
  if (room) {
    const go = (event: MouseEvent) => {
      event.preventDefault()
      open({ conversationId: room.id }, `${seconds}.${micros}`)
    }
    return (
      <a href={url} onClick={go}>
        {children}
      </a>
    )
  }
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
