/** A life cycle: for each state, the states it may go to. */
export type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>

/** The states from which a life cycle may come to `to`; a change is made only from one of these. */
export function statesBefore<S extends string>(transitions: Transitions<S>, to: S): S[] {
  return (Object.keys(transitions) as S[]).filter((from) => transitions[from].includes(to))
}
