/** The field in which a message or a command is written. */
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import type { CommandHint } from '#simulator/page-server.ts'
import type { PageState } from '#simulator/page-state.ts'
import type { Deed } from './api.ts'
import { useWorkspace } from './workspace.tsx'

type Props = { channelId: string; channelName: string; commands: CommandHint[] }

export function Composer({ channelId, channelName, commands }: Props) {
  const { state, act } = useWorkspace()
  const [text, setText] = useState('')
  const [failed, setFailed] = useState<string>()
  const [onTheirWay, setOnTheirWay] = useState(0)
  const suggestion = useSuggestion(text, commands, setText)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    const deed = deedOf(state, channelId, text.trim())
    if (typeof deed === 'string') return setFailed(deed)
    setText('')
    setFailed(undefined)
    // A command may take seconds; the next line does not wait for it.
    setOnTheirWay((count) => count + 1)
    const outcome = await act(deed)
    setOnTheirWay((count) => count - 1)
    if (!outcome.ok) setFailed(outcome.failed)
  }
  return (
    <form className="composer" onSubmit={submit}>
      {failed !== undefined && (
        <p className="failure" role="alert">
          {failed}
        </p>
      )}
      {suggestion.list}
      <div className="composer-row">
        <input
          id="composer"
          className="input"
          autoComplete="off"
          spellCheck
          aria-label={`Write to ${channelName}`}
          placeholder="Message, or / for a command"
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setFailed(undefined)
          }}
          {...suggestion.attributes}
        />
        <button type="submit" className="button button-primary" aria-busy={onTheirWay > 0}>
          Send
        </button>
      </div>
    </form>
  )
}

/**
 * What a line means. `/invite` and `/leave` belong to the workspace, as in Slack; every other word with a
 * slash is for the app. Answers a sentence when it cannot be done.
 */
function deedOf(state: PageState, channelId: string, line: string): Deed | string {
  const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? []
  if (command === undefined) return { action: 'say', channelId, text: withMentions(state, escapeText(line)) }
  if (command === '/leave') return { action: 'leave', channelId }
  if (command !== '/invite') return { action: 'command', channelId, command, text: rest }
  const handle = rest.replace(/^@/, '').trim().toLowerCase()
  const person = state.people.find(({ name, realName }) =>
    [name, realName].some((one) => one.toLowerCase() === handle),
  )
  if (!person)
    return `There is nobody called “${rest}” here. Write /invite and a name, such as /invite @${state.people[0]?.name}.`
  const room = state.conversations.find(({ id }) => id === channelId)
  if (room?.memberIds.includes(person.id))
    return `${person.realName || person.name} is already in this channel.`
  return { action: 'invite', channelId, userId: person.id }
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function withMentions(state: PageState, text: string): string {
  return text.replace(/@([\w.-]+)/g, (whole, handle: string) => {
    const person = state.people.find(({ name }) => name.toLowerCase() === handle.toLowerCase())
    return person ? `<@${person.id}>` : whole
  })
}

/** The commands that begin with what is typed, as a list that the arrow keys go through and Enter or Tab takes. */
function useSuggestion(text: string, commands: CommandHint[], setText: (text: string) => void) {
  const id = useId()
  const [at, setAt] = useState(-1)
  const [dismissed, setDismissed] = useState<string>()
  const typed = text.toLowerCase()
  const isTyping = typed.startsWith('/') && dismissed !== text
  const fitting = commands.filter(({ command }) => command.startsWith(typed) && command !== typed.trim())
  const shown = isTyping ? fitting : []
  const take = (command: string) => {
    setText(`${command} `)
    setAt(-1)
    document.querySelector<HTMLElement>('#composer')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown[at]
    if (shown.length === 0) return
    if (event.key === 'ArrowDown') setAt((at + 1) % shown.length)
    else if (event.key === 'ArrowUp') setAt((at <= 0 ? shown.length : at) - 1)
    else if (event.key === 'Escape') setDismissed(text)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen.command)
    else {
      setAt(-1)
      return
    }
    event.preventDefault()
  }
  const list = shown.length > 0 && (
    <div className="suggestions" id={id} role="listbox" aria-label="Commands">
      {shown.map(({ command, hint }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the field, which owns this list
        <div
          key={command}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onClick={() => take(command)}
        >
          <strong>{command}</strong> <span>{hint}</span>
        </div>
      ))}
    </div>
  )
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': shown.length > 0,
    'aria-controls': shown.length > 0 ? id : undefined,
    'aria-activedescendant': shown[at] ? `${id}-${at}` : undefined,
    onKeyDown,
  } as const
  return { list, attributes }
}
