import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ModalView } from '@slack/types'
import { WebClient } from '@slack/web-api'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '#domain/refusal.ts'
import { formValues, openForm } from '#slack/form.ts'
import type { Shell } from '#slack/shell.ts'
import { noticeView } from '#slack/views/notice.ts'
import { until } from '../support/world.ts'

type Call = { method: string; view: ModalView; viewId: string | null; triggerId: string | null }

let server: Server
let shell: Shell
let calls: Call[]

/** A Slack that opens every view and remembers what it was asked. */
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const given = new URLSearchParams(body)
      calls.push({
        method: request.url?.split('/').at(-1) ?? '',
        view: JSON.parse(given.get('view') ?? '{}'),
        viewId: given.get('view_id'),
        triggerId: given.get('trigger_id'),
      })
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ok: true, view: { id: 'V1' } }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  const client = new WebClient('xoxb-1', { slackApiUrl })
  const context = () => {
    throw new Error('opening a form needs no database')
  }
  shell = {
    client,
    poster: client,
    botUserId: 'UBOT',
    teamId: 'T1',
    calendarUrl: null,
    context,
    log: pino({ level: 'silent' }),
  }
})
beforeEach(() => {
  calls = []
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const FORM = noticeView('The form')
const words = ({ view }: Call) => JSON.stringify(view.blocks)

describe('a form', () => {
  test('that is ready at once opens as it is', async () => {
    expect(await openForm(shell, 'trigger', Promise.resolve({ value: FORM }))).toBeNull()
    expect(calls).toMatchObject([{ method: 'views.open', triggerId: 'trigger' }])
    expect(calls.map(words)).toEqual([JSON.stringify(FORM.blocks)])
  })

  test('that is refused at once opens nothing, and the refusal is answered where it was asked', async () => {
    expect(await openForm(shell, 'trigger', Promise.resolve({ refusal: { code: 'noRun' } }))).toEqual({
      code: 'noRun',
    })
    expect(calls).toEqual([])
  })

  test('that takes its time opens empty before the trigger expires, and is filled when it is ready', async () => {
    const form = Promise.withResolvers<Outcome<ModalView>>()
    const begun = Date.now()
    const opening = openForm(shell, 'trigger', form.promise)
    await until(() => calls.length === 1, 'a waiting view')
    expect(Date.now() - begun).toBeLessThan(2500)
    expect(words(calls[0] as Call)).toContain('One moment, please.')
    form.resolve({ value: FORM })
    expect(await opening).toBeNull()
    expect(calls[1]).toMatchObject({ method: 'views.update', viewId: 'V1', view: FORM })
  })

  test('that is refused after a while says so in its place', async () => {
    const form = Promise.withResolvers<Outcome<ModalView>>()
    const opening = openForm(shell, 'trigger', form.promise)
    await until(() => calls.length === 1, 'a waiting view')
    form.resolve({ refusal: { code: 'noOpenPoll' } })
    expect(await opening).toBeNull()
    expect(words(calls[1] as Call)).toContain('No poll is open in this group just now.')
  })

  test('that breaks after a while says so in its place and throws, so that somebody hears of it', async () => {
    const form = Promise.withResolvers<Outcome<ModalView>>()
    const opening = openForm(shell, 'trigger', form.promise)
    await until(() => calls.length === 1, 'a waiting view')
    form.reject(new Error('the database is away'))
    await expect(opening).rejects.toThrow('the database is away')
    expect(words(calls[1] as Call)).toContain('Please close this window and try again')
  })
})

describe('the values of a form', () => {
  test('are read from every kind of field, by action', () => {
    expect(
      formValues({
        a: { name: { type: 'plain_text_input', value: 'circle' } },
        b: { number: { type: 'number_input', value: '8' } },
        c: { zone: { type: 'static_select', selected_option: { value: 'UTC' } } },
        d: { people: { type: 'multi_users_select', selected_users: ['U1', 'U2'] } },
        e: { day: { type: 'datepicker', selected_date: '2027-03-07' } },
        f: { time: { type: 'timepicker', selected_time: '14:00' } },
        g: { ticks: { type: 'checkboxes', selected_options: [{ value: 'x' }, { value: 'y' }] } },
      }),
    ).toEqual({
      name: 'circle',
      number: '8',
      zone: 'UTC',
      people: ['U1', 'U2'],
      day: '2027-03-07',
      time: '14:00',
      ticks: ['x', 'y'],
    })
  })

  test('that are empty are absent, but for lists, which are empty', () => {
    expect(
      formValues({
        a: { name: { value: null } },
        b: { zone: { selected_option: null } },
        c: { day: { selected_date: null } },
        d: { ticks: { selected_options: [] } },
        e: { people: { selected_users: [] } },
      }),
    ).toEqual({ ticks: [], people: [] })
  })
})
