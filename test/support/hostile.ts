/** Makes requests that no Slack sends out of real ones. The same seed makes the same requests. */
import { type Chance, pick } from './chance.ts'
import type { Recorded } from './recorder.ts'
import type { Answer, Sender } from './signed-request.ts'

/** A word that stands in every hostile text, so that it can be looked for in a log. */
const CANARY = 'brimstone'

const TEXTS = [
  '',
  ' ',
  `${CANARY}`,
  `\u202e${CANARY}\u2066`,
  `${CANARY}\u200b\u200d\ufeff`,
  `<!channel> <@U1|${CANARY}>`,
  `'; DROP TABLE groups; -- ${CANARY}`,
  `\u0000${CANARY}`,
  `\ud800${CANARY}`,
  `{"${CANARY}`,
  '0199d2c4-7a80-7000-8000-000000000000',
  '__proto__',
  'constructor',
  'null',
  '-1',
  '9'.repeat(400),
  '2027-02-30',
  '99:99',
  '💣'.repeat(500),
]
const OTHERS: unknown[] = [null, true, false, 0, -1, 1e308, 2 ** 53, [], {}, [[]], [null], { id: null }, [{}]]
/** Written into the JSON text afterwards, since no object can hold them. */
const RAW = [
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"id":"x"}}}',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  '1e999',
  '{"toString":1,"then":1,"length":-1}',
]
const MARK = '@raw@'

const other = (chance: Chance) => structuredClone(pick(chance, OTHERS))

/**
 * One hostile request. `mayAct` says whether a real payload changes nothing when it comes again; one that does is made
 * by a stranger here, and so is a form whose fields are changed, because another answer is no attack but an answer.
 */
export async function sendHostile(
  sender: Sender,
  corpus: readonly { recorded: Recorded; isHarmless: boolean }[],
  chance: Chance,
): Promise<Answer> {
  const { recorded, isHarmless } = pick(chance, corpus)
  const payload = structuredClone(recorded.payload)
  if (!isHarmless || recorded.payload.type === 'view_submission') becomeStranger(payload)
  const changes = 1 + Math.floor(chance() * 3)
  const raws: string[] = []
  for (let change = 0; change < changes; change += 1) distort(payload, chance, raws)
  const type = recorded.kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded'
  return sendDamaged(sender, bodyOf(recorded.kind, payload, chance, raws), type, chance)
}

function bodyOf(kind: Recorded['kind'], payload: Record<string, unknown>, chance: Chance, raws: string[]) {
  if (kind === 'command') return form(payload, chance, raws)
  const json = raws.reduce((text, raw) => text.replace(`"${MARK}"`, () => raw), JSON.stringify(payload))
  return kind === 'event' ? json : new URLSearchParams({ payload: json }).toString()
}

/** In most cases as it is; now and then the request itself is damaged, too. */
function sendDamaged(sender: Sender, body: string, type: string, chance: Chance): Promise<Answer> {
  const kind = Math.floor(chance() * 60)
  if (kind === 0) return sender.raw(body.slice(0, Math.floor(chance() * body.length)), type)
  if (kind === 1) return sender.raw(flipped(body, chance), type)
  if (kind === 2)
    return sender.raw(body, pick(chance, ['', 'text/plain', 'application/json; charset=x', 'a']))
  if (kind === 3) return sender.raw(body, type, { secret: 'a secret that is not the app’s' })
  if (kind === 4) return sender.raw(body, type, { ageSeconds: 301 + Math.floor(chance() * 1e6) })
  if (kind === 5)
    return sender.raw(body, type, { headers: { 'x-slack-signature': pick(chance, TEXTS.slice(6, 7)) } })
  if (kind === 6) return sender.raw(body, type, { headers: { 'x-slack-request-timestamp': 'NaN' } })
  if (kind === 7)
    return sender.raw(
      pick(chance, ['null', '[]', '""', '1', 'true', '{}', '', '{"event":1}', '{"type":"event_callback"}']),
      'application/json',
    )
  if (kind === 8)
    return sender.raw(
      pick(chance, [
        'payload=null',
        'payload=[]',
        'payload=1',
        'payload=%zz',
        'payload={}&payload={}',
        'command=a&command=b',
        'ssl_check=1',
        '=&=&',
        '__proto__=1',
        'payload={"type":"block_actions"}',
      ]),
      'application/x-www-form-urlencoded',
    )
  if (kind === 9)
    return sender.json({ type: 'url_verification', challenge: pick<unknown>(chance, [...TEXTS, ...OTHERS]) })
  if (kind === 10 && chance() < 0.2) return sender.raw(body.padEnd(900_000, ' '), type)
  if (kind === 11 && chance() < 0.05) return sender.raw(' '.repeat(1_100_000), type)
  return sender.raw(body, type)
}

function form(payload: Record<string, unknown>, chance: Chance, raws: readonly string[]): string {
  const fields = Object.entries(payload).map(([name, value]) => [
    name,
    value === MARK ? (raws[0] ?? '') : String(value),
  ])
  // A field may be there twice.
  if (chance() < 0.2 && fields.length > 0) fields.push(pick(chance, fields))
  return new URLSearchParams(fields).toString()
}

/** Changes something somewhere in a payload. */
function distort(payload: Record<string, unknown>, chance: Chance, raws: string[]): void {
  const places = placesIn(payload)
  const { holder, key } = pick(chance, places)
  const kind = chance()
  if (kind < 0.15) delete holder[key as never]
  else if (kind < 0.25) holder[key] = [holder[key], holder[key]]
  else if (kind < 0.35) {
    raws.push(pick(chance, RAW))
    holder[key] = MARK
  } else if (kind < 0.4) holder[pick(chance, TEXTS)] = other(chance)
  else if (kind < 0.7) holder[key] = other(chance)
  else if (kind < 0.72) holder[key] = CANARY.repeat(chance() < 0.1 ? 10_000 : 100)
  else holder[key] = pick(chance, TEXTS)
}

type Place = { holder: Record<string, unknown>; key: string }

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])])
}

/** In a payload whoever acts is somebody whom nobody knows. */
function becomeStranger(payload: Record<string, unknown>): void {
  const stranger = 'U0STRANGER'
  if ('user_id' in payload) payload.user_id = stranger
  if ('user' in payload) payload.user = { ...(payload.user as object), id: stranger }
  if ('event' in payload) payload.event = { ...(payload.event as object), user: stranger }
}

function flipped(text: string, chance: Chance): Buffer {
  const bytes = Buffer.from(text)
  for (let flip = 0; flip < 5; flip += 1)
    bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256)
  return bytes
}
