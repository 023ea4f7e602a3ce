import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMetrics } from '#watch/metrics.ts'

const document = readFileSync('docs/metrics.md', 'utf8')
const alerts = readFileSync('docs/alerts.yml', 'utf8')

/** Every metric of ours, as a row of the table. */
async function rows(): Promise<string[]> {
  const metrics = createMetrics({ deliveryKinds: [], jobNames: [] })
  const { text } = await metrics.show({ single: {}, connections: { idle: 0, busy: 0 } })
  return [...text.matchAll(/^# HELP (supportgroup_\w+) (.+)\n# TYPE \S+ (\w+)$/gm)].map(
    ([, name, help, type]) => `| \`${name}\` | ${type} | ${help} |`,
  )
}

test('the table of figures is what the bot itself says of them', async () => {
  const written = document.split('\n').filter((line) => line.startsWith('| `supportgroup_'))
  expect(written).toEqual(await rows())
})

test('alarms, and what docs/running.md calls worth one, are about figures that there are', async () => {
  const known = (await rows()).join('\n')
  for (const [name, text] of Object.entries({ alerts, running: readFileSync('docs/running.md', 'utf8') })) {
    const named = [...text.matchAll(/supportgroup_\w+/g)].map(([word]) =>
      word.replace(/_(count|sum|bucket)$/, ''),
    )
    expect(named.length, name).toBeGreaterThan(3)
    expect(
      named.filter((word) => !known.includes(`\`${word}\``)),
      name,
    ).toEqual([])
  }
})
