/** Draws rich_text blocks: sections, lists, quotations and preformatted text. */
import type { RichTextBlock, RichTextElement, RichTextList } from '@slack/types'
import { Fragment, type ReactNode } from 'react'
import { keyed } from './keyed.ts'
import { Emoji, Mention, SlackDate, TextLink } from './mrkdwn.tsx'
import { useWorkspace } from './workspace.tsx'

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div className="prose">
      {keyed(block.elements).map(({ key, item: element }) => {
        if (element.type === 'rich_text_list') return <List key={key} list={element} />
        const inside = <Run elements={element.elements} />
        if (element.type === 'rich_text_quote') return <blockquote key={key}>{inside}</blockquote>
        if (element.type === 'rich_text_preformatted') return <pre key={key}>{inside}</pre>
        return <p key={key}>{inside}</p>
      })}
    </div>
  )
}

function List({ list }: { list: RichTextList }) {
  const Tag = list.style === 'ordered' ? 'ol' : 'ul'
  return (
    <Tag style={{ marginInlineStart: `${(list.indent ?? 0) * 1.5}rem` }}>
      {keyed(list.elements).map(({ key, item }) => (
        <li key={key}>
          <Run elements={item.elements} />
        </li>
      ))}
    </Tag>
  )
}

function Run({ elements }: { elements: RichTextElement[] }) {
  return keyed(elements).map(({ key, item: element }) => (
    <Fragment key={key}>
      <Styled element={element} />
    </Fragment>
  ))
}

function Styled({ element }: { element: RichTextElement }) {
  const style = element.style as
    | { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean }
    | undefined
  let shown: ReactNode = <Item element={element} />
  if (style?.code) shown = <code>{shown}</code>
  if (style?.strike) shown = <s>{shown}</s>
  if (style?.italic) shown = <em>{shown}</em>
  if (style?.bold) shown = <strong>{shown}</strong>
  return shown
}

function Item({ element }: { element: RichTextElement }): ReactNode {
  const { state } = useWorkspace()
  switch (element.type) {
    case 'text':
      return <Lines text={element.text} />
    case 'link':
      return <TextLink url={element.url}>{element.text ?? element.url}</TextLink>
    case 'emoji':
      return <Emoji name={element.name} />
    case 'user':
      return <Mention userId={element.user_id} />
    case 'channel':
      return <span className="mention">#{state.channelNames[element.channel_id] ?? element.channel_id}</span>
    case 'broadcast':
      return <span className="mention">@{element.range}</span>
    case 'date':
      return (
        <SlackDate
          unix={element.timestamp}
          format={element.format}
          fallback={element.fallback ?? ''}
          {...(element.url && { url: element.url })}
        />
      )
    case 'color':
      return element.value
    case 'usergroup':
      return <span className="mention">@{element.usergroup_id}</span>
    case 'team':
      return element.team_id
  }
}

function Lines({ text }: { text: string }) {
  return keyed(text.split('\n')).map(({ key, item: line, index }) => (
    <Fragment key={key}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ))
}
