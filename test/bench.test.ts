import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a benchmark that does not exist is answered with those that do', () => {
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'bench', '--', 'nothing'], {
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/There is no benchmark called nothing\. There are: (\w+, )*planner(, \w+)*\./)
  expect(status).toBe(2)
})
