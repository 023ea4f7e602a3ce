/** A real browser for the tests of the page. */
import { setTimeout } from 'node:timers/promises'
import chromium from '@sparticuz/chromium'
import { type Browser, type LaunchOptions, type Page, chromium as playwright } from 'playwright-core'

const LONGEST_UNPACKING_MS = 30_000

/**
 * Not the arguments that come with the browser: those are for a cloud function, with everything in one process,
 * which ends when a page is closed, and without the web's own security, which belongs to what is tested here.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-gpu',
  '--font-render-hinting=none',
]

/**
 * Starts a headless Chromium that asks the network for nothing by itself. CHROMIUM_PATH names another
 * one than the one that comes with the development dependencies, which is for Linux on x64.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath())
  return launchWhenWritten({ executablePath, args: ARGS }, Date.now() + LONGEST_UNPACKING_MS)
}

/** Becomes somebody else on the page of a workspace; resolves when the page shows what they see. */
export async function choosePerson(page: Page, userId: string): Promise<void> {
  const choice = page.getByLabel('You are')
  await choice.selectOption(userId)
  // What was chosen is chosen again by the page, once it has what this person sees.
  await choice.locator(`option[value="${userId}"]:checked`).waitFor({ state: 'attached' })
}

/** Another test file may be unpacking the browser at this moment; the system runs no file that is being written. */
async function launchWhenWritten(options: LaunchOptions, giveUpAt: number): Promise<Browser> {
  try {
    return await playwright.launch(options)
  } catch (error) {
    if (!String(error).includes('ETXTBSY') || Date.now() > giveUpAt) throw error
    await setTimeout(200)
    return launchWhenWritten(options, giveUpAt)
  }
}
