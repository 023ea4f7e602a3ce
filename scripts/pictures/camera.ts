/** Takes a surface of the demo's page in every way in which people see it. */
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** Something that people see, once it is on the page: where it is, and the name of its pictures. */
export type Surface = {
  name: string
  shows: Locator
  /** The picture of the README that it is, as seen at a desk by day. */
  readme?: 'poll.png' | 'run.png' | 'home.png'
}

const PHONE = { name: 'phone', width: 390, height: 844 }
const DESK = { name: 'desk', width: 1280, height: 800 }
const HIGHEST = 4000

const README = join(import.meta.dirname, '..', '..', 'docs', 'pictures')

/** Takes it on a phone and at a desk, by day and by night; answers how many pictures that are. */
export async function take(page: Page, { name, shows, readme }: Surface, folder: string): Promise<number> {
  let taken = 0
  for (const { name: way, width, height } of [PHONE, DESK])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height })
      const path = join(folder, `${name}-${way}-${colorScheme}.png`)
      if (readme && way === 'desk' && colorScheme === 'light') {
        await frame(page, shows)
        await page.screenshot({ path })
        await mkdir(README, { recursive: true })
        await copyFile(path, join(README, readme))
      }
      await page.setViewportSize({ width, height: await heightFor(shows, height) })
      await frame(page, shows)
      await page.screenshot({ path })
      taken += 1
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(DESK)
  return taken
}

/** So high that all of it is seen: what is hidden in it, and in what it stands in, is added. */
async function heightFor(shows: Locator, height: number): Promise<number> {
  const hidden = await shows.evaluate((element) => {
    const inside = [element, ...element.querySelectorAll('*')].filter((each) =>
      /auto|scroll/.test(getComputedStyle(each).overflowY),
    )
    const around = element.closest('.messages, .home')
    const above = around ? element.getBoundingClientRect().height - around.clientHeight : 0
    return Math.max(0, above, ...inside.map((each) => each.scrollHeight - each.clientHeight))
  })
  // A dialog at a desk takes a part of the height only.
  return Math.min(HIGHEST, Math.ceil(height + hidden * 1.3))
}

/** At the top, with nothing pointed at. */
async function frame(page: Page, shows: Locator): Promise<void> {
  await shows.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
}
