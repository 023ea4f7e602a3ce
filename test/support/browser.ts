/** A real browser for the tests of the page. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * The arguments that come with the browser are for a cloud function: everything in one process, which ends
 * when a page is closed, and without the web's own security, which belongs to what is tested here.
 */
const UNWANTED = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]

/**
 * Starts a headless Chromium that asks the network for nothing by itself. CHROMIUM_PATH names another
 * one than the one that comes with the development dependencies, which is for Linux on x64.
 */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: [
      ...chromium.args.filter((argument) => !UNWANTED.includes(argument)),
      '--no-sandbox',
      '--disable-background-networking',
    ],
  })
}
