/** Draws a picture and says what it became. */
import { pngOf } from '#picture/png.ts'
import { drawing, words } from '#picture/svg.ts'

const png = await pngOf(drawing(40, [words(20, 20, '8')]))
process.stdout.write(png.subarray(1, 4))
