/** A real browser for the tests of the page. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * Starts a headless Chromium that asks the network for nothing by itself. CHROMIUM_PATH names another
 * one than the one that comes with the development dependencies, which is for Linux on x64.
 */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: [...chromium.args, '--no-sandbox', '--disable-background-networking'],
    headless: true,
  })
}
