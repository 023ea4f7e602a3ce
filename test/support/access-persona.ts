/** What people can be to a group, and who of them belong together in the rules. */

/** What somebody is to the group that is asked about. */
export const PERSONAS = [
  /** Convenes it, and is on its roster. */
  'convenor',
  'member',
  /** On the roster, and has left the channel. */
  'away',
  /** Got off, and is in the channel still. */
  'former',
  /** On the interest list, and invited. */
  'interested',
  'stranger',
  'guest',
  /** From another workspace, in a payload of this one. */
  'external',
  /** From another workspace, in a payload of theirs. */
  'foreign',
  /** Administers the workspace. */
  'admin',
  /** Convenes another group. */
  'otherConvenor',
] as const

export type Persona = (typeof PERSONAS)[number]

/** Whom nobody has let in: they must not even hear that there is a group. */
export const STRANGERS: readonly Persona[] = [
  'stranger',
  'guest',
  'external',
  'foreign',
  'admin',
  'otherConvenor',
]

export const CONVENORS: readonly Persona[] = ['convenor']
/** Knows the group, and is not in it. */
export const KNOWING: readonly Persona[] = ['former', 'interested']
export const ROSTER: readonly Persona[] = ['convenor', 'member']
/** Who was asked in a survey may answer it, wherever they are by now. */
export const ASKED: readonly Persona[] = ['convenor', 'member', 'away', 'former']
/** What tells nothing of anybody. */
export const EVERYBODY: readonly Persona[] = PERSONAS.filter((each) => each !== 'foreign')
