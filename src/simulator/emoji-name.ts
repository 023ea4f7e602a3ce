/** Other names under which people and apps know an emoji; Slack always sends the first name of its list. */
const ALIASES: Record<string, string> = {
  thumbsup: '+1',
  thumbsdown: '-1',
  raised_hand: 'hand',
  satisfied: 'laughing',
  collision: 'boom',
  poop: 'hankey',
  shit: 'hankey',
  paw_prints: 'feet',
  honeybee: 'bee',
  red_car: 'car',
  telephone: 'phone',
  envelope: 'email',
  lantern: 'izakaya_lantern',
  open_book: 'book',
  running: 'runner',
  tangerine: 'mandarin',
  waving_white_flag: 'white_flag',
}
const NAME = /^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$/

/**
 * The emoji name as Slack stores and sends it: without colons, with the first of its aliases, the skin tone kept as
 * `::skin-tone-N`. Answers undefined for a text that cannot be a name. Whether an emoji of that name exists is not known here.
 */
export function emojiName(given: string): string | undefined {
  const bare = given.trim().replace(/^:+|:+$/g, '')
  if (!NAME.test(bare)) return undefined
  const [base = '', tone] = bare.split('::')
  const name = ALIASES[base] ?? base
  return tone === undefined ? name : `${name}::${tone}`
}
