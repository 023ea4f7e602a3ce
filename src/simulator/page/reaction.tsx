/** Reactions below a message: one press adds yours, the next takes it back. */
import { type FormEvent, useState } from 'react'
import type { Message, Reaction } from '#simulator/contract.ts'
import { useDisclosure } from './button.tsx'
import { EMOJI_NAMES, emojiUrl } from './emoji-picture.ts'
import { Emoji } from './mrkdwn.tsx'
import { nameOf, useWorkspace } from './workspace.tsx'

const QUICK = ['white_check_mark', '+1', 'heart', 'wave', 'pray', 'eyes']

export function Reactions({ message }: { message: Message }) {
  const { act } = useWorkspace()
  const [failed, setFailed] = useState<string>()
  const { channelId, ts } = message
  const toggle = async (name: string, isMine: boolean) => {
    const outcome = await act({ action: isMine ? 'unreact' : 'react', channelId, ts, name })
    setFailed(outcome.ok ? undefined : outcome.failed)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say that there is something to fill in
    <div className="reactions" role="group" aria-label="Reactions">
      {message.reactions.map((reaction) => (
        <ReactionButton key={reaction.name} reaction={reaction} toggle={toggle} />
      ))}
      <AddReaction add={(name) => toggle(name, false)} />
      {failed !== undefined && (
        <p className="failure" role="alert">
          {failed}
        </p>
      )}
    </div>
  )
}

function ReactionButton(props: { reaction: Reaction; toggle(name: string, isMine: boolean): void }) {
  const { state, viewer } = useWorkspace()
  const { name, userIds } = props.reaction
  const isMine = userIds.includes(viewer.id)
  const names = userIds.map((id) => (id === viewer.id ? 'you' : nameOf(state, id))).join(', ')
  return (
    <button
      type="button"
      className="reaction"
      aria-pressed={isMine}
      aria-label={`${name.replaceAll('_', ' ')}: ${userIds.length} (${names})`}
      title={`:${name}: ${names}`}
      onClick={() => props.toggle(name, isMine)}
    >
      <Emoji name={name} />
      <span aria-hidden="true">{userIds.length}</span>
    </button>
  )
}

function AddReaction({ add }: { add(name: string): void }) {
  const { isOpen, toggle, close, ref } = useDisclosure()
  const [name, setName] = useState('')
  const choose = (chosen: string) => {
    close()
    setName('')
    add(chosen)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const bare = name.trim().replace(/^:|:$/g, '')
    if (bare) choose(bare)
  }
  return (
    <div className="menu" ref={ref}>
      <button
        type="button"
        className="reaction reaction-add"
        aria-expanded={isOpen}
        aria-label="Add a reaction"
        onClick={toggle}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="8.5" cy="11" r="6.5" />
          <path d="M6 12.5a3 3 0 0 0 5 0M6.5 9h.01M10.5 9h.01M16 2v6M13 5h6" />
        </svg>
      </button>
      {isOpen && (
        <form className="menu-list reaction-form" onSubmit={submit}>
          <div className="reaction-quick">
            {QUICK.map((quick) => (
              <button
                key={quick}
                type="button"
                className="reaction"
                aria-label={quick}
                onClick={() => choose(quick)}
              >
                <Emoji name={quick} />
              </button>
            ))}
          </div>
          <label>
            Name of an emoji
            <input
              className="input"
              list="emoji-names"
              value={name}
              // biome-ignore lint/a11y/noAutofocus: somebody just asked for this field
              autoFocus
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          <button type="submit" className="button">
            Add{emojiUrl(name) && <Emoji name={name} />}
          </button>
        </form>
      )}
    </div>
  )
}

/** The suggestions for the field; drawn once for the whole page. */
export function EmojiNames() {
  return (
    <datalist id="emoji-names">
      {EMOJI_NAMES.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  )
}
