/** Who looks and where, kept in the page's address, so that a reload or a second tab shows the same. */
import type { Place } from './workspace.tsx'

export type Address = { viewerId?: string; place?: Place }

/** Reads `#as=U1&in=C1`; `in=home` is the Home tab. */
export function readAddress(hash: string): Address {
  const params = new URLSearchParams(hash.replace(/^#/, ''))
  const viewerId = params.get('as')
  const at = params.get('in')
  return {
    ...(viewerId && { viewerId }),
    ...(at && { place: at === 'home' ? 'home' : { conversationId: at } }),
  }
}

/** The other way round. */
export function writeAddress({ viewerId, place }: Address): string {
  const params = new URLSearchParams()
  if (viewerId) params.set('as', viewerId)
  if (place) params.set('in', place === 'home' ? 'home' : place.conversationId)
  return `#${params}`
}
