import { createRequire } from 'node:module'
import { type Drawing, TYPEFACE } from './svg.ts'

/** Slack shows pictures on screens with two dots where there was one. */
const DOTS = 2

/** A drawing as a PNG. What draws it is large, and loaded when the first picture is wanted. */
export async function pngOf({ svg, width, height }: Drawing): Promise<Buffer> {
  const { createCanvas, GlobalFonts, loadImage } = await import('@napi-rs/canvas')
  if (!GlobalFonts.has(TYPEFACE)) for (const font of fonts()) GlobalFonts.registerFromPath(font, TYPEFACE)
  const canvas = createCanvas(width * DOTS, height * DOTS)
  const sketch = await loadImage(Buffer.from(svg))
  canvas.getContext('2d').drawImage(sketch, 0, 0, width * DOTS, height * DOTS)
  return canvas.encode('png')
}

function fonts(): string[] {
  const require = createRequire(import.meta.url)
  return [
    require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2'),
    require.resolve('@fontsource/inter/files/inter-latin-600-normal.woff2'),
  ]
}
