import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('what may never be needed is not loaded with the bot', () => {
  const program = `await import('#bot.ts')
    const { createRequire } = await import('node:module')
    console.log(Object.keys(createRequire(process.cwd() + '/package.json').cache).join('\\n'))`
  const options = ['--disable-warning=DeprecationWarning', '--input-type=module', '--eval', program]
  const loaded = execFileSync(process.execPath, options, { encoding: 'utf8' })
  expect(loaded).toContain('/@slack/bolt/')
  expect(loaded).not.toMatch(/\/(@prometheus-io|@opentelemetry|@napi-rs|pino-pretty)\//)
})
