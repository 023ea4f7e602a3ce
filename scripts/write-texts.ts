// npm run texts
// Writes texts.md: everything the bot says, to be read from top to bottom.
import { writeFile } from 'node:fs/promises'
import { textPage } from '../test/support/text-page.ts'

await writeFile('texts.md', textPage())
console.log('Written: texts.md')
