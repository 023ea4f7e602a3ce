/** One message: who, when, what, files and reactions. */
import type { Person, Message as SlackMessage } from '#simulator/contract.ts'
import { Blocks } from './block.tsx'
import { Mrkdwn } from './mrkdwn.tsx'
import { Reactions } from './reaction.tsx'
import { clockTime, instantOf, longDay, zoneName } from './slack-date.ts'
import { PressSurface } from './surface.tsx'
import { useWorkspace } from './workspace.tsx'

export function Message({ message }: { message: SlackMessage }) {
  const { state, viewer } = useWorkspace()
  const author = state.people.find(({ id }) => id === message.userId)
  const at = instantOf(message.ts)
  const zone = viewer.timeZone
  const isEphemeral = message.onlyFor !== undefined
  return (
    <li
      className={isEphemeral ? 'message message-only' : 'message'}
      id={`message-${message.ts}`}
      tabIndex={-1}
    >
      <Avatar person={author} />
      <div className="message-main">
        {isEphemeral && <p className="message-note">Only visible to you</p>}
        <div className="message-head">
          <strong>{author?.realName || author?.name || message.userId}</strong>
          {author?.isBot && <span className="badge">App</span>}
          <time
            dateTime={at.toISOString()}
            title={`${longDay(at, zone)}, ${clockTime(at, zone)} (${zoneName(zone)})`}
          >
            {clockTime(at, zone)}
          </time>
          {message.threadTs !== undefined && <span className="quiet">in a thread</span>}
          {!isEphemeral && message.reactions.length === 0 && <Reactions message={message} />}
        </div>
        <PressSurface
          target={{ channelId: message.channelId, ts: message.ts }}
          idPrefix={`message-${message.ts}`}
        >
          {message.blocks.length > 0 ? (
            <Blocks blocks={message.blocks} headingLevel={3} />
          ) : (
            <div className="prose">
              <Mrkdwn text={message.text} />
            </div>
          )}
        </PressSurface>
        {message.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        {message.reactions.length > 0 && <Reactions message={message} />}
      </div>
    </li>
  )
}

/** Two letters of the name on a colour of its own; the name itself stands beside it. */
function Avatar({ person }: { person: Person | undefined }) {
  const letters = (person?.realName || person?.name || '?')
    .replace(/\(.*\)/, '')
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
  const hue = [...(person?.id ?? '')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return (
    <span
      className={person?.isBot ? 'avatar avatar-app' : 'avatar'}
      style={{ '--hue': hue } as Record<string, number>}
      aria-hidden="true"
    >
      {letters}
    </span>
  )
}

function FileCard({ file }: { file: SlackMessage['files'][number] }) {
  if (file.altText !== undefined) return <Picture file={file} altText={file.altText} />
  return (
    <details className="file">
      <summary>
        <span className="file-name">{file.title || file.name}</span>
        <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(file.content)}`} download={file.name}>
          Save {file.name}
        </a>
      </summary>
      <pre>{file.content}</pre>
    </details>
  )
}

/** Slack shows a picture at once, as wide as there is room. */
function Picture({ file, altText }: { file: SlackMessage['files'][number]; altText: string }) {
  return (
    <figure className="picture">
      <figcaption>
        <span className="file-name">{file.title || file.name}</span>
        <a href={file.content} download={file.name}>
          Save {file.name}
        </a>
      </figcaption>
      <img src={file.content} alt={altText} />
    </figure>
  )
}
