/** Everything for a test of the page: a workspace, a small real app in it, and a browser tab that shows it. */
import type { Browser, Page } from 'playwright-core'
import { startPage, testClock } from './page.ts'
import { addCircle, startBoltApp, startWorkspace } from './simulator.ts'
import { teaApp } from './tea-app.ts'

export type Rehearsal = Awaited<ReturnType<typeof startRehearsal>>

/** Opens the page for Fiona in #circle, on Saturday 6 March 2027 at 14:00. `problems` are faults of the page itself. */
export async function startRehearsal(browser: Browser) {
  const clock = testClock('2027-03-06T14:00:00Z')
  const simulator = await startWorkspace({ now: clock.now, commands: ['/tea'] })
  const { fiona, gustav, circle } = addCircle(simulator)
  const tea = teaApp(circle.id)
  const bolt = await startBoltApp(simulator, 'socket', tea.listen)
  const server = await startPage(simulator, clock, {
    guide: [
      { title: 'Ask round', text: 'Write `/tea round`.' },
      { part: 'Then', title: 'Answer', text: 'Tap.', as: [fiona.id, gustav.id] },
      {
        title: 'Wait',
        text: 'It draws.',
        action: { label: 'Let it draw', run: async () => 'It has drawn.' },
      },
    ],
    commands: [
      { command: '/tea round', hint: 'Ask who brings it' },
      { command: '/tea help', hint: 'What can be done' },
    ],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const problems = watchProblems(page)
  await page.goto(server.url)
  await page.getByRole('heading', { level: 1, name: 'circle' }).waitFor()
  const stop = async () => {
    await page.close()
    await server.stop()
    await bolt.stop()
    await simulator.stop()
  }
  return { simulator, tea, clock, fiona, gustav, circle, page, problems, stop }
}

function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  return problems
}
