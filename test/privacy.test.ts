import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { USUAL_RETENTION as usual } from '#config.ts'
import { COMMANDS } from '#slack/command.ts'
import { personEverywhere } from './support/everywhere.ts'
import { newGroup, openDesk } from './support/group-desk.ts'
import { wholeDatabase } from './support/whole-database.ts'

const page = readFileSync('PRIVACY.md', 'utf8')

test('every command that the page about privacy names exists', () => {
  const named = [...page.matchAll(/`\/supportgroup (\w+)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(2)
  const names = COMMANDS.map(({ name }): string => name)
  expect(named.filter((name) => !names.includes(name))).toEqual([])
})

test('it states the periods after which things are forgotten, as they are where nobody has set others', () => {
  const periods = Object.fromEntries(
    page
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split(' | '))
      .map(([what = '', , howLong = '']) => [what.slice(2), howLong]),
  )
  const period = (words: string) => Object.entries(periods).find(([what]) => what.includes(words))?.[1]
  expect(period('ids of Slack')).toContain(`${usual.eventIdDays} days`)
  expect(period('said what kind of thing')).toContain(`${usual.deliveryDays} days`)
  expect(period('apologies')).toContain(`${usual.apologyDays} days`)
  expect(period('answers about dates')).toContain(`${usual.answerDays} days`)
  expect(period('bus stop')).toContain(`${usual.answerDays} days`)
  const years = (days: number) => `${days / 365} years`
  expect(period('how helpful')).toContain(years(usual.surveyDays))
  expect(period('who did what')).toContain(years(usual.auditDays))
})

test('what it tells an operator to say deletes a whole group, and no other', async () => {
  const desk = await openDesk()
  const { group } = await personEverywhere(desk)
  const others = [await newGroup(desk), await newGroup(desk, { teamId: 'T2', channelId: group.channelId })]
  const ids = { 'C…': group.channelId, 'T…': 'T1' }
  const [, sql = ''] = page.match(/```sql\n([^`]*)```/) ?? []
  const said = sql.replaceAll(/[CT]…/g, (name) => ids[name as keyof typeof ids])
  for (const statement of said.trim().split(';\n')) await desk.database.db.$executeRawUnsafe(statement)
  const whole = await wholeDatabase(desk.database.url)
  const left = [...whole].filter(([name]) => name.startsWith('public.') && name !== 'public.paces')
  expect(left.filter(([, rows]) => JSON.stringify(rows).includes(group.id))).toEqual([])
  const kept = await desk.database.db.group.findMany({ orderBy: { id: 'asc' } })
  expect(kept.map(({ id }) => id)).toEqual(others.map(({ id }) => id))
  await desk.close()
})
