/** The colours of a picture: of Okabe and Ito, told apart by colour-blind people, on paper of its own. */
export const COLOURS = {
  paper: '#ffffff',
  ink: '#222222',
  grey: '#6b6b6b',
  frame: '#8c8c8c',
  faint: '#cccccc',
  line: '#0072b2',
  stop: '#e69f00',
} as const

/** The one typeface of all pictures; it travels with the bot, so that a machine needs none. */
export const TYPEFACE = 'Inter'

/** All pictures are as wide: a telephone shows them at two thirds of that, and their words can still be read. */
export const WIDTH = 520

/** How large words are. */
const SIZES = { usual: 21, title: 22 } as const

/** A picture as text: what it shows and how large it is. */
export type Drawing = { width: number; height: number; svg: string }

export type Attributes = Record<string, string | number>

/** One element; its content is escaped where it is text. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  return `<${name}${given.join('')}>${escaped(content)}</${name}>`
}

/** Words whose middle is at `x`, standing on `y`. */
export function words(x: number, y: number, content: string, more: Attributes = {}): string {
  const usual = {
    'font-family': TYPEFACE,
    'font-size': SIZES.usual,
    'text-anchor': 'middle',
    fill: COLOURS.ink,
  }
  return element('text', { x, y, ...usual, ...more }, content)
}

/** What the picture is about, above it. */
export function heading(title: string): string {
  return words(WIDTH / 2, 40, title, { 'font-size': SIZES.title, 'font-weight': 600 })
}

/** Everything on paper that covers the whole picture, so that it reads the same on a light and on a dark screen. */
export function drawing(height: number, elements: readonly string[]): Drawing {
  const paper = element('rect', { width: WIDTH, height, fill: COLOURS.paper })
  const size = `width="${WIDTH}" height="${height}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${[paper, ...elements].join('')}</svg>`
  return { width: WIDTH, height, svg }
}

function escaped(content: string): string {
  return content.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
