/** An error in words that are all ours and quote nothing from elsewhere: they may be shown. */
export class OwnWords extends Error {
  override readonly name = 'OwnWords'
}
