/**
 * `npm run pictures`: takes every surface of the bot in the demo, on a phone and at a desk, by day and by night, into
 * `pictures/`, and those that the README shows into `docs/pictures/`.
 *
 * `--into` names another folder, `--story` one of the stories alone, `--first` how many surfaces of each are enough.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/support/browser.ts'
import { startDemo } from '../test/support/demo-process.ts'
import { openDemo, type Stage } from '../test/support/demo-steps.ts'
import { type Surface, take } from './pictures/camera.ts'
import { datesSurfaces } from './pictures/dates.ts'
import { germanSurfaces } from './pictures/german.ts'
import { renewalSurfaces } from './pictures/renewal.ts'
import { runSurfaces } from './pictures/run.ts'

const STORIES: Record<string, ((stage: Stage) => AsyncGenerator<Surface>)[]> = {
  english: [datesSurfaces, runSurfaces, renewalSurfaces],
  german: [germanSurfaces],
}

const { values } = parseArgs({
  options: {
    into: { type: 'string', default: join(import.meta.dirname, '..', 'pictures') },
    story: { type: 'string' },
    first: { type: 'string', default: '1000' },
  },
})
await mkdir(values.into, { recursive: true })
const browser = await launchBrowser()
try {
  const stories = Object.entries(STORIES).filter(([name]) => name === (values.story ?? name))
  for (const [name, chapters] of stories) await tell(browser, name, chapters)
} finally {
  await browser.close()
}

async function tell(browser: Browser, story: string, chapters: (typeof STORIES)[string]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'))
  const demo = await startDemo(folder)
  try {
    const stage = await openDemo(browser, demo.url)
    let number = 0
    for (const chapter of chapters)
      for await (const surface of chapter(stage)) {
        number += 1
        const name = `${story}-${String(number).padStart(2, '0')}-${surface.name}`
        const taken =
          number < Number(process.env.FROM ?? 0)
            ? 0
            : await take(stage.page, { ...surface, name }, values.into)
        console.log(`${relative('.', join(values.into, name))}: ${taken} pictures`)
        if (number >= Number(values.first)) return
      }
  } finally {
    await demo.end()
    await rm(folder, { recursive: true, force: true })
  }
}
