/** What axe-core, which knows the rules for pages that everybody can use, finds against a page. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** Every way in which the page is looked at: by day and by night, on a desk and on a phone. */
const WAYS = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 375, height: 740 },
  { colorScheme: 'light', width: 375, height: 740 },
] as const

/**
 * The violations of the page as it is now, in every way of looking at it, each with the elements that break the rule.
 * All rules of axe-core hold. `prepare` does what a way needs first, such as opening a side on a narrow screen.
 */
export async function violations(page: Page, prepare?: (width: number) => Promise<void>): Promise<string[]> {
  const found: string[] = []
  for (const { colorScheme, ...size } of WAYS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    await prepare?.(size.width)
    for (const { id, help, nodes } of await broken(page)) {
      const where = nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join('\n  ')
      found.push(`${colorScheme}, ${size.width}: ${id} (${help})\n  ${where}`)
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  return found
}

/** The page's own rule about scripts does not hold for what is evaluated from outside. */
async function broken(page: Page): Promise<AxeResults['violations']> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const here = globalThis as unknown as { axe: typeof axe }
    return (await here.axe.run()).violations
  })
}
