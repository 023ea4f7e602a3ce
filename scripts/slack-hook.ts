/**
 * What Slack's command line asks of a project, by the names that it has for it: `slack run` starts the bot with the manifest
 * that is made here, `slack doctor` says by which Node. Each answer is JSON on standard output.
 */
import { existsSync, readFileSync } from 'node:fs'

const HOOKS: Record<string, () => unknown> = {
  'get-hooks': () => ({
    hooks: {
      'get-manifest': 'npm run --silent slack-hook get-manifest',
      // It gets the tokens as SLACK_BOT_TOKEN and SLACK_APP_TOKEN, which come before those in `.env`.
      start: 'npm start',
      doctor: 'npm run --silent slack-hook doctor',
    },
    config: {
      'sdk-managed-connection-enabled': true,
      watch: { 'filter-regex': '^(slack-app-)?manifest\\.json$', paths: ['.'] },
    },
  }),
  // The one with the name that was chosen for the app, where `npm run setup` has made one.
  'get-manifest': () =>
    JSON.parse(
      readFileSync(
        existsSync('slack-app-manifest.json') ? 'slack-app-manifest.json' : 'manifest.json',
        'utf8',
      ),
    ),
  doctor: () => ({ versions: [{ name: 'node', current: process.versions.node }] }),
}

const name = process.argv[2] ?? ''
const answer = Object.hasOwn(HOOKS, name) ? HOOKS[name] : undefined
if (answer) console.log(JSON.stringify(answer()))
else {
  console.error(`There is no such hook: ${Object.keys(HOOKS).join(', ')}.`)
  process.exitCode = 1
}
