/** In place of the name of somebody who has been erased. */
export function erasedPerson(): string {
  return '[jemand, dessen Daten gelöscht sind]'
}
