/** In place of the name of somebody who has been erased. */
export function erasedPerson(): string {
  return '[somebody whose data was deleted]'
}
