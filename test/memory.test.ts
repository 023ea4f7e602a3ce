import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('what may never be needed is not loaded with the bot', () => {
  const program = `import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context) } })
    await import('#bot.ts')`
  const options = ['--disable-warning=DeprecationWarning', '--input-type=module', '--eval', program]
  const loaded = execFileSync(process.execPath, options, { encoding: 'utf8' })
  expect(loaded).toContain('/@slack/bolt/')
  expect(loaded).not.toMatch(
    /\/(@prometheus-io|@opentelemetry\/(sdk|res|exp)[a-z-]+|@napi-rs|pino-pretty|date-holidays)\//,
  )
})
