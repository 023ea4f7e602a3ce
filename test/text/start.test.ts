import { expect, test } from 'vitest'
import { OwnWords } from '#domain/own-words.ts'
import { endReason, startProblem } from '#text/start.ts'

const TAIL = 'Check that the server runs and that address, user and password are right.'

test.each<[string, object, string]>([
  [
    'a refused connection, of which a machine with two addresses has nothing to say',
    Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    `The database at DATABASE_URL could not be used (ECONNREFUSED): no server answers there. ${TAIL}`,
  ],
  [
    'a wrong password',
    { code: '28P01', message: 'password authentication failed for user "bot"' },
    `The database at DATABASE_URL could not be used (28P01): the user or the password is wrong. ${TAIL}`,
  ],
  [
    'a server that never answers',
    new Error('timeout expired'),
    `The database at DATABASE_URL could not be used: the server did not answer in time. ${TAIL}`,
  ],
  [
    'what the server says in words of its own is left out, and so is what is no code;',
    { code: 'a page: secret', message: 'database "secret@host" does not exist' },
    `The database at DATABASE_URL could not be used. ${TAIL}`,
  ],
  [
    'a reason that is a sentence of ours already',
    new OwnWords('The migration X was edited after it was applied.\nIt has more lines.'),
    `The database at DATABASE_URL could not be used: The migration X was edited after it was applied. ${TAIL}`,
  ],
])('%s is said in whole sentences', (_, cause, sentence) => {
  expect(startProblem('database', cause)).toBe(sentence)
})

test('a folder of data that another bot uses says how to go on', () => {
  const cause = new Error('the bot seems to be running already')
  expect(startProblem('embeddedDatabase', cause)).toBe(
    'The embedded Postgres could not start: the bot seems to be running already. Mend that, or set DATABASE_URL to a Postgres of your own.',
  )
})

test('keys that cannot be used are told of by which they are, and a database that fails then like any other', () => {
  expect(startProblem('keys', { problem: 'weak', detail: '2' })).toBe(
    'Key number 2 was not made at random, so it could be guessed. Make one with `npm run keys -- new`.',
  )
  expect(startProblem('keys', { code: 'ECONNREFUSED' })).toBe(
    `The database at DATABASE_URL could not be used (ECONNREFUSED): no server answers there. ${TAIL}`,
  )
})

test('a page that stands where Slack’s code should be is not shown', () => {
  const data = { error: '<html>secret</html>' }
  expect(startProblem('slack', { data })).toBe(
    'Slack could not be reached. Check the network, and SLACK_API_URL if it is set.',
  )
  expect(endReason({ code: 'slack_webapi_platform_error', data })).toBe(null)
})
