import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { pngOf } from '#picture/png.ts'
import { COLOURS, drawing, element, WIDTH, words } from '#picture/svg.ts'

/** The dots of a picture, four numbers each: red, green, blue, and how opaque. */
async function dots(png: Buffer) {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { width, height } = image
  return { width, height, data: context.getImageData(0, 0, width, height).data, png }
}

const written = async (text: string, more = {}) =>
  dots(await pngOf(drawing(50, [words(100, 30, text, more)])))

test('a drawing becomes a PNG of twice its size, opaque everywhere', async () => {
  const { png, width, height, data } = await written('8.5')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect({ width, height }).toEqual({ width: 2 * WIDTH, height: 100 })
  expect(data.filter((_, index) => index % 4 === 3).every((opacity) => opacity === 255)).toBe(true)
})

test('what is drawn has its colour where it belongs', async () => {
  const line = element('rect', { x: 0, y: 0, width: 10, height: 10, fill: COLOURS.line })
  const { data } = await dots(await pngOf(drawing(20, [line])))
  expect([...data.slice(0, 4)]).toEqual([0x00, 0x72, 0xb2, 255])
  expect([...data.slice(-4)]).toEqual([255, 255, 255, 255])
})

describe('words', () => {
  test('are drawn letter by letter, umlauts too: no two of them look the same', async () => {
    const letters = [...'AÄOÖUÜaäoöuüß0123456789', ' ']
    const drawn = await Promise.all(
      letters.map(async (letter) => (await written(letter)).png.toString('hex')),
    )
    expect(new Set(drawn).size).toBe(letters.length)
  })

  test('are of the typeface that travels with the bot, in both its weights', async () => {
    const [usual, other, bold] = await Promise.all([
      written('Rag'),
      written('Rag', { 'font-family': 'no such typeface' }),
      written('Rag', { 'font-weight': 600 }),
    ])
    expect(usual.png.equals(other.png)).toBe(false)
    expect(usual.png.equals(bold.png)).toBe(false)
  })
})
