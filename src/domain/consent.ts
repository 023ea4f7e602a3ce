/** Where somebody can agree to what is kept about them. */
export type ConsentPlace = 'joining' | 'introduction'

/** Names the wording that stands there; a new wording gets a new name. */
export const CONSENT_TEXT: Record<ConsentPlace, string> = {
  joining: 'joining-1',
  introduction: 'introduction-2',
}
