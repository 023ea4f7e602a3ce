/** Small own drawings; what they mean is always said in words as well. */

/** A hash for public channels, a lock for private ones. */
export function ChannelIcon({ kind }: { kind: string }) {
  const isPrivate = kind === 'private'
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      role="img"
      aria-label={isPrivate ? 'Private channel' : 'Channel'}
    >
      {isPrivate ? (
        <path d="M4 7h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
      ) : (
        <path d="M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2.5 10.5h11" />
      )}
    </svg>
  )
}

export function HomeIcon() {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2.5 7.5 8 3l5.5 4.5M4 7v6h8V7" />
    </svg>
  )
}

export function MessageIcon() {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2.5 3.5h11v7h-6L5 13v-2.5H2.5z" />
    </svg>
  )
}
