import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { checkedMessageBlocks, checkedView } from '#simulator/rule/surface.ts'
import { section, withNote } from '#slack/views/parts.ts'
import { oneMoment } from '#text/help.ts'
import { speaking } from '#text/language.ts'
import { SHOWN, textsIn } from '../support/largest-shown.ts'

/** Told once and never changed afterwards; Slack takes longer texts in a post than in a change of it. */
const ONCE = ['the runs on offer', 'how a group stands']

describe.each(SHOWN)('at the largest that a group can be, in the language “$language”', (each) => {
  test.each(each.messages)('%s keeps within Slack’s limits', (name, message) => {
    expect(() => checkedMessageBlocks(message?.blocks)).not.toThrow()
    expect(message?.text).not.toBe('')
    // Above this Slack would cut the words that notifications and screen readers get.
    expect(message?.text.length).toBeLessThan(ONCE.includes(name) ? 40_000 : 4_000)
  })

  test.each(each.views)('the form, window or Home tab “%s” keeps within Slack’s limits', (_, view) => {
    expect(() => checkedView(view, view.type)).not.toThrow()
  })

  test('no words of the bot are cut to fit: only what people typed is', () => {
    const texts = [...each.messages, ...each.views].flatMap(([, value]) => textsIn(value))
    const mayEndSo = (text: string) => text.endsWith('&…') || text === speaking(each.language, oneMoment)
    expect(texts.filter((text) => text.endsWith('…') && !mayEndSo(text))).toEqual([])
  })
})

test('every message, form and window that a view builds is among them', async () => {
  const builders = (await sourcesIn('src/slack/views')).flatMap((source) =>
    [...source.matchAll(/^export function (\w+(?:Message|View))\b/gm)].map(([, name = '']) => name),
  )
  const looked = await sourcesIn('test/support', 'largest-')
  // A whole message in a window is looked at as a message.
  const isMissing = (name: string) =>
    name !== 'messageView' && !looked.some((source) => source.includes(`${name}(`))
  expect(builders.length).toBeGreaterThan(40)
  expect(builders.filter(isMissing)).toEqual([])
})

test('a quiet line below is left out of a message that has no room for it, and is in its text', () => {
  const blocks = Array.from({ length: 50 }, (_, index) => section(`Line ${index}.`))
  const full = withNote({ text: 'Lines.', blocks }, 'A note.')
  expect(() => checkedMessageBlocks(full.blocks)).not.toThrow()
  expect(full.text).toContain('A note.')
  expect(withNote({ text: 'Lines.', blocks: blocks.slice(1) }, 'A note.').blocks).toHaveLength(50)
})

async function sourcesIn(folder: string, beginning = ''): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.startsWith(beginning))
  return Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))
}
